"""Months of study in a few lines, for pages that show them."""

from __future__ import annotations

from tests.support.logbook import Logbook
from tests.support.moments import Clock

PROMPTS = ("sky", "idempotent", "idempotent~reverse", "cloze-two~1", "pick", "list-files", "prints")
#: Grades in turn: one in six is forgotten.
QUALITIES = (4, 4, 2, 5, 3, 4)


def study(book: Logbook, clock: Clock, answers: int, *, hours: float = 7.0) -> None:
    """Answer prompts in turn, so many hours apart; the clock stands after the last of them."""
    for place in range(answers):
        book.answer(PROMPTS[place % len(PROMPTS)], QUALITIES[place % len(QUALITIES)])
        clock.pass_time(hours=hours)
