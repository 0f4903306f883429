"""The grades a learner gives, and what each means to SM-2 and to FSRS."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Grade(StrEnum):
    """The four buttons, worst first."""

    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"
    EASY = "easy"

    @property
    def quality(self) -> int:
        """The SM-2 quality (0 to 5) that this button stands for."""
        return _QUALITIES[self]


class GradeScale(IntEnum):
    """How many grades the learner could choose from."""

    FOUR = 4
    SIX = 6


_QUALITIES = {Grade.AGAIN: 2, Grade.HARD: 3, Grade.GOOD: 4, Grade.EASY: 5}

#: The six qualities of SM-2, in the words of their author's definition.
QUALITY_WORDS = (
    "No idea at all",
    "Wrong, but I knew it when I saw it",
    "Wrong, though it seemed easy",
    "Right, with serious difficulty",
    "Right, after a hesitation",
    "Right, at once",
)


def fsrs_grade(quality: int) -> int:
    """The FSRS grade (1 Again, 2 Hard, 3 Good, 4 Easy) for an SM-2 quality: 0 to 2 are Again."""
    return max(1, quality - 1)


def grade_of(quality: int) -> Grade:
    """The button that an SM-2 quality belongs to: 0 to 2 are Again."""
    return tuple(Grade)[fsrs_grade(quality) - 1]
