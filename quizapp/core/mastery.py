"""Memories of a topic → an estimate of what would be recalled now, with its likely range.

Recall comes from FSRS whatever schedules, because SM-2 predicts none.  Never a figure from
nothing: below the minimum evidence there is no estimate.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

#: The range is meant to hold the truth four times out of five.
Z_80 = 1.2816
#: How much wider than chance alone: predictions of the default weights missed by 0.9 to 2.8
#: standard deviations on four real logs, and this is the square of their middle.  It gives way
#: to the learner's own measured error as soon as there are enough answers to measure it.
INFLATION = 4.0
ENOUGH_SEEN = 5
#: No prompt counts as surer than this: what was just answered is recalled by any model, and yet
#: people slip in two of a hundred answers that they know.
MOST_CERTAIN = 0.98


@dataclass(frozen=True, slots=True)
class Estimate:
    """Of a topic's prompts: how many were seen, and which share of those is recalled now.

    `recall`, `low` and `high` are shares from 0 to 1, or None below the minimum evidence;
    `knowledge` is the share of all prompts, those never seen counting as not known.
    """

    seen: int
    total: int
    recall: float | None = None
    low: float | None = None
    high: float | None = None

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


def estimate(seen: int, total: int, recall_sum: float, variance_sum: float) -> Estimate:
    """From the number of seen prompts, the sum of their recall p, and the sum of p(1 − p).

    The range is Wilson's for a share with the effective number of trials that the inflated
    variance leaves, so it is asymmetric near 0 and 1 and never leaves them.
    """
    if seen < min(ENOUGH_SEEN, max(1, -(-total // 2))):
        return Estimate(seen, total)
    mean = min(1.0, max(0.0, recall_sum / seen))
    variance = INFLATION * variance_sum / seen**2
    if variance <= 0 or mean in (0.0, 1.0):
        return Estimate(seen, total, mean, mean, mean)
    trials = mean * (1 - mean) / variance
    centre = (mean + Z_80**2 / (2 * trials)) / (1 + Z_80**2 / trials)
    half = (
        Z_80 / (1 + Z_80**2 / trials) * sqrt(mean * (1 - mean) / trials + Z_80**2 / (4 * trials**2))
    )
    return Estimate(seen, total, mean, max(0.0, centre - half), min(1.0, centre + half))
