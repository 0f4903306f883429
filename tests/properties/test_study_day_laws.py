"""Every zone of the database: each local day has one rollover, and no day is counted twice.

The expectation is worked out a second way, from the list of a zone's clock changes alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.study_day import next_rollover, study_day, zone_names

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_DAY = date(1970, 1, 1).toordinal()
DAY = 86_400

FIRST = int(datetime(2024, 1, 1, tzinfo=UTC).timestamp())
LAST = int(datetime(2031, 1, 1, tzinfo=UTC).timestamp())

#: The moment (s) from which the zone's clock is so far ahead of UTC (s), in order.
Changes = tuple[tuple[int, int], ...]


def offset_at(zone: ZoneInfo, at: int) -> int:
    offset = (EPOCH + timedelta(seconds=at)).astimezone(zone).utcoffset()
    assert offset is not None
    return round(offset.total_seconds())


def changes_of(name: str, first: int, last: int) -> Changes:
    zone = ZoneInfo(name)
    step = 5 * DAY
    found = [(first - 30 * DAY, offset_at(zone, first - 30 * DAY))]
    for start in range(first - 30 * DAY, last + 30 * DAY, step):
        low, high = start, start + step
        if offset_at(zone, high) == found[-1][1]:
            continue
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if offset_at(zone, middle) == found[-1][1] else (low, middle)
        found.append((high, offset_at(zone, high)))
    return tuple(found)


@cache
def behaviours() -> dict[Changes, str]:
    """One name for each way in which zones behave: most of the names are links."""
    return {changes_of(name, FIRST, LAST): name for name in zone_names()}


def first_moment(day: int, rollover_hour: int, changes: Changes) -> int | None:
    """When the clock first shows the rollover hour of that date, or a later hour of it."""
    wall = (day - EPOCH_DAY) * DAY + rollover_hour * 3600
    ends = [start for start, _ in changes[1:]] + [10**12]
    for (start, offset), end in zip(changes, ends, strict=True):
        at = max(start, wall - offset)
        if at < end:
            return at if (at + offset) // DAY + EPOCH_DAY == day else None
    raise AssertionError("the last stretch has no end")


def days_to_look_at(changes: Changes, first: int, last: int) -> Iterator[int]:
    """Four days around each change of the clock, and one in every 37 between them."""
    wanted = set(range(first // DAY, last // DAY, 37))
    for start, _ in changes:
        wanted.update(range(start // DAY - 2, start // DAY + 4))
    return (EPOCH_DAY + day for day in sorted(wanted) if first <= day * DAY < last)


def assert_one_rollover_a_day(
    name: str, changes: Changes, first: int, last: int, hours: range
) -> None:
    for hour in hours:
        for day in days_to_look_at(changes, first, last):
            begins = first_moment(day, hour, changes)
            if begins is None:
                continue
            following = day + 1
            while (ends := first_moment(following, hour, changes)) is None:
                following += 1
            assert begins < ends
            assert study_day(begins * 1000, name, hour) == day
            assert study_day((begins + ends) * 500, name, hour) == day
            assert study_day(ends * 1000 - 1, name, hour) == day
            assert next_rollover(begins * 1000, name, hour) == ends * 1000
            assert next_rollover(ends * 1000 - 1, name, hour) == ends * 1000


@pytest.mark.parametrize("rollover_hour", range(7))
def test_it_has_one_rollover_in_each_local_day_of_every_zone(rollover_hour: int) -> None:
    for changes, name in behaviours().items():
        hours = range(rollover_hour, rollover_hour + 1)
        assert_one_rollover_a_day(name, changes, FIRST, LAST, hours)


@pytest.mark.parametrize(
    "name",
    [
        "Pacific/Apia", "Pacific/Kwajalein", "Pacific/Kiritimati", "Pacific/Fakaofo",
        "America/St_Johns", "Antarctica/Troll", "Antarctica/Casey", "Africa/Monrovia",
        "Africa/Casablanca", "Africa/Cairo", "Asia/Pyongyang", "Asia/Gaza", "America/Sao_Paulo",
        "Asia/Amman", "Europe/Dublin", "Australia/Lord_Howe", "America/Caracas", "Asia/Tehran",
    ],
)  # fmt: skip
def test_it_has_one_rollover_in_each_local_day_of_the_strangest_zones(name: str) -> None:
    first, last = 40 * DAY, 24_000 * DAY  # 1970 to 2035
    assert_one_rollover_a_day(name, changes_of(name, first, last), first, last, range(0, 24, 5))


zones = st.sampled_from(zone_names())
moments = st.integers(0, 253_401_000_000_000)  # to 18 December 9999
rollover_hours = st.integers(0, 23)


@given(moments, st.integers(0, 3 * DAY * 1000), zones, rollover_hours)
def test_it_never_counts_back_while_time_goes_on(at: int, later: int, zone: str, hour: int) -> None:
    assert study_day(at, zone, hour) <= study_day(at + later, zone, hour)


@given(moments, zones, rollover_hours)
def test_it_changes_the_day_exactly_at_the_next_rollover(at: int, zone: str, hour: int) -> None:
    rollover = next_rollover(at, zone, hour)
    assert at < rollover <= at + 50 * 3_600_000
    assert study_day(rollover - 1, zone, hour) == study_day(at, zone, hour)
    assert study_day(rollover, zone, hour) > study_day(at, zone, hour)


clock_errors = st.sampled_from([0, 0, 0, -1, -24, 24, -24 * 3652, 24 * 3652]) | st.integers(-48, 48)


@given(
    st.lists(st.tuples(st.integers(0, 72), clock_errors, zones, rollover_hours), max_size=30),
)
def test_it_never_lowers_the_day_for_a_wrong_clock_a_move_or_another_rollover_hour(
    answers: list[tuple[int, int, str, int]],
) -> None:
    at, last = FIRST * 1000, 0
    for gap_hours, wrong_hours, zone, hour in answers:
        at += gap_hours * 3_600_000
        day = study_day(at + wrong_hours * 3_600_000, zone, hour, not_before=last)
        assert day >= last
        last = day


@given(moments, st.integers(-12, 14), st.integers(-12, 14))
def test_it_merges_at_most_one_day_when_the_learner_moves(at: int, come: int, go: int) -> None:
    before = study_day(at, fixed_zone(come), 4)
    after = study_day(at, fixed_zone(go), 4, not_before=before)
    assert before <= after <= before + 2
    # Two days later the learner's new days are counted again, however far west the move was.
    two_days_later = at + 2 * DAY * 1000 + 2 * 3_600_000
    assert study_day(two_days_later, fixed_zone(go), 4, not_before=after) > before


def fixed_zone(hours_ahead: int) -> str:
    # The names of the database have the sign the other way round.
    return f"Etc/GMT{-hours_ahead:+d}" if hours_ahead else "Etc/GMT"
