"""SM-2, exactly as its author wrote it down: P. A. Wozniak, "Algorithm SM-2" (thesis, 1990).

Where his text and his program differ, the text wins; where the text is silent, the program does:

- a failure (quality below 3) leaves the easiness as it is (rule 6 of the text);
- fractions of a day are rounded up (text);
- the interval grows by the easiness *before* this grade's change (program);
- after a failure the prompt starts again: 1 day, then 6 days (both).

Lateness plays no part: the interval grows from the interval that was scheduled.  The drills of
the same day (repeat what scored below 4 until it scores 4) change nothing here; whoever replays
the log leaves them out.
"""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.core.errors import InvalidInput

#: A century.  The rules have no limit, and 17 "Good" in a row would leave the calendar.
MAX_INTERVAL_DAYS = 36_500

#: The qualities 0 to 5; from `_PASS` on the answer counts as remembered.
_QUALITIES = range(6)
_PASS = 3

_FIRST_INTERVAL = 1
_SECOND_INTERVAL = 6

_LOWEST_EASINESS = 130

# 0.1 - (5-q)(0.08 + (5-q) 0.02) in hundredths, for the qualities that change the easiness.
_EASINESS_CHANGE = {3: -14, 4: 0, 5: 10}


@dataclass(frozen=True, slots=True)
class Sm2Memory:
    """What SM-2 knows of one prompt; the defaults are a prompt that was never answered.

    `repetitions` counts the passes since the last failure.  `easiness` is the E-factor in whole
    hundredths (250 is 2.50), at least 130.  `interval_days` is the time to the next review.
    """

    # Hundredths, because every change of the E-factor is a whole number of them: in binary
    # fractions 135 days x 2.80 comes out a little above 378, and is then rounded up to 379.
    repetitions: int = 0
    easiness: int = 250
    interval_days: int = 0


def review(memory: Sm2Memory, quality: int) -> Sm2Memory:
    """The memory after one review of the given quality (0 worst, 5 best).

    Raises `InvalidInput` when the quality is none of 0 to 5.
    """
    if quality not in _QUALITIES:
        raise InvalidInput(
            f"The quality {quality!r} cannot be used: it must be 0, 1, 2, 3, 4 or 5."
        )
    if quality < _PASS:
        return Sm2Memory(0, memory.easiness, _FIRST_INTERVAL)
    return Sm2Memory(
        memory.repetitions + 1,
        max(_LOWEST_EASINESS, memory.easiness + _EASINESS_CHANGE[quality]),
        _interval_after_pass(memory),
    )


def _interval_after_pass(memory: Sm2Memory) -> int:
    """I(1) = 1, I(2) = 6, I(n) = I(n-1) x EF rounded up, in days."""
    if memory.repetitions == 0:
        return _FIRST_INTERVAL
    if memory.repetitions == 1:
        return _SECOND_INTERVAL
    # -(-a // b) is the ceiling of a / b in whole numbers.
    return min(MAX_INTERVAL_DAYS, -(-memory.interval_days * memory.easiness // 100))
