"""Text with gaps: `==hidden=={1}` in prose, and `Hide:` lines under fenced code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizapp.core.cards import Card, Face, Markdown, Prompt
from quizapp.core.kinds import plain
from quizapp.core.kinds.block import Fault, Line, text_of
from quizapp.core.kinds.fences import Fence, pieces_of, written_fence
from quizapp.core.kinds.gaps import MOST_GAPS, Gap, filled, gaps_of, hidden_in
from quizapp.core.kinds.spans import code_span
from quizapp.core.kinds.wording import exact_code, plain_words

program_graded = False
arrange = plain.arrange
check = plain.check

BLANK = "____"


@dataclass(frozen=True, slots=True)
class Code:
    """Fenced code, and the texts in it that are asked for."""

    info: str
    code: str
    hidden: tuple[str, ...] = ()


#: Prose with its marks, and code, in the order in which they stand.
Body = tuple[str | Code, ...]


def parse(lines: Sequence[Line], front: str) -> tuple[Body, list[Fault]]:
    """The text with its gaps."""
    body: list[str | Code] = []
    faults: list[Fault] = []
    for piece in pieces_of(lines):
        if isinstance(piece, Fence):
            body.append(Code(piece.info, piece.code))
            continue
        above = body[-1] if body else None
        code = above.code if isinstance(above, Code) else None
        hidden, prose, found = hidden_in(code, piece.lines)
        if isinstance(above, Code):
            body[-1] = Code(above.info, above.code, tuple(hidden))
        if text := text_of(prose):
            body.append(text)
        faults += found
        faults += [Fault(line.number, *wrong) for line in prose if (wrong := gaps_of(line.text)[1])]
    numbers = _numbers(tuple(body))
    if not numbers and not faults:
        remedy = "Mark what to recall as `==text=={1}`, in code by a line ``Hide: `text` ``."
        faults.append(Fault(0, "The card has no gap.", remedy))
    if len(numbers) > MOST_GAPS:
        faults.append(Fault(0, f"The card has more than {MOST_GAPS} gaps.", "Split it."))
    return tuple(body), faults


def write(body: Body) -> str:
    return "\n\n".join(
        part
        if isinstance(part, str)
        else "\n".join(
            [
                written_fence(part.info, part.code),
                *(f"Hide: {code_span(hidden)}" for hidden in part.hidden),
            ]
        )
        for part in body
    )


def meaning(body: Body) -> str:
    """What is hidden, and the code it is hidden in."""
    kept: list[str] = []
    for part in body:
        if isinstance(part, Code):
            kept += [exact_code(part.code), *part.hidden]
    kept += [f"{gap.number} {plain_words(gap.hidden)}" for gap in _in_prose(body)]
    return "\n".join(kept)


def prompts(card: Card) -> tuple[Prompt, ...]:
    """Each gap's number, in order."""
    return tuple(Prompt(card.id, str(number)) for number in _numbers(card.body))


def face(card: Card, prompt: Prompt) -> Face:
    asked = int(prompt.part)
    question, answer = [card.front], []
    # Gaps in code are numbered on after those in prose.
    number = max((gap.number for gap in _in_prose(card.body)), default=0) + 1
    for part in card.body:
        if isinstance(part, str):
            question.append(filled(part, asked, as_blank=True))
            answer.append(filled(part, asked))
            continue
        place = asked - number
        number += len(part.hidden)
        hidden = part.hidden[place] if 0 <= place < len(part.hidden) else None
        shown = part.code if hidden is None else part.code.replace(hidden, BLANK, 1)
        question.append(written_fence(part.info, shown))
        answer.append(written_fence(part.info, part.code))
        if hidden is not None:
            answer.append(f"=={code_span(hidden)}==")
    return {
        "question": Markdown("\n\n".join(question)),
        "answer": Markdown("\n\n".join(answer)),
    }


def hidden_texts(body: Body, asked: int) -> tuple[str, ...]:
    """What the gaps with this number hide, as it is written, in the order of the text."""
    found = [gap.hidden for gap in _in_prose(body) if gap.number == asked]
    number = max((gap.number for gap in _in_prose(body)), default=0) + 1
    for part in body:
        if isinstance(part, Code):
            place = asked - number
            number += len(part.hidden)
            if 0 <= place < len(part.hidden):
                found.append(part.hidden[place])
    return tuple(found)


def _numbers(body: Body) -> list[int]:
    in_prose = {gap.number for gap in _in_prose(body)}
    first = max(in_prose, default=0) + 1
    in_code = sum(len(part.hidden) for part in body if isinstance(part, Code))
    return [*sorted(in_prose), *range(first, first + in_code)]


def _in_prose(body: Body) -> Iterator[Gap]:
    for part in body:
        if isinstance(part, str):
            for line in part.split("\n"):
                yield from gaps_of(line)[0]
