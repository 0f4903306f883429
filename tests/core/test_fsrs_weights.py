"""Sets of FSRS weights from elsewhere: which are read, and what is said of the others."""

from __future__ import annotations

import math

import pytest

from quizapp.core.errors import InvalidInput
from quizapp.core.scheduling.fsrs import BOUNDS, DEFAULT_WEIGHTS, checked_weights


def test_it_has_default_weights_within_their_bounds() -> None:
    assert checked_weights(DEFAULT_WEIGHTS) == DEFAULT_WEIGHTS
    assert len(BOUNDS) == 21


@pytest.mark.parametrize("position", range(21))
def test_it_accepts_each_bound_and_refuses_what_lies_beyond(position: int) -> None:
    low, high = BOUNDS[position]
    for value in (low, high):
        assert checked_weights(with_weight(position, value))[position] == value
    for value in (low - 0.01, high + 0.01):
        with pytest.raises(InvalidInput) as refusal:
            checked_weights(with_weight(position, value))
        for part in (f"w{position} ", f"{value:g}", f"{low:g}", f"{high:g}"):
            assert part in str(refusal.value)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 10**400, True, "1", None])
def test_it_refuses_a_weight_that_is_no_finite_number(value: float) -> None:
    with pytest.raises(InvalidInput, match=r"w20 .* finite number"):
        checked_weights(with_weight(20, value))


@pytest.mark.parametrize("count", [0, 1, 16, 18, 20, 22])
def test_it_refuses_any_other_number_of_weights(count: int) -> None:
    with pytest.raises(InvalidInput, match=f"There are {count} weights; FSRS-6 has 21"):
        checked_weights([0.5] * count)


def test_it_reads_the_19_weights_of_fsrs_5() -> None:
    assert checked_weights(DEFAULT_WEIGHTS[:19]) == (*DEFAULT_WEIGHTS[:19], 0.0, 0.5)


def test_it_reads_the_17_weights_of_fsrs_4_5() -> None:
    # The defaults of FSRS-4.5; 4.93 + 2 x 0.94, ln(3 x 0.94 + 1) / 3 and 0.86 + 0.5.
    old = (
        0.4, 0.6, 2.4, 5.8, 4.93, 0.94, 0.86, 0.01, 1.49, 0.14, 0.94, 2.18, 0.05, 0.34, 1.26,
        0.29, 2.61,
    )  # fmt: skip
    read = checked_weights(old)
    assert read[4:7] == pytest.approx((6.81, 0.446750, 1.36), abs=1e-6)
    assert read[:4] + read[7:17] == old[:4] + old[7:]
    assert read[17:] == (0.0, 0.0, 0.0, 0.5)


def test_it_refuses_17_weights_that_cannot_be_converted() -> None:
    with pytest.raises(InvalidInput, match="w5 is -1"):
        checked_weights((*DEFAULT_WEIGHTS[:5], -1.0, *DEFAULT_WEIGHTS[6:17]))


def with_weight(position: int, value: float) -> list[float]:
    weights = list(DEFAULT_WEIGHTS)
    weights[position] = value
    return weights
