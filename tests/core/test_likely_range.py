"""Likely ranges: known values, and what they must never do."""

from __future__ import annotations

from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.likely_range import counted_range, predicted_range


def test_it_gives_wilsons_range_for_sixteen_of_twenty() -> None:
    low, high = counted_range(16, 20)
    assert (round(low, 2), round(high, 2)) == (0.66, 0.89)


def test_a_predicted_range_is_as_many_deviations_wide_as_hold_80_percent() -> None:
    tenth = NormalDist(0.6, 0.1).inv_cdf(0.1)
    assert predicted_range(0.6, 0.1) == pytest.approx((tenth, 1.2 - tenth), abs=1e-4)


@pytest.mark.parametrize("mean", [0.0, 0.4, 1.0])
def test_what_is_certain_has_no_range(mean: float) -> None:
    assert predicted_range(mean, 0.0) == (mean, mean)


@given(st.floats(0, 1), st.floats(0, 2), st.integers(1, 400), st.floats(0, 1))
def test_ranges_are_in_order_and_within_bounds(
    mean: float, deviation: float, total: int, share: float
) -> None:
    low, high = predicted_range(mean, deviation)
    assert 0 <= low <= mean <= high <= 1
    low, high = counted_range(share * total, total)
    assert 0 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1


@given(st.floats(0, 1), st.floats(0, 2), st.floats(0, 2))
def test_more_uncertainty_never_makes_a_range_narrower(
    mean: float, deviation: float, more: float
) -> None:
    low, high = predicted_range(mean, deviation)
    lower, higher = predicted_range(mean, deviation + more)
    assert lower <= low
    assert higher >= high
