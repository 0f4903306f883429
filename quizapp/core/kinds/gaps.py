"""The two ways to mark a gap: `==hidden=={1}` in a line of prose, `Hide:` under fenced code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from quizapp.core.kinds.block import Fault, Line, shortened
from quizapp.core.kinds.spans import double_equals, text_of_code_span

MOST_GAPS = 20
_NUMBER = re.compile(r"\{([1-9][0-9]?)\}")
_HIDE = "Hide:"


class Gap(NamedTuple):
    """A marked stretch of a line; `start` and `end` take in the marks and the number."""

    number: int
    hidden: str
    start: int
    end: int


def gaps_of(line: str) -> tuple[list[Gap], tuple[str, str] | None]:
    """The gaps of a line of prose, and the first thing wrong with them as (message, remedy).

    Marks inside of inline code are code; marks around it are marks.
    """
    gaps: list[Gap] = []
    opened: int | None = None
    for at in double_equals(line):
        if opened is None:
            opened = at if line[at + 2 : at + 3].strip() else None
            continue
        if not line[at - 1].strip():
            break
        hidden = line[opened + 2 : at]
        number = _NUMBER.match(line, at + 2)
        if number is None:
            shown = shortened(hidden)
            message = f"The gap `{shown}` has no number from 1 to 99."
            return gaps, (message, f"Write `=={shown}=={{1}}`.")
        gaps.append(Gap(int(number[1]), hidden, opened, number.end()))
        opened = None
    if opened is None:
        return gaps, None
    message = f"The gap that opens at `{shortened(line[opened:])}` does not close on its line."
    remedy = r"Write `==text=={1}` on one line, or `\==` where two equal signs are meant."
    return gaps, (message, remedy)


def filled(text: str, asked: int | None, *, as_blank: bool = False) -> str:
    """The text with its gaps filled in; the asked one is marked, or blank."""
    lines = []
    for line in text.split("\n"):
        parts, at = [], 0
        for gap in gaps_of(line)[0]:
            parts.append(line[at : gap.start])
            if gap.number == asked:
                parts.append("==[…]==" if as_blank else f"=={gap.hidden}==")
            else:
                parts.append(gap.hidden)
            at = gap.end
        lines.append("".join([*parts, line[at:]]))
    return "\n".join(lines)


def hidden_in(code: str | None, lines: Sequence[Line]) -> tuple[list[str], list[Line], list[Fault]]:
    """What `Hide:` lines under some code hide, the other lines, and the faults."""
    hidden: list[str] = []
    others: list[Line] = []
    faults: list[Fault] = []
    for line in lines:
        if not line.text.startswith(_HIDE):
            others.append(line)
            continue
        text = text_of_code_span(line.text.removeprefix(_HIDE).strip())
        if text is None or not text.strip():
            message = "A `Hide:` line holds one piece of inline code."
            faults.append(Fault(line.number, message, "Write ``Hide: `text` ``."))
        elif code is None or any(other.text.strip() for other in others):
            message = "This `Hide:` line does not stand right under fenced code."
            faults.append(Fault(line.number, message, "Move it below the fence."))
        # Every `Hide:` line searches the whole fence, so their number has to be small.
        elif len(hidden) >= MOST_GAPS:
            message = f"The code has more than {MOST_GAPS} gaps."
            return (
                hidden,
                others,
                [*faults, Fault(line.number, message, "Split the card.")],
            )
        else:
            fault = _fault_of(text, code, line.number)
            if fault is not None:
                faults.append(fault)
            hidden.append(text)
    return hidden, others, faults


def _fault_of(text: str, code: str, line: int) -> Fault | None:
    shown = shortened(text)
    first = code.find(text)
    if first < 0:
        remedy = "Copy a piece of one line exactly as it stands in the code."
        return Fault(line, f"`{shown}` is not in the code above.", remedy)
    if code.find(text, first + 1) >= 0:
        remedy = "Take more of the text around it, so that it has exactly one match."
        return Fault(line, f"`{shown}` is in the code above more than once.", remedy)
    return None
