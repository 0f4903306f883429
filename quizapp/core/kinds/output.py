"""Code whose output is to be predicted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.core.cards import Card, Face, Markdown, Prompt
from quizapp.core.kinds import plain
from quizapp.core.kinds.answers import difference, grade_for, written_answer
from quizapp.core.kinds.block import Fault, Given, Line
from quizapp.core.kinds.fences import (
    expected_fences,
    nothing_after,
    pieces_of,
    written_fence,
)
from quizapp.core.kinds.wording import exact_code
from quizapp.core.reviews import Verdict

program_graded = True
prompts = plain.prompts
arrange = plain.arrange

LANGUAGES = ("python", "sql", "sh")
#: More than this is not predicted but copied.
MOST_LINES = 100
MOST_CHARACTERS = 4_000
_FORMS = (
    ("```python run (or sql, or sh)", re.compile(rf"(?:{'|'.join(LANGUAGES)}) run")),
    ("```output", re.compile("output")),
)


@dataclass(frozen=True, slots=True)
class Program:
    """Code that runs as it stands, and exactly what it prints."""

    language: str
    code: str
    expected: str


def parse(lines: Sequence[Line], front: str) -> tuple[Program | None, list[Fault]]:
    """The program and its output, from two fences."""
    pieces = pieces_of(lines)
    fences, faults = expected_fences(pieces, _FORMS)
    if faults:
        return None, faults
    code, output = fences
    if not code.code.strip():
        faults.append(Fault(code.line, "The program is empty.", "Write the code to run."))
    if output.code.count("\n") >= MOST_LINES or len(output.code) > MOST_CHARACTERS:
        remedy = f"Print at most {MOST_LINES} lines and {MOST_CHARACTERS} characters."
        faults.append(Fault(output.line, "The output is too long to predict.", remedy))
    if not output.code.strip():
        faults.append(plain.empty_answer(output.line))
    faults += nothing_after(pieces[2:], "the output")
    return Program(code.info.split()[0], code.code, output.code), faults


def write(body: Program) -> str:
    code = written_fence(f"{body.language} run", body.code)
    return f"{code}\n{written_fence('output', body.expected)}"


def meaning(body: Program) -> str:
    """The code and its output."""
    return "\n\n".join((body.language, exact_code(body.code), exact_code(body.expected)))


def face(card: Card, prompt: Prompt) -> Face:
    body: Program = card.body
    return {
        "question": Markdown(card.front),
        "language": body.language,
        "code": Markdown(written_fence(body.language, body.code)),
        "expected": body.expected,
    }


def check(card: Card, prompt: Prompt, given: Given) -> Verdict | None:
    """Whether each line is as printed; None when nothing was typed, so the learner judges."""
    typed = written_answer(given, MOST_CHARACTERS)
    if not typed.strip():
        return None
    body: Program = card.body
    lines = _rows_of if body.language == "sql" else _lines_of
    runs = difference(lines(typed), lines(body.expected))
    right = all(run[0] == "same" for run in runs)
    diff = [[operation, line] for operation, lines in runs for line in lines]
    score = 1.0 if right else 0.0
    return Verdict(score, grade_for(score), typed.strip(), {"diff": diff})


def _rows_of(text: str) -> list[str]:
    """The lines, however much room a learner leaves beside the bars between values."""
    return ["|".join(map(str.strip, line.split("|"))) for line in _lines_of(text)]


def _lines_of(text: str) -> list[str]:
    # A learner cannot see white space at line ends, nor blank lines around the output.
    return exact_code(text.replace("\r\n", "\n")).strip("\n").split("\n")
