"""Broken code, the error it ends with, and the code mended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.core.cards import Card, Face, Markdown, Prompt
from quizapp.core.kinds import plain
from quizapp.core.kinds.block import Fault, Line
from quizapp.core.kinds.fences import (
    Fence,
    Prose,
    expected_fences,
    pieces_of,
    written_fence,
)
from quizapp.core.kinds.wording import exact_code

program_graded = False
prompts = plain.prompts
arrange = plain.arrange
check = plain.check

_FORMS = (
    ("```python broken (or another language)", re.compile(r"[\w+#.-]+ broken")),
    ("```error", re.compile("error")),
    ("```python fixed (or another language)", re.compile(r"[\w+#.-]+ fixed")),
)


@dataclass(frozen=True, slots=True)
class Repair:
    """Code before and after; `error` is the last line that the broken code writes to stderr.

    `answer` says in words what was wrong, for those who do not read it from the code.
    """

    language: str
    broken: str
    error: str
    fixed: str
    answer: str = ""


def parse(lines: Sequence[Line], front: str) -> tuple[Repair | None, list[Fault]]:
    """The repair from its three fences and the text after them."""
    pieces = pieces_of(lines)
    fences, faults = expected_fences(pieces, _FORMS)
    if faults:
        return None, faults
    broken, error, fixed = fences
    language = broken.info.split()[0]
    if fixed.info.split()[0] != language:
        faults.append(
            Fault(
                fixed.line,
                "The mended code is in another language than the broken code.",
                f"Write ```{language} fixed.",
            )
        )
    for fence, what in (
        (broken, "broken code"),
        (error, "error"),
        (fixed, "mended code"),
    ):
        if not fence.code.strip():
            faults.append(Fault(fence.line, f"The {what} is empty.", "Write it in the fence."))
    if "\n" in error.code.strip():
        remedy = "Keep only the last line that the broken code writes to stderr."
        faults.append(Fault(error.line, "The error has more than one line.", remedy))
    if exact_code(broken.code) == exact_code(fixed.code):
        faults.append(
            Fault(
                fixed.line,
                "The mended code equals the broken code.",
                "Mend it in this fence.",
            )
        )
    answer = _answer_of(pieces[3:])
    return Repair(language, broken.code, error.code.strip(), fixed.code, answer), faults


def write(body: Repair) -> str:
    fences = "\n".join(
        written_fence(info, code)
        for info, code in (
            (f"{body.language} broken", body.broken),
            ("error", body.error),
            (f"{body.language} fixed", body.fixed),
        )
    )
    return f"{fences}\n\n{body.answer}".rstrip()


def meaning(body: Repair) -> str:
    """The code and its error."""
    return "\n\n".join((body.language, exact_code(body.broken), body.error, exact_code(body.fixed)))


def face(card: Card, prompt: Prompt) -> Face:
    body: Repair = card.body
    return {
        "question": Markdown(card.front),
        "broken": Markdown(written_fence(body.language, body.broken)),
        "error": body.error,
        "fixed": Markdown(written_fence(body.language, body.fixed)),
        "answer": Markdown(body.answer),
    }


def _answer_of(pieces: Sequence[Prose | Fence]) -> str:
    return "\n\n".join(
        written_fence(piece.info, piece.code)
        if isinstance(piece, Fence)
        else "\n".join(line.text for line in piece.lines).strip()
        for piece in pieces
    )
