"""The 21 weights of FSRS-6: the default ones, their bounds, and reading a set from elsewhere.

Source: py-fsrs 6.3.2, fsrs-rs-python 0.9.3 and ts-fsrs 5.4.2, which agree; older sets are read as
fsrs-rs reads them.  Use these names from `fsrs`.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import log

from quizapp.core.errors import InvalidInput

#: w0 to w20 as fitted by the authors of FSRS-6 to the reviews of many learners.
DEFAULT_WEIGHTS: tuple[float, ...] = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip

#: The lowest and highest value that each weight may have.
BOUNDS: tuple[tuple[float, float], ...] = (
    (0.001, 100.0), (0.001, 100.0), (0.001, 100.0), (0.001, 100.0), (1.0, 10.0), (0.001, 4.0),
    (0.001, 4.0), (0.001, 0.75), (0.0, 4.5), (0.0, 0.8), (0.001, 3.5), (0.001, 5.0),
    (0.001, 0.25), (0.001, 0.9), (0.0, 4.0), (0.0, 1.0), (1.0, 6.0), (0.0, 2.0), (0.0, 2.0),
    (0.0, 0.8), (0.1, 0.8),
)  # fmt: skip

#: The decay that FSRS-4.5 and FSRS-5 had built in, where FSRS-6 has the weight w20.
_OLD_DECAY = 0.5

#: How many weights each version has.
_OF_FSRS_6, _OF_FSRS_5, _OF_FSRS_4_5 = 21, 19, 17

_TOO_LARGE = 1e9


def checked_weights(values: Iterable[float]) -> tuple[float, ...]:
    """The 21 weights of FSRS-6, from 21, 19 (FSRS-5) or 17 (FSRS-4.5) numbers.

    Raises `InvalidInput` that names the position, the value and the bounds of the first weight
    that cannot be used, or the number of weights when that is wrong.
    """
    weights = _as_fsrs_6(tuple(_number(position, value) for position, value in enumerate(values)))
    for position, (value, (low, high)) in enumerate(zip(weights, BOUNDS, strict=True)):
        if not low <= value <= high:
            raise InvalidInput(
                f"Weight w{position} is {value:g}; it must lie between {low:g} and {high:g}."
            )
    return weights


def _number(position: int, value: object) -> float:
    """The value as a number, checked because sets of weights come from files and forms."""
    # The comparison refuses infinity, NaN, and whole numbers too long for a float.
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _TOO_LARGE:
        return float(value)
    raise InvalidInput(f"Weight w{position} is {value!r}; it must be a finite number.")


def _as_fsrs_6(given: tuple[float, ...]) -> tuple[float, ...]:
    """The weights of an older version in the form of FSRS-6, as fsrs-rs reads them."""
    if len(given) == _OF_FSRS_6:
        return given
    if len(given) == _OF_FSRS_5:
        return (*given, 0.0, _OLD_DECAY)
    if len(given) == _OF_FSRS_4_5:
        # FSRS-4.5 fell linearly from D0(3) where later versions fall exponentially from D0(1).
        w4, w5, w6 = given[4:7]
        if w5 <= -1 / 3:
            raise InvalidInput(f"Weight w5 is {w5:g}; it must be above -1/3 in a set of 17.")
        remapped = (w4 + 2.0 * w5, log(3.0 * w5 + 1.0) / 3.0, w6 + 0.5)
        return (*given[:4], *remapped, *given[7:], 0.0, 0.0, 0.0, _OLD_DECAY)
    raise InvalidInput(
        f"There are {len(given)} weights; FSRS-6 has 21 (19 of FSRS-5 or 17 of FSRS-4.5 are read)."
    )
