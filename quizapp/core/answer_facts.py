"""What statistics keep of each answer, folded from a prompt's log beside its memory.

All of it is whole numbers, so that sums of many answers can be kept, taken back and compared.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from quizapp.core.grades import fsrs_grade
from quizapp.core.replay import Memory, Policy, advance
from quizapp.core.reviews import Occasion, Review

MILLION = 1_000_000
#: A prompt whose interval has reached so many days is mature; below it is young (Anki's line).
MATURE_DAYS = 21
#: The upper edges of the bands of predicted recall but the last, which ends at 1.  They are
#: narrower where most predictions are.
BAND_EDGES = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)
#: The band of answers that test no prediction: first ones, and more on the same day.
NO_BAND = -1
#: Answers that ask for recall; a quiz offers options.
_OF_RECALL = frozenset({Occasion.REVIEW, Occasion.DRILL, Occasion.IMPORT})


class AnswerFact(NamedTuple):
    """One answer as statistics count it.

    `hour` is that of the learner's clock (0 to 23), `grade` 1 Again to 4 Easy, or 0 where recall
    was not asked.  `band` is the band of recall that FSRS predicted, `predicted_millionths` that
    prediction; they test it only in the first answer of a day to a prompt seen on an earlier one,
    else they are NO_BAND and 0.  `was_mature` is about the interval that ended with this answer.
    """

    day: int
    hour: int
    grade: int
    milliseconds: int
    was_new: bool
    band: int = NO_BAND
    predicted_millionths: int = 0
    was_mature: bool = False

    @property
    def is_test(self) -> bool:
        """Whether it says something about retention."""
        return self.band != NO_BAND


def week_of(day: int) -> int:
    """The number of the week (from Monday) that a study day lies in: day 1 was a Monday."""
    return (day - 1) // 7


def first_day_of(week: int) -> int:
    """The Monday of a week."""
    return week * 7 + 1


def fact_of(memory: Memory, entry: Review, after: Memory) -> AnswerFact | None:
    """What to count of an entry, given the memories around it; None for what is no answer.

    A mark is none, nor is a placement, nor an entry that was taken back.
    """
    if entry.quality is None or not entry.is_work or entry.retracted_at is not None:
        return None
    hour = (entry.at // 60_000 + entry.offset_minutes) // 60 % 24
    asked = entry.occasion in _OF_RECALL
    grade = fsrs_grade(entry.quality) if asked else 0
    was_new = memory.is_new and not after.is_new
    day = entry.study_day
    if not asked or memory.fsrs is None or memory.last_day is None or day <= memory.last_day:
        return AnswerFact(day, hour, grade, entry.counted_ms, was_new)
    predicted = memory.recall(day)
    return AnswerFact(
        day,
        hour,
        grade,
        entry.counted_ms,
        was_new,
        bisect_right(BAND_EDGES, predicted),
        round(predicted * MILLION),
        memory.interval_days >= MATURE_DAYS,
    )


def facts_of(entries: Iterable[Review], policy: Policy) -> list[AnswerFact]:
    """What all entries of one prompt, in the order of the log, are counted as."""
    memory, found = Memory(), []
    for entry in entries:
        after = advance(memory, entry, policy)
        if (fact := fact_of(memory, entry, after)) is not None:
            found.append(fact)
        memory = after
    return found
