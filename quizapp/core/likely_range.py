"""Likely ranges of a share: where the truth lies four times out of five.

Two questions, two answers.  A share that was *counted* (16 of 20 right) has Wilson's range; a share
that was *predicted* with a known variance has the middle 80 % of the Beta distribution with that
mean and variance, which is asymmetric near 0 and 1 and never leaves them.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, lgamma, log, log1p, sqrt

#: Standard deviations to either side that hold 80 % of a normal distribution.
Z_80 = 1.2816
TAIL = 0.1
#: A Beta distribution with less than this is two spikes at 0 and 1 and says nothing.
_LEAST_WEIGHT = 0.05
_HALVINGS = 17
_MOST_TERMS = 200
_CLOSE = 1e-9
_TINY = 1e-300


def counted_range(right: float, total: int) -> tuple[float, float]:
    """Wilson's 80 % range of a share that was counted: `right` of `total`, at least one.

    Source: Wilson 1927, "Probable inference, the law of succession, and statistical inference".
    """
    share = right / total
    scale = 1 + Z_80**2 / total
    centre = (share + Z_80**2 / (2 * total)) / scale
    half = Z_80 / scale * sqrt(share * (1 - share) / total + Z_80**2 / (4 * total**2))
    return max(0.0, centre - half), min(1.0, centre + half)


def predicted_range(mean: float, variance: float) -> tuple[float, float]:
    """The middle 80 % of the Beta distribution with this mean (0 to 1) and variance."""
    if variance <= 0 or not 0 < mean < 1:
        return mean, mean
    # Six digits are more than any page shows, and let the cache serve a whole day of pages.
    return _beta_range(round(mean, 6), round(variance, 8))


@lru_cache(maxsize=8192)
def _beta_range(mean: float, variance: float) -> tuple[float, float]:
    room = mean * (1 - mean)
    if variance <= 0 or room <= 0:
        return mean, mean
    weight = max(room / variance - 1, _LEAST_WEIGHT)
    a, b = mean * weight, (1 - mean) * weight
    return _quantile(TAIL, a, b), _quantile(1 - TAIL, a, b)


def beta_share(x: float, a: float, b: float) -> float:
    """The share of a Beta(a, b) distribution below x: the regularised incomplete beta function.

    Source: NIST Digital Library of Mathematical Functions, 8.17.22 (continued fraction) and
    8.17.4 (the mirror image, which converges where the first one does not).
    """
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = exp(a * log(x) + b * log1p(-x) + lgamma(a + b) - lgamma(a) - lgamma(b))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of 8.17.22 by Lentz's method."""
    c, d = 1.0, _not_zero(1 - (a + b) * x / (a + 1))
    d = 1 / d
    value = d
    for m in range(1, _MOST_TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _not_zero(1 + term * d)
            c = _not_zero(1 + term / c)
            value *= c * d
        if abs(c * d - 1) < _CLOSE:
            break
    return value


def _not_zero(number: float) -> float:
    return number if abs(number) > _TINY else _TINY


def _quantile(share: float, a: float, b: float) -> float:
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if beta_share(middle, a, b) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2
