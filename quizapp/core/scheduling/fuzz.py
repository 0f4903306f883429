"""Fuzz: moves a due day a little, so that prompts learnt together do not stay together.

The range is the one of Anki and FSRS.  The draw is a function of a seed (prompt and review
count), so the preview on a button, the answer, an undo and a replay all agree.
"""

from __future__ import annotations

from hashlib import sha256

from quizapp.core.scheduling.sm2 import MAX_INTERVAL_DAYS

#: Intervals below 2.5 days are left alone: that is, 0, 1 and 2 in whole days.
_FIRST_FUZZED = 3

#: No fuzzed interval is shorter, in days.
_SHORTEST = 2


def fuzz_days(interval_days: int, seed: str, at_least: int = 0) -> int:
    """The days to add to an interval of 0 to 36,500 days: below, at or above 0.

    Every day of the range is as likely as the others.  `at_least` is the interval before this
    review: the fuzz alone never makes the new one shorter than that (an interval that is already
    shorter is only moved up).
    """
    if interval_days < _FIRST_FUZZED:
        return 0
    reach = _reach_in_thousandths(interval_days)
    # Rounded to the nearest day, half a day up, in whole numbers.
    lowest = max((1000 * interval_days - reach + 500) // 1000, _SHORTEST)
    lowest = max(lowest, min(at_least, interval_days))
    highest = min((1000 * interval_days + reach + 500) // 1000, MAX_INTERVAL_DAYS)
    draw = int.from_bytes(sha256(seed.encode()).digest()[:8], "big")
    return lowest + draw % (highest - lowest + 1) - interval_days


def _reach_in_thousandths(days: int) -> int:
    """1 day + 15 % of what lies in 2.5 to 7 days + 10 % in 7 to 20 + 5 % above 20."""
    return (
        1000 + 150 * min(days, 7) - 375 + 100 * max(0, min(days, 20) - 7) + 50 * max(0, days - 20)
    )
