"""What statistics say: periods, shares with their ranges, bands of prediction, work ahead.

Never a figure from nothing: a share of too few answers is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from quizapp.core.answer_facts import BAND_EDGES, MILLION, first_day_of, week_of
from quizapp.core.likely_range import counted_range

#: Fewer answers than this say nothing of a share worth printing.
ENOUGH_FOR_SHARE = 20
#: The same for one band or one hour among others, which is shown with its wide range.
ENOUGH_FOR_BAND = 5
#: A backlog that would take longer than this is called long, not counted in days.
LONGEST_BACKLOG_DAYS = 365


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole weeks up to today; `weeks` is None for all that there is."""

    name: str
    label: str
    weeks: int | None

    def first_day(self, today: int) -> int:
        """The Monday that it begins with; 1 for all."""
        return 1 if self.weeks is None else first_day_of(week_of(today) - self.weeks + 1)


PERIODS = {
    one.name: one
    for one in (
        Period("4w", "4 weeks", 4),
        Period("12w", "12 weeks", 12),
        Period("1y", "1 year", 52),
        Period("all", "All", None),
    )
}
USUAL_PERIOD = "12w"


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with Wilson's 80 % range (E. B. Wilson, 1927)."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        """The share, from 0 to 1; 0 of nothing."""
        return self.part / self.whole if self.whole else 0.0

    @property
    def is_enough(self) -> bool:
        return self.whole >= ENOUGH_FOR_SHARE

    @property
    def low(self) -> float:
        return self._range()[0]

    @property
    def high(self) -> float:
        return self._range()[1]

    def _range(self) -> tuple[float, float]:
        if not self.whole:
            return 0.0, 1.0
        low, high = counted_range(self.part, self.whole)
        # At its ends the range touches 0 or 1 but for rounding, and always holds the share.
        return min(self.value, low), max(self.value, high)


@dataclass(frozen=True, slots=True)
class Band:
    """Answers whose recall was predicted alike: the mean prediction, and what was recalled."""

    low: float
    high: float
    predicted: float
    recalled: Share


def calibration(sums: Mapping[int, tuple[int, int, float]]) -> list[Band]:
    """Bands that hold answers, lowest prediction first.

    `sums` gives for the number of a band its answers, how many of them were recalled, and the
    sum of their predictions (shares from 0 to 1).
    """
    edges = (0.0, *BAND_EDGES, 1.0)
    return [
        Band(edges[band], edges[band + 1], predicted / answers, Share(recalled, answers))
        for band, (answers, recalled, predicted) in sorted(sums.items())
        if band >= 0 and answers
    ]


def calibration_error(bands: Sequence[Band]) -> float:
    """How far predictions and recall lie apart: the root of the mean square over the bands.

    Weighted by answers, as the RMSE(bins) of the FSRS benchmark.
    """
    whole = sum(one.recalled.whole for one in bands)
    squares = sum(one.recalled.whole * (one.predicted - one.recalled.value) ** 2 for one in bands)
    return sqrt(squares / whole) if whole else 0.0


def in_band(millionths: int) -> float:
    """A sum of predictions as it is kept, as a sum of shares."""
    return millionths / MILLION


@dataclass(frozen=True, slots=True)
class Spread:
    """How many prompts lie in each of some ranges, with a word for each range."""

    labels: tuple[str, ...]
    counts: tuple[int, ...]

    @property
    def whole(self) -> int:
        return sum(self.counts)


def backlog_days(waiting: int, due: Sequence[int], a_day: int) -> int | None:
    """Days until what waits is done, at so many prompts a day; None when that is a long way off.

    `due` is what comes on each of the next days, the first of them today; later days are taken
    to bring their mean.  What is answered meanwhile and comes back sooner is not foreseen.
    """
    mean = sum(due) / len(due) if due else 0.0
    left = float(waiting)
    for day in range(LONGEST_BACKLOG_DAYS):
        left += due[day] if day < len(due) else mean
        left -= a_day
        if left <= 0:
            return day + 1
    return None


def slots(first: int, last: int, most: int) -> tuple[int, list[int]]:
    """How to draw days as at most so many bars: days in a bar, and the first day of each bar.

    A bar holds one day, or one, four or thirteen whole weeks, or as many times 52 as it takes; the
    last one holds `last`.
    """
    for days in (1, 7, 28, 91, *(364 * years for years in range(1, 10_000))):
        start = first if days == 1 else first_day_of(week_of(first))
        if (last - start) // days < most:
            return days, list(range(start, last + 1, days))
    raise AssertionError("no calendar has so many years")


def add_up(
    rows: Mapping[int, Sequence[int]], starts: Sequence[int], days: int
) -> list[tuple[int, ...]]:
    """The sums of rows by day, for each bar that `slots` gave; all rows are of one length."""
    width = len(next(iter(rows.values()), ()))
    sums = [[0] * width for _ in starts]
    for day, values in rows.items():
        place = (day - starts[0]) // days
        if 0 <= place < len(sums):
            for column, value in enumerate(values):
                sums[place][column] += value
    return [tuple(one) for one in sums]
