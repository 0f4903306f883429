"""Study days across changes of the clock, worked by hand from the time zone database."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from quizapp.core.errors import InvalidInput
from quizapp.core.study_day import (
    checked_zone,
    date_of,
    next_rollover,
    offset_minutes,
    study_day,
    zone_names,
)


def utc(text: str) -> int:
    """Milliseconds since 1970 of an ISO moment; without an offset it is UTC."""
    moment = datetime.fromisoformat(text)
    return round((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * 1000)


def day_at(text: str, zone: str, rollover_hour: int = 4) -> str:
    return date_of(study_day(utc(text), zone, rollover_hour)).isoformat()


def rollover_after(text: str, zone: str, rollover_hour: int = 4) -> str:
    at = next_rollover(utc(text), zone, rollover_hour)
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%S")


def test_it_counts_the_night_to_the_day_before() -> None:
    assert day_at("2026-11-23T03:59:59.999", "UTC") == "2026-11-22"
    assert day_at("2026-11-23T04:00", "UTC") == "2026-11-23"
    assert day_at("2026-11-23T00:00", "UTC", 0) == "2026-11-23"
    assert day_at("2026-11-23T22:59", "UTC", 23) == "2026-11-22"


def test_it_numbers_days_as_the_calendar_does() -> None:
    assert study_day(utc("2026-11-23T12:00"), "UTC", 4) == date(2026, 11, 23).toordinal()
    assert date_of(date(2026, 11, 23).toordinal()) == date(2026, 11, 23)


def test_it_reads_the_clock_of_the_learner_not_of_the_server() -> None:
    assert day_at("2026-06-01T18:59", "Asia/Tokyo") == "2026-06-01"  # 03:59 on the 2nd
    assert day_at("2026-06-01T19:00", "Asia/Tokyo") == "2026-06-02"
    assert day_at("2026-06-01T10:59", "America/Los_Angeles") == "2026-05-31"
    assert day_at("2026-06-01T22:14:59", "Asia/Kathmandu") == "2026-06-01"  # UTC+5:45
    assert day_at("2026-06-01T22:15", "Asia/Kathmandu") == "2026-06-02"


def test_it_has_days_of_23_and_25_hours() -> None:
    # Berlin, 29 March and 25 October 2026.
    assert rollover_after("2026-03-28T12:00", "Europe/Berlin") == "2026-03-29T02:00:00"
    assert rollover_after("2026-03-27T12:00", "Europe/Berlin") == "2026-03-28T03:00:00"
    assert rollover_after("2026-10-24T12:00", "Europe/Berlin") == "2026-10-25T03:00:00"
    assert rollover_after("2026-10-23T12:00", "Europe/Berlin") == "2026-10-24T02:00:00"


def test_it_begins_the_day_after_an_hour_that_does_not_exist() -> None:
    # Berlin jumps from 02:00 to 03:00 at 01:00 UTC.
    assert rollover_after("2026-03-28T12:00", "Europe/Berlin", 2) == "2026-03-29T01:00:00"
    assert day_at("2026-03-29T00:59:59", "Europe/Berlin", 2) == "2026-03-28"
    assert day_at("2026-03-29T01:00", "Europe/Berlin", 2) == "2026-03-29"


def test_it_begins_the_day_at_the_first_of_two_equal_hours() -> None:
    # Berlin falls back from 03:00 to 02:00 at 01:00 UTC: 02:00 comes at 00:00 and 01:00 UTC.
    assert rollover_after("2026-10-24T12:00", "Europe/Berlin", 2) == "2026-10-25T00:00:00"
    assert rollover_after("2026-10-25T00:00", "Europe/Berlin", 2) == "2026-10-26T01:00:00"
    assert day_at("2026-10-25T01:00", "Europe/Berlin", 2) == "2026-10-25"


def test_it_keeps_the_number_when_the_clock_falls_back_across_the_rollover_hour() -> None:
    # Troll station goes from 03:00 back to 01:00 at 01:00 UTC: 02:00 has been, and is to come.
    assert day_at("2026-10-25T00:30", "Antarctica/Troll", 2) == "2026-10-25"  # 02:30
    assert day_at("2026-10-25T01:30", "Antarctica/Troll", 2) == "2026-10-25"  # 01:30 again
    assert rollover_after("2026-10-25T01:30", "Antarctica/Troll", 2) == "2026-10-26T02:00:00"


def test_it_moves_half_an_hour_where_the_clock_does() -> None:
    # Lord Howe: +10:30, from 02:00 to 02:30 on 4 October 2026 (15:30 UTC the day before).
    assert rollover_after("2026-10-03T12:00", "Australia/Lord_Howe", 2) == "2026-10-03T15:30:00"
    assert rollover_after("2026-10-03T12:00", "Australia/Lord_Howe") == "2026-10-03T17:00:00"


def test_it_begins_the_day_at_one_where_midnight_is_left_out() -> None:
    # Beirut, 29 March 2026: from 00:00 to 01:00, at 22:00 UTC.
    assert rollover_after("2026-03-28T12:00", "Asia/Beirut", 0) == "2026-03-28T22:00:00"
    assert day_at("2026-03-28T21:59:59", "Asia/Beirut", 0) == "2026-03-28"
    assert day_at("2026-03-28T22:00", "Asia/Beirut", 0) == "2026-03-29"


def test_it_keeps_the_number_when_the_clock_goes_back_across_midnight() -> None:
    # St. John's, 7 November 2010: from 00:01 back to 23:01 of the 6th, at 02:31 UTC.
    zone = "America/St_Johns"
    assert day_at("2010-11-07T02:29:59", zone, 0) == "2010-11-06"
    assert day_at("2010-11-07T02:30:30", zone, 0) == "2010-11-07"
    assert day_at("2010-11-07T02:31:00", zone, 0) == "2010-11-07"
    assert day_at("2010-11-07T03:30:59", zone, 0) == "2010-11-07"
    assert rollover_after("2010-11-07T02:31", zone, 0) == "2010-11-08T03:30:00"


@pytest.mark.parametrize("rollover_hour", range(7))
def test_it_has_no_study_day_for_a_date_that_was_skipped(rollover_hour: int) -> None:
    # Samoa went from the end of 29 December 2011 to 31 December, at 10:00 UTC on the 30th.
    zone = "Pacific/Apia"
    assert day_at("2011-12-30T09:59", zone, rollover_hour) == "2011-12-29"
    expected = f"2011-12-30T{10 + rollover_hour}:00:00"
    assert rollover_after("2011-12-30T09:59", zone, rollover_hour) == expected
    assert day_at(expected, zone, rollover_hour) == "2011-12-31"
    assert {
        day_at(f"2011-12-{day}T{hour:02}:30", zone, rollover_hour)
        for day in (29, 30, 31)
        for hour in range(24)
    }.isdisjoint({"2011-12-30"})


def test_it_is_never_lower_than_the_last_day_of_the_log() -> None:
    at = utc("2026-11-23T12:00")
    today = study_day(at, "UTC", 4)
    assert study_day(at, "UTC", 4, not_before=today + 1) == today + 1
    assert study_day(at, "UTC", 4, not_before=today - 1) == today


def test_it_gives_the_offset_in_minutes() -> None:
    assert offset_minutes(utc("2026-01-01T00:00"), "Europe/Berlin") == 60
    assert offset_minutes(utc("2026-07-01T00:00"), "Europe/Berlin") == 120
    assert offset_minutes(utc("2026-07-01T00:00"), "Asia/Kathmandu") == 345
    assert offset_minutes(utc("2026-07-01T00:00"), "America/St_Johns") == -150


@pytest.mark.parametrize(
    "at", [-(10**30), -(10**15), -1, 0, 253_402_300_799_999, 253_402_300_800_000, 10**15, 10**30]
)
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Etc/GMT+12", "Europe/Berlin"])
def test_it_survives_a_clock_that_is_far_wrong(at: int, zone: str) -> None:
    day = study_day(at, zone, 23)
    assert date_of(day).toordinal() == day
    assert next_rollover(at, zone, 23) > at
    assert abs(offset_minutes(at, zone)) < 24 * 60


def test_it_knows_days_from_1970_to_9999() -> None:
    assert day_at("1970-01-01T04:00", "UTC") == "1970-01-01"
    assert day_at("1970-01-01T00:00", "America/New_York") == "1969-12-31"
    assert day_at("9999-12-01T12:00", "Europe/Berlin") == "9999-12-01"
    assert date_of(0) == date.min
    assert date_of(10**9) == date.max


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("Europe/Belin", "Europe/Berlin"), ("berlin", "Europe/Berlin"), ("new york", "New_York")],
)
def test_it_offers_the_nearest_names_for_an_unknown_zone(wrong: str, meant: str) -> None:
    with pytest.raises(InvalidInput, match=meant):
        checked_zone(wrong)


@pytest.mark.parametrize("wrong", ["", "Europe", "../etc/passwd", "a\0b", "qqqqqq", "/UTC"])
def test_it_refuses_what_is_no_zone_name(wrong: str) -> None:
    for use in (checked_zone, lambda name: study_day(0, name, 4)):
        with pytest.raises(InvalidInput, match="There is no time zone named"):
            use(wrong)


def test_it_accepts_every_zone_it_lists() -> None:
    names = zone_names()
    assert len(names) > 550
    assert list(names) == sorted(names)
    assert "localtime" not in names
    for name in names:
        assert checked_zone(name) == name
