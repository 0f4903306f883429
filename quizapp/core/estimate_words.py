"""Estimates in plain words: how much was seen, and the arithmetic of the likely range."""

from __future__ import annotations

from math import sqrt

from quizapp.core.mastery import Z_80, Estimate
from quizapp.core.wording import plural


def seen_in_words(estimate: Estimate) -> str:
    """`18 of 22 (82 %)`, and how many of those a placement alone stands for."""
    words = f"{estimate.seen} of {estimate.total} ({percent(estimate.coverage)})"
    if not estimate.taken_over:
        return words
    return (
        f"{words}: {estimate.answered} answered, {estimate.taken_over} taken over from a placement"
    )


def range_in_words(estimate: Estimate, inflation: float) -> str:
    """The arithmetic of the likely range, from what chance allows to its two ends."""
    recall, deviation = estimate.recall, estimate.deviation
    if recall is None or deviation is None or estimate.low is None or estimate.high is None:
        return ""
    half = Z_80 * deviation
    asked = ""
    if estimate.taken_over:
        asked = (
            f"What is taken over from a placement tells nothing new, so the range is that of "
            f"{plural(estimate.answered, 'answered question')}. "
        )
    words = (
        f"{asked}By chance alone that share would vary with a standard deviation of "
        f"{deviation / sqrt(inflation):.3f}; with {inflation:.2f} times the variance it is "
        f"{deviation:.3f}. Four results of five lie within {Z_80:.2f} of these: from "
        f"{recall:.3f} − {half:.3f} = {percent(estimate.low)} to {recall:.3f} + {half:.3f} = "
        f"{percent(recall + half)}"
    )
    return f"{words}, cut at 100 %." if recall + half > 1 else f"{words}."


def percent(share: float) -> str:
    """`80 %`."""
    return f"{100 * share:.0f} %"


def span(low: float, high: float) -> str:
    """`66–89 %`."""
    return f"{100 * low:.0f}–{100 * high:.0f} %"
