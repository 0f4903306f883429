"""Comparing what a learner wrote with what was expected."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

from quizapp.core.errors import InvalidInput
from quizapp.core.grades import Grade
from quizapp.core.kinds.block import Given, value_of

SAME, MISSING, EXTRA = "same", "missing", "extra"


def written_answer(given: Given, most: int) -> str:
    """What the form's `typed` field holds, up to a number of characters."""
    text = value_of(given, "typed")
    if len(text) > most:
        raise InvalidInput(f"An answer has at most {most} characters: shorten it, then check.")
    return text


def normal(text: str, *, exact_case: bool = False) -> str:
    """The text as answers are compared: one form of each character, single spaces, no case."""
    collapsed = " ".join(unicodedata.normalize("NFKC", text).split())
    return collapsed if exact_case else collapsed.casefold()


def difference(
    given: Sequence[str], wanted: Sequence[str], *, exact_case: bool = True
) -> list[tuple[str, list[str]]]:
    """How to get from the answer to the wanted one: runs that are same, missing or extra."""

    def compared(parts: Sequence[str]) -> list[str]:
        return list(parts) if exact_case else [part.casefold() for part in parts]

    runs: list[tuple[str, list[str]]] = []
    matcher = SequenceMatcher(None, compared(given), compared(wanted), autojunk=False)
    for operation, start, stop, from_, to in matcher.get_opcodes():
        if operation == "equal":
            runs.append((SAME, list(wanted[from_:to])))
            continue
        if start < stop:
            runs.append((EXTRA, list(given[start:stop])))
        if from_ < to:
            runs.append((MISSING, list(wanted[from_:to])))
    return runs


def grade_for(score: float) -> Grade:
    """The grade that a checked answer suggests: right is good, anything less is again."""
    return Grade.GOOD if score >= 1 else Grade.AGAIN
