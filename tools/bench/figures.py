"""Figures: times of many requests, ratios to the floor, and rows of the table with their bars."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

#: A request that takes seconds is repeated for so long, and at least so often.
LONGEST_SECONDS = 60.0
FEWEST = 15


@dataclass(frozen=True, slots=True)
class Times:
    """The usual three percentiles, in milliseconds."""

    p50: float
    p95: float
    p99: float
    number: int

    def __str__(self) -> str:
        return f"{self.p50:.2f} / {self.p95:.2f} / {self.p99:.2f} ms"


@dataclass(frozen=True, slots=True)
class Paired:
    """A request beside the floor that was measured in turns with it."""

    measured: Times
    floor: Times

    @property
    def ratio(self) -> float:
        return self.measured.p50 / self.floor.p50


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.  Without a bar it only informs."""

    name: str
    figure: float
    unit: str
    bar: float | None = None
    at_least: bool = False
    note: str = ""
    details: dict[str, float] = field(default_factory=dict)

    @property
    def is_met(self) -> bool:
        if self.bar is None:
            return True
        return self.figure >= self.bar if self.at_least else self.figure <= self.bar

    @property
    def verdict(self) -> str:
        return "" if self.bar is None else "PASS" if self.is_met else "FAIL"


def times(values: Sequence[float]) -> Times:
    """The percentiles of some times."""
    return Times(median(values), percentile(values, 0.95), percentile(values, 0.99), len(values))


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -int(-share * len(ordered) // 1) - 1))]


def in_turns(floor: Callable[[], float], number: int, measured: Callable[[], float]) -> Paired:
    """The floor, the request, the floor, the request: what disturbs the machine disturbs both."""
    floors: list[float] = []
    figures: list[float] = []
    limit = time.perf_counter() + LONGEST_SECONDS
    while len(figures) < number and (len(figures) < FEWEST or time.perf_counter() < limit):
        floors.append(floor())
        figures.append(measured())
    return Paired(times(figures), times(floors))


def ratio_row(name: str, paired: Paired, bar: float | None, note: str = "") -> Row:
    """The row of a request whose bar is a multiple of the floor."""
    details = {
        "p50_ms": paired.measured.p50,
        "p95_ms": paired.measured.p95,
        "p99_ms": paired.measured.p99,
        "floor_p50_ms": paired.floor.p50,
        "floor_p95_ms": paired.floor.p95,
        "floor_p99_ms": paired.floor.p99,
        "requests": paired.measured.number,
    }
    words = f"{paired.measured}; floor {paired.floor}{'; ' + note if note else ''}"
    return Row(name, paired.ratio, "× floor", bar, note=words, details=details)
