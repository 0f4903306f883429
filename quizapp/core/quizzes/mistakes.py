"""Mistakes stay on their list until they were answered right on two different days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quizapp.core.quizzes.records import QuizAnswer

RIGHT_DAYS = 2


@dataclass(frozen=True, slots=True)
class Mistake:
    """An item that was missed: its last miss, and on how many days it was right since."""

    prompt_id: str
    last_miss: QuizAnswer
    right_days: int


def standing(answers: Iterable[QuizAnswer]) -> list[Mistake]:
    """The items that are still to be mended, the newest miss first.

    Answers come in the order of time.  Every miss counts, whenever it was; of the right answers
    only the first to an item on a day does, so repeating it at once clears nothing.
    """
    misses: dict[str, QuizAnswer] = {}
    right_days: dict[str, set[int]] = {}
    for answer in answers:
        if not answer.is_right:
            misses[answer.prompt_id] = answer
            right_days[answer.prompt_id] = set()
        elif answer.first_of_day and answer.prompt_id in misses:
            right_days[answer.prompt_id].add(answer.study_day)
    left = [
        Mistake(prompt_id, miss, len(right_days[prompt_id]))
        for prompt_id, miss in misses.items()
        if len(right_days[prompt_id]) < RIGHT_DAYS
    ]
    return sorted(left, key=lambda one: (-one.last_miss.at, one.prompt_id))
