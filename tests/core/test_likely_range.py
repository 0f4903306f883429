"""Likely ranges: known values of both distributions, and what they must never do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.likely_range import beta_share, counted_range, predicted_range


@pytest.mark.parametrize(
    ("x", "a", "b", "share"),
    [
        (0.3, 1, 1, 0.3),  # the uniform distribution
        (0.5, 2, 3, 0.6875),  # 1 - (1 + 4 + 6 - 0) / 16 by counting five coins
        (0.5, 7, 7, 0.5),
        (0.9, 5, 1, 0.9**5),
        (0.2, 1, 4, 1 - 0.8**4),
        (0.0, 2, 2, 0.0),
        (1.0, 2, 2, 1.0),
    ],
)
def test_it_gives_the_known_shares_of_the_beta_distribution(
    x: float, a: float, b: float, share: float
) -> None:
    assert beta_share(x, a, b) == pytest.approx(share, abs=1e-7)


def test_it_gives_wilsons_range_for_sixteen_of_twenty() -> None:
    low, high = counted_range(16, 20)
    assert (round(low, 2), round(high, 2)) == (0.66, 0.89)


def test_a_range_holds_a_tenth_on_either_side() -> None:
    low, high = predicted_range(0.5, 1 / 12)  # mean and variance of the uniform distribution
    assert (low, high) == pytest.approx((0.1, 0.9), abs=1e-4)


@pytest.mark.parametrize("mean", [0.0, 1.0])
def test_what_is_certain_has_no_range(mean: float) -> None:
    assert predicted_range(mean, 0.1) == (mean, mean)
    assert predicted_range(0.4, 0.0) == (0.4, 0.4)


@given(st.floats(0.001, 0.999), st.floats(1e-6, 0.2), st.integers(1, 400), st.floats(0, 1))
def test_ranges_are_in_order_and_within_bounds(
    mean: float, variance: float, total: int, share: float
) -> None:
    low, high = predicted_range(mean, variance)
    assert 0 <= low <= high <= 1
    low, high = counted_range(share * total, total)
    assert 0 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1


@given(st.floats(0.2, 0.8), st.floats(0.001, 0.01))
def test_more_variance_makes_a_wider_range(mean: float, variance: float) -> None:
    narrow, wide = predicted_range(mean, variance), predicted_range(mean, 2 * variance)
    assert wide[1] - wide[0] >= narrow[1] - narrow[0] - 1e-3
