"""Facts of the review log, and what a checked answer amounts to."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from quizapp.core.grades import Grade, GradeScale


class Occasion(StrEnum):
    """Why an entry stands in the log.

    The first five are answers and carry a quality; the others are marks that a learner (or,
    for `revised`, a change of the deck) puts on a prompt.
    """

    REVIEW = "review"
    DRILL = "drill"
    QUIZ = "quiz"
    PLACEMENT = "placement"
    IMPORT = "import"
    SUSPEND = "suspend"
    UNSUSPEND = "unsuspend"
    BURY = "bury"
    FLAG = "flag"
    UNFLAG = "unflag"
    RESET = "reset"
    DUE = "due"
    REVISED = "revised"

    @property
    def is_answer(self) -> bool:
        return self in ANSWERS


ANSWERS = frozenset(
    {Occasion.REVIEW, Occasion.DRILL, Occasion.QUIZ, Occasion.PLACEMENT, Occasion.IMPORT}
)


#: How the words of an answer begin that nobody gave: a passed placement stands for it.
INFERRED = "inferred from placement"


@dataclass(frozen=True, slots=True)
class Review:
    """One entry of a learner's log: facts only, never what a scheduler made of them.

    `at` is the moment in milliseconds since 1970 (UTC), `study_day` the day number it counted
    to when it happened (frozen), `quality` the SM-2 quality 0 to 5 of an answer or None for a
    mark, `value` a day number where a mark needs one.  Entries that share a `batch` were made by
    one action and are undone together.
    """

    prompt_id: str
    occasion: Occasion
    at: int
    study_day: int
    answer_id: str
    quality: int | None = None
    scale: GradeScale = GradeScale.FOUR
    content_hash: str = ""
    zone: str = "UTC"
    offset_minutes: int = 0
    seconds: float = 0.0
    given: str = ""
    value: int | None = None
    batch: str | None = None
    seq: int = 0
    retracted_at: int | None = None

    @property
    def is_work(self) -> bool:
        """Whether it counts in a day's work: an answer that the learner gave to this prompt.

        A placement does not: it gives all cards of a topic their first intervals at once, and
        would use up the day's new cards.
        """
        return self.quality is not None and self.occasion is not Occasion.PLACEMENT

    @property
    def is_inferred(self) -> bool:
        """Whether a passed placement stands for this answer: the question was not asked."""
        return self.occasion is Occasion.PLACEMENT and self.given.startswith(INFERRED)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checking an answer found: the share that is right, and the grade it suggests.

    `given` is the answer in plain words (for the log); `detail` is what the kind's template
    shows of it.
    """

    score: float
    grade: Grade
    given: str
    detail: dict[str, Any] = field(default_factory=dict)

    @property
    def is_right(self) -> bool:
        return self.score >= 1.0
