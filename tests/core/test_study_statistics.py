"""Periods, shares, bands, bars and the backlog: figures checked by hand."""

from __future__ import annotations

import pytest

from quizapp.core.study_statistics import (
    PERIODS,
    Band,
    Share,
    add_up,
    backlog_days,
    calibration,
    calibration_error,
    slots,
)

MONDAY = 739_768 - (739_768 - 1) % 7


@pytest.mark.parametrize("after", range(7))
def test_a_period_is_whole_weeks_that_end_with_this_one(after: int) -> None:
    today = MONDAY + after
    assert PERIODS["4w"].first_day(today) == MONDAY - 21
    assert PERIODS["1y"].first_day(today) == MONDAY - 51 * 7
    assert PERIODS["all"].first_day(today) == 1


def test_sixteen_of_twenty_are_likely_between_66_and_89_percent() -> None:
    share = Share(16, 20)
    assert (round(share.low, 2), round(share.high, 2)) == (0.66, 0.89)
    assert share.is_enough
    assert not Share(16, 19).is_enough


def test_nothing_of_nothing_may_be_anything() -> None:
    assert (Share(0, 0).value, Share(0, 0).low, Share(0, 0).high) == (0.0, 0.0, 1.0)


def test_bands_have_their_mean_prediction_and_leave_out_what_tests_none() -> None:
    bands = calibration({-1: (9, 9, 0.0), 5: (10, 8, 8.8), 7: (4, 4, 3.9)})
    assert [(one.low, one.high, one.recalled) for one in bands] == [
        (0.85, 0.9, Share(8, 10)),
        (0.95, 1.0, Share(4, 4)),
    ]
    assert [one.predicted for one in bands] == pytest.approx([0.88, 0.975])


def test_the_calibration_error_is_weighted_by_answers() -> None:
    bands = [Band(0, 0.5, 0.4, Share(1, 2)), Band(0.9, 0.95, 0.9, Share(6, 8))]
    assert calibration_error(bands) == pytest.approx(((2 * 0.01 + 8 * 0.0225) / 10) ** 0.5)
    assert calibration_error([]) == 0.0


def test_a_backlog_is_worked_off_by_what_the_days_leave_over() -> None:
    assert backlog_days(10, [0, 0], 5) == 2
    assert backlog_days(10, [3, 3, 3], 5) == 5
    assert backlog_days(0, [0], 5) == 1
    assert backlog_days(10, [5, 5], 5) is None
    assert backlog_days(10, [], 0) is None


def test_bars_hold_a_day_a_week_or_more_and_cover_every_day() -> None:
    assert slots(MONDAY, MONDAY + 27, 84) == (1, list(range(MONDAY, MONDAY + 28)))
    days, starts = slots(MONDAY + 3, MONDAY + 700, 84)
    assert days == 28
    assert starts[0] == MONDAY
    assert slots(1, MONDAY, 84)[0] % 364 == 0


def test_bars_add_up_to_all_that_was_done() -> None:
    rows = {MONDAY: (1, 5), MONDAY + 6: (2, 0), MONDAY + 7: (4, 1), MONDAY - 1: (9, 9)}
    assert add_up(rows, [MONDAY, MONDAY + 7], 7) == [(3, 5), (4, 1)]
    assert add_up({}, [MONDAY], 7) == [()]
