"""FSRS-6, a model of memory with 21 weights, counted in whole study days.

The state of a prompt is its stability S (the days after which recall has fallen to 90 %) and its
difficulty D (1 to 10).  With t days since the last review, w0 to w20 the weights and g the grade
(1 Again, 2 Hard, 3 Good, 4 Easy):

    recall      R = (1 + F t/S)^(-w20),   F = 0.9^(-1/w20) - 1
    first       S = w[g-1],               D = D0(g) = w4 - e^(w5 (g-1)) + 1
    pass        S' = S (1 + e^w8 (11-D) S^(-w9) (e^(w10 (1-R)) - 1) [w15 if Hard] [w16 if Easy])
    Again       S' = min(w11 D^(-w12) ((S+1)^w13 - 1) e^(w14 (1-R)),  S / e^(w17 w18))
    same day    S' = S k,                 k = e^(w17 (g-3+w18)) S^(-w19), at least 1 from Hard up
    difficulty  D' = w7 D0(4) + (1-w7) (D - w6 (g-3) (10-D)/9)

Source: the open-spaced-repetition project, "The Algorithm", as in py-fsrs 6.3.2, whose numbers
the tests hold.  It is our own code because py-fsrs floors elapsed time to spans of 24 hours, which
reads most next-day reviews as same-day ones.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from quizapp.core.errors import InvalidInput
from quizapp.core.scheduling.fsrs_weights import BOUNDS, DEFAULT_WEIGHTS, checked_weights

__all__ = [
    "BOUNDS",
    "DEFAULT_WEIGHTS",
    "MAX_INTERVAL_DAYS",
    "FsrsMemory",
    "checked_weights",
    "days_until",
    "interval",
    "recall",
    "review",
]

#: A century: no interval and no stability is longer.
MAX_INTERVAL_DAYS = 36_500

_LOWEST_STABILITY = 0.001
_HIGHEST_STABILITY = float(MAX_INTERVAL_DAYS)
_LOWEST_DIFFICULTY = 1.0
_HIGHEST_DIFFICULTY = 10.0

_AGAIN, _HARD, _GOOD, _EASY = 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class FsrsMemory:
    """What FSRS knows of one prompt: stability in days (0.001 to 36,500), difficulty 1 to 10."""

    stability: float
    difficulty: float


class _Terms(NamedTuple):
    """What the formulas need of the weights alone, worked out once for each set of weights."""

    factor: float  # F
    decay: float  # -w20
    root: float  # -1 / w20
    growth: float  # e^w8
    lapse_divisor: float  # e^(w17 w18)
    first_difficulty: tuple[float, ...]  # D0(1) to D0(4), not clamped


def _terms(weights: tuple[float, ...]) -> _Terms:
    root = -1.0 / weights[20]
    return _Terms(
        factor=math.pow(0.9, root) - 1.0,
        decay=-weights[20],
        root=root,
        growth=math.exp(weights[8]),
        lapse_divisor=math.exp(weights[17] * weights[18]),
        first_difficulty=tuple(
            weights[4] - math.exp(weights[5] * (grade - 1)) + 1.0
            for grade in range(_AGAIN, _EASY + 1)
        ),
    )


_DEFAULT_TERMS = _terms(DEFAULT_WEIGHTS)
_terms_of_fitted = lru_cache(maxsize=256)(_terms)


def _terms_of(weights: tuple[float, ...]) -> _Terms:
    # Hashing 21 numbers for the cache costs a quarter of a review: the defaults go round it.
    return _DEFAULT_TERMS if weights is DEFAULT_WEIGHTS else _terms_of_fitted(weights)


def review(
    memory: FsrsMemory | None,
    grade: int,
    elapsed_days: int,
    weights: tuple[float, ...] = DEFAULT_WEIGHTS,
) -> FsrsMemory:
    """The memory after one review.

    `memory` is None before the first review.  `grade` is 1 Again, 2 Hard, 3 Good, 4 Easy.
    `elapsed_days` is the number of study days since the last review; 0 or less (a clock that ran
    back) is a review on the same day.  Raises `InvalidInput` for any other grade.
    """
    if not _AGAIN <= grade <= _EASY:
        raise InvalidInput(f"The grade {grade!r} cannot be used: it must be 1, 2, 3 or 4.")
    terms = _terms_of(weights)
    if memory is None:
        return FsrsMemory(
            _within(_LOWEST_STABILITY, weights[grade - 1], _HIGHEST_STABILITY),
            _within(_LOWEST_DIFFICULTY, terms.first_difficulty[grade - 1], _HIGHEST_DIFFICULTY),
        )
    if elapsed_days <= 0:
        new_stability = _after_same_day(memory.stability, grade, weights)
    else:
        recalled = math.pow(1.0 + terms.factor * elapsed_days / memory.stability, terms.decay)
        if grade == _AGAIN:
            new_stability = _after_lapse(memory, recalled, weights, terms)
        else:
            new_stability = _after_pass(memory, recalled, grade, weights, terms)
    return FsrsMemory(
        _within(_LOWEST_STABILITY, new_stability, _HIGHEST_STABILITY),
        _next_difficulty(memory.difficulty, grade, weights, terms),
    )


def recall(
    memory: FsrsMemory, elapsed_days: int, weights: tuple[float, ...] = DEFAULT_WEIGHTS
) -> float:
    """The chance (0 to 1) that the prompt is remembered `elapsed_days` after its last review."""
    if elapsed_days <= 0:
        return 1.0
    terms = _terms_of(weights)
    return math.pow(1.0 + terms.factor * elapsed_days / memory.stability, terms.decay)


def interval(
    stability: float, retention: float, weights: tuple[float, ...] = DEFAULT_WEIGHTS
) -> int:
    """The whole days (1 to 36,500) until recall has fallen to `retention` (between 0 and 1).

    R solved for t: S/F (r^(-1/w20) - 1), rounded.
    """
    return max(1, round(min(days_until(stability, retention, weights), MAX_INTERVAL_DAYS)))


def days_until(
    stability: float, share: float, weights: tuple[float, ...] = DEFAULT_WEIGHTS
) -> float:
    """The days until recall has fallen to a share (between 0 and 1), not rounded."""
    terms = _terms_of(weights)
    # The bracket is exactly 1 at a share of 0.9: it is then the same sum as F.
    return stability * ((math.pow(share, terms.root) - 1.0) / terms.factor)


def _after_pass(
    memory: FsrsMemory, recalled: float, grade: int, weights: tuple[float, ...], terms: _Terms
) -> float:
    growth = (
        terms.growth
        * (11.0 - memory.difficulty)
        * math.pow(memory.stability, -weights[9])
        * (math.exp(weights[10] * (1.0 - recalled)) - 1.0)
    )
    if grade == _HARD:
        growth *= weights[15]
    elif grade == _EASY:
        growth *= weights[16]
    return memory.stability * (1.0 + growth)


def _after_lapse(
    memory: FsrsMemory, recalled: float, weights: tuple[float, ...], terms: _Terms
) -> float:
    relearnt = (
        weights[11]
        * math.pow(memory.difficulty, -weights[12])
        * (math.pow(memory.stability + 1.0, weights[13]) - 1.0)
        * math.exp(weights[14] * (1.0 - recalled))
    )
    return min(relearnt, memory.stability / terms.lapse_divisor)


def _after_same_day(stability: float, grade: int, weights: tuple[float, ...]) -> float:
    change = math.exp(weights[17] * (grade - _GOOD + weights[18])) * math.pow(
        stability, -weights[19]
    )
    if grade >= _HARD and change < 1.0:
        # A pass never shortens the memory (py-fsrs from 6.3.2 on: Hard is a pass too).
        return stability
    return stability * change


def _next_difficulty(
    difficulty: float, grade: int, weights: tuple[float, ...], terms: _Terms
) -> float:
    moved = difficulty - weights[6] * (grade - _GOOD) * (_HIGHEST_DIFFICULTY - difficulty) / 9.0
    towards = terms.first_difficulty[_EASY - 1]
    reverted = weights[7] * towards + (1.0 - weights[7]) * moved
    return _within(_LOWEST_DIFFICULTY, reverted, _HIGHEST_DIFFICULTY)


def _within(low: float, value: float, high: float) -> float:
    return min(max(value, low), high)
