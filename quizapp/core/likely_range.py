"""Likely ranges of a share: where the truth lies four times out of five.

Two questions, two answers.  A share that was *counted* (16 of 20 right) has Wilson's range; a share
that was *predicted* with a known standard deviation has that many of them to either side.
"""

from __future__ import annotations

from math import sqrt

#: Standard deviations to either side that hold 80 % of a normal distribution.
Z_80 = 1.2816


def counted_range(right: float, total: int) -> tuple[float, float]:
    """Wilson's 80 % range of a share that was counted: `right` of `total`, at least one.

    Source: Wilson 1927, "Probable inference, the law of succession, and statistical inference".
    """
    share = right / total
    scale = 1 + Z_80**2 / total
    centre = (share + Z_80**2 / (2 * total)) / scale
    half = Z_80 / scale * sqrt(share * (1 - share) / total + Z_80**2 / (4 * total**2))
    return max(0.0, centre - half), min(1.0, centre + half)


def predicted_range(mean: float, deviation: float) -> tuple[float, float]:
    """So many standard deviations to either side of a predicted share as hold 80 %, cut at 0 and 1.

    It is centred on the prediction, and a larger deviation never makes either end come nearer.  A
    distribution bounded by 0 and 1 cannot promise that: with a mean near 1 and a large variance a
    Beta distribution is two spikes, and nine tenths of it lie above its own mean.
    """
    half = Z_80 * deviation
    return max(0.0, mean - half), min(1.0, mean + half)
