"""Broken code and its repair."""

from __future__ import annotations

import pytest

from quizapp.core.cards import Prompt
from quizapp.core.kinds import kind_of
from tests.support.cards import face_of, faults_of, read_card

BROKEN = "```python broken\nint('x')\n```"
ERROR = "```error\nValueError: no\n```"
FIXED = "```python fixed\nint('1')\n```"
CARD = read_card("#mend .fix", f"{BROKEN}\n{ERROR}\n{FIXED}\n\nIt is no number.\n\nNor two.")


def test_it_shows_the_code_before_and_after() -> None:
    assert face_of(CARD) == {
        "question": "What is it?",
        "broken": "```python\nint('x')\n```",
        "error": "ValueError: no",
        "fixed": "```python\nint('1')\n```",
        "answer": "It is no number.\n\nNor two.",
    }


def test_it_needs_no_answer_in_words() -> None:
    assert face_of(read_card("#mend .fix", f"{BROKEN}\n{ERROR}\n{FIXED}"))["answer"] == ""


def test_it_takes_any_language() -> None:
    body = "```dockerfile broken\nFORM x\n```\n```error\nno\n```\n```dockerfile fixed\nFROM x\n```"
    assert read_card("#mend .fix", body).body.language == "dockerfile"


def test_it_is_graded_by_the_learner() -> None:
    assert not kind_of(CARD).program_graded
    assert kind_of(CARD).check(CARD, Prompt("mend"), {}) is None


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        (
            f"{ERROR}\n{FIXED}",
            "2: The fence ```error stands where ```python broken (or another language) belongs.",
        ),
        (f"{BROKEN}\n{ERROR}", "1: The fence ```python fixed (or another language) is missing."),
        (
            f"{BROKEN}\n{ERROR}\n```sql fixed\n1\n```",
            "8: The mended code is in another language than the broken code.",
        ),
        (f"{BROKEN}\n```error\n```\n{FIXED}", "5: The error is empty."),
        (f"{BROKEN}\n```error\na\nb\n```\n{FIXED}", "5: The error has more than one line."),
        (
            f"{BROKEN}\n{ERROR}\n{BROKEN.replace('broken', 'fixed')}",
            "8: The mended code equals the broken code.",
        ),
    ],
)
def test_it_names_the_line_of_a_wrong_fence(body: str, wrong: str) -> None:
    assert wrong in faults_of("#mend .fix", body)


def test_it_takes_the_code_and_not_the_words_for_the_meaning() -> None:
    meaning = kind_of(CARD).meaning
    silent = read_card("#mend .fix", f"{BROKEN}\n{ERROR}\n{FIXED}")
    other = read_card("#mend .fix", f"{BROKEN}\n{ERROR}\n{FIXED.replace('1', '2')}")
    assert meaning(CARD.body) == meaning(silent.body)
    assert meaning(CARD.body) != meaning(other.body)
