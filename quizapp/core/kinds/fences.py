"""Fenced code: the one place in which nothing else of a deck's syntax counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quizapp.core.kinds.block import Fault, Line, shortened, text_of

# Fences may be indented by any amount, because they may stand under an option or a step.
_FENCE = re.compile(r"([ \t]*)(`{3,}|~{3,})(.*)")
_BACKTICKS = re.compile("`{3,}")


class Opening(NamedTuple):
    """The line that opens a fence."""

    indent: int
    marks: str
    info: str

    def is_closed_by(self, text: str) -> bool:
        found = _FENCE.match(text)
        return found is not None and found[2].startswith(self.marks) and not found[3].strip(" \t")


class Fence(NamedTuple):
    """Fenced code; `info` is what follows the opening marks, its white space collapsed."""

    line: int
    info: str
    code: str


class Prose(NamedTuple):
    """The lines between two fences."""

    lines: tuple[Line, ...]


def opening_of(text: str) -> Opening | None:
    """The fence that a line opens, if any."""
    found = _FENCE.match(text)
    # Three backticks with more of them on the same line are code inside a sentence.
    if found is None or (found[2][0] == "`" and "`" in found[3]):
        return None
    return Opening(len(found[1]), found[2], " ".join(found[3].split()))


def pieces_of(lines: Iterable[Line]) -> list[Prose | Fence]:
    """The lines as fences and the prose between them; blank prose is left out."""
    pieces: list[Prose | Fence] = []
    prose: list[Line] = []
    code: list[str] = []
    opened: Opening | None = None
    first = 0
    for line in lines:
        if opened is None:
            opened = opening_of(line.text)
            if opened is None:
                prose.append(line)
                continue
            _keep_prose(prose, pieces)
            prose, code, first = [], [], line.number
        elif opened.is_closed_by(line.text):
            pieces.append(Fence(first, opened.info, "\n".join(code)))
            opened = None
        else:
            code.append(_without_indent(line.text, opened.indent))
    if opened is not None:
        pieces.append(Fence(first, opened.info, "\n".join(code)))
    _keep_prose(prose, pieces)
    return pieces


def expected_fences(
    pieces: Sequence[Prose | Fence], forms: Sequence[tuple[str, re.Pattern[str]]]
) -> tuple[list[Fence], list[Fault]]:
    """The fences that open a body in this order, with a fault for the first that differs.

    A form is how its fence opens, as an author would write it, and the pattern of its info.
    """
    fences: list[Fence] = []
    for index, (shown, info) in enumerate(forms):
        piece = pieces[index] if index < len(pieces) else None
        if isinstance(piece, Fence) and info.fullmatch(piece.info):
            fences.append(piece)
            continue
        if piece is None:
            fault = Fault(0, f"The fence {shown} is missing.", "Add it below the question.")
        elif isinstance(piece, Fence):
            found = f"```{shortened(piece.info)}"
            fault = Fault(
                piece.line,
                f"The fence {found} stands where {shown} belongs.",
                f"Write {shown}.",
            )
        else:
            fault = Fault(
                piece.lines[0].number,
                f"Text stands where the fence {shown} belongs.",
                "End a question that is longer than its heading with a line `***`.",
            )
        return fences, [fault]
    return fences, []


def nothing_after(pieces: Sequence[Prose | Fence], last: str) -> list[Fault]:
    """A fault for what follows the last part of a body."""
    if not pieces:
        return []
    piece = pieces[0]
    line = piece.line if isinstance(piece, Fence) else piece.lines[0].number
    remedy = "Move it above a line `***` when it is part of the question, into the why otherwise."
    return [Fault(line, f"Nothing but the why may follow {last}.", remedy)]


def written_fence(info: str, code: str) -> str:
    """The Markdown of a fence, with marks longer than any in the code."""
    longest = max((len(run) for run in _BACKTICKS.findall(code)), default=2)
    marks = "`" * max(3, longest + 1)
    return f"{marks}{info}\n{code}\n{marks}" if code else f"{marks}{info}\n{marks}"


def _keep_prose(lines: list[Line], pieces: list[Prose | Fence]) -> None:
    while lines and not lines[0].text.strip():
        del lines[0]
    if text_of(lines):
        pieces.append(Prose(tuple(lines)))


def _without_indent(text: str, indent: int) -> str:
    blank = len(text) - len(text.lstrip(" \t"))
    return text[min(blank, indent) :]
