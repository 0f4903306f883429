"""Memories of a topic → an estimate of what would be recalled now, with its likely range.

Recall comes from FSRS whatever schedules, because SM-2 predicts none, and is corrected by the
learner's own measured error.  Never a figure from nothing: below the minimum evidence there is no
estimate.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from quizapp.core.likely_range import Z_80 as Z_80
from quizapp.core.likely_range import predicted_range
from quizapp.core.recall_error import MOST_CERTAIN as MOST_CERTAIN
from quizapp.core.recall_error import UNMEASURED, RecallError

ENOUGH_SEEN = 5
FEWEST_FOR_A_RANGE = 3


@dataclass(frozen=True, slots=True)
class Estimate:
    """Of a topic's prompts: how many were seen, and which share of those is recalled now.

    `recall`, `low` and `high` are shares from 0 to 1, or None below the minimum evidence;
    `knowledge` is the share of all prompts, those never seen counting as not known: coverage
    times strength.  The range is that of a test: asked everything now, four times out of five the
    learner would get a share between `low` and `high` right.  `deviation` is the standard deviation
    of that share, with the learner's own error in it.  `taken_over` of the seen ones were never
    asked: a passed placement stands for them.
    """

    seen: int
    total: int
    recall: float | None = None
    low: float | None = None
    high: float | None = None
    deviation: float | None = None
    taken_over: int = 0

    @property
    def answered(self) -> int:
        """How many of the seen ones the learner was asked: those that the figure rests on."""
        return max(0, self.seen - self.taken_over)

    @property
    def coverage(self) -> float:
        """The share of all prompts that was seen; 0 for a topic without prompts."""
        return self.seen / self.total if self.total else 0.0

    @property
    def has_range(self) -> bool:
        """Whether pages give the range in words: with fewer prompts it is nearly everything."""
        return self.recall is not None and self.seen >= FEWEST_FOR_A_RANGE

    @property
    def knowledge(self) -> float | None:
        return self._of_all(self.recall)

    @property
    def knowledge_low(self) -> float | None:
        return self._of_all(self.low)

    @property
    def knowledge_high(self) -> float | None:
        return self._of_all(self.high)

    def _of_all(self, share: float | None) -> float | None:
        return None if share is None or not self.total else share * self.seen / self.total


def is_enough(seen: int, total: int) -> bool:
    """Whether so many seen prompts say anything: five, or half of a small topic."""
    return seen >= min(ENOUGH_SEEN, max(1, -(-total // 2)))


def corrected(recall: float, error: RecallError) -> float:
    """The recall of one prompt with the learner's own forgetting in it.

    The chance of forgetting is taken `error.forgetting` times.
    """
    return max(0.0, 1 - error.forgetting * (1 - min(recall, MOST_CERTAIN)))


def estimate(
    seen: int,
    total: int,
    recall_sum: float,
    variance_sum: float,
    error: RecallError = UNMEASURED,
    taken_over: int = 0,
) -> Estimate:
    """From the number of seen prompts, the sum of their recall p, and the sum of p(1 − p).

    With q = 1 − p and the learner's forgetting f, the corrected chance of a miss is f·q, so both
    sums can be corrected without looking at single prompts: Σ f·q, and for the variance
    Σ f·q(1 − f·q) = f·Σq − f²·Σq² with Σq² = Σq − Σp(1 − p).  The learner's measured error inflates
    that variance, and the range is as many standard deviations wide as hold 80 %.

    Those taken over from a placement count in the mean like the others, but tell nothing new: the
    variance is that of a mean over the answered ones alone.
    """
    if not is_enough(seen, total):
        return Estimate(seen, total, taken_over=taken_over)
    missed = min(float(seen), max(0.0, seen - recall_sum))
    squares = max(0.0, missed - variance_sum)
    times = error.forgetting
    mean = min(1.0, max(0.0, 1 - times * missed / seen))
    variance = max(0.0, times * missed - times**2 * squares)
    answered = max(1, seen - taken_over)
    deviation = sqrt(error.inflation * variance / (seen * answered))
    low, high = predicted_range(mean, deviation)
    return Estimate(seen, total, mean, low, high, deviation, taken_over)
