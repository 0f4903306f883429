"""Which study day a moment belongs to.

A study day begins when the clock on the learner's wall shows the rollover hour, and is numbered
by the calendar date on which it begins (`date.toordinal()`, so day 1 is 0001-01-01).  All of it
is civil time through the time zone database, never a count of 24 hours:

- an hour that does not exist (clocks go forward): the day begins at the first moment after it;
- an hour that comes twice (clocks go back): the day begins at the first of the two, and the
  number never falls back, even when the clock is put back across midnight or a whole day;
- a date that a country skipped (Samoa had no 30 December 2011) is no study day.

Moments are milliseconds since 1970 in UTC.  Those before 8 January of the year 1 or after
28 December 9999 count as these days: a clock that is far wrong must not stop a review.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from quizapp.core.errors import InvalidInput

_HOUR_MS = 3_600_000
_EPOCH = datetime(1970, 1, 1)

# Some days inside the calendar's ends, so that no zone and no look at a neighbour leaves it.
_FIRST_MOMENT = (datetime(1, 1, 8) - _EPOCH) // timedelta(milliseconds=1)
_LAST_MOMENT = (datetime(9999, 12, 29) - _EPOCH) // timedelta(milliseconds=1)

# A change of the clock matters for a day at most: longer than any known one (24 hours).
_CHANGE_MS = 26 * _HOUR_MS

_HOURS = tuple(timedelta(hours=hour) for hour in range(24))

#: In the zone database, but no place: the machine's own setting, and "not set".
_NOT_A_PLACE = frozenset({"localtime", "Factory"})


def study_day(at_ms: int, zone: str, rollover_hour: int, not_before: int = 0) -> int:
    """The number of the study day that `at_ms` belongs to, never lower than `not_before`.

    `rollover_hour` is 0 to 23; `not_before` is the last day number in the learner's log, so that
    a move, another rollover hour or a clock put back never lowers it.  Raises `InvalidInput` for
    an unknown zone.
    """
    at_ms = min(max(at_ms, _FIRST_MOMENT), _LAST_MOMENT)
    local = _local(at_ms, zone)
    if local.utcoffset() == _local(at_ms - _CHANGE_MS, zone).utcoffset():
        day = (local - _HOURS[rollover_hour]).toordinal()
    else:
        day = _day_near_change(at_ms, local, zone, rollover_hour)
    return max(not_before, day)


def next_rollover(at_ms: int, zone: str, rollover_hour: int) -> int:
    """The moment at which the study day after the one of `at_ms` begins, in ms since 1970.

    It is always later than `at_ms`, even beyond the calendar.  Raises `InvalidInput` for an
    unknown zone.
    """
    day = study_day(at_ms, zone, rollover_hour)
    if at_ms >= _LAST_MOMENT:
        return at_ms + 24 * _HOUR_MS  # no date is left; whoever waits must still get on
    while True:
        day += 1
        begins = _beginning(day, zone, rollover_hour)
        if begins is not None:
            return begins


def offset_minutes(at_ms: int, zone: str) -> int:
    """How far the zone's clock is ahead of UTC at that moment, to the nearest minute.

    Raises `InvalidInput` for an unknown zone.
    """
    offset = _local(min(max(at_ms, _FIRST_MOMENT), _LAST_MOMENT), zone).utcoffset()
    assert offset is not None  # every ZoneInfo knows its offset
    return round(offset / timedelta(minutes=1))


def date_of(day: int) -> date:
    """The calendar date on which a study day begins; numbers off the calendar give its ends."""
    return date.fromordinal(min(max(day, date.min.toordinal()), date.max.toordinal()))


def checked_zone(name: str) -> str:
    """The name itself when the time zone database has it.

    Raises `InvalidInput` that offers the nearest names otherwise.
    """
    if name in zone_names():
        return name
    raise InvalidInput(_unknown_zone(name))


@lru_cache(maxsize=1)
def zone_names() -> tuple[str, ...]:
    """All names of time zones that can be chosen, in alphabetical order."""
    return tuple(sorted(available_timezones() - _NOT_A_PLACE))


def _unknown_zone(name: str) -> str:
    """A sentence that offers what the name may have meant: `berlin` is Europe/Berlin."""
    wanted = name.strip().replace(" ", "_").casefold()
    by_ending: dict[str, str] = {}
    for known in zone_names():
        by_ending.setdefault(known.rpartition("/")[2].casefold(), known)
        by_ending[known.casefold()] = known
    if wanted in by_ending:
        near = [by_ending[wanted]]
    else:
        close = get_close_matches(wanted, by_ending, n=5)
        near = list(dict.fromkeys(by_ending[key] for key in close))[:3]
    meant = f" Did you mean {' or '.join(near)}?" if near else ""
    return f"There is no time zone named “{name}”.{meant} Write a name like Europe/Berlin or UTC."


@lru_cache(maxsize=1024)
def _zone_and_epoch(name: str) -> tuple[ZoneInfo, datetime]:
    """The zone, and the epoch's UTC reading marked with it, as `ZoneInfo.fromutc` wants it."""
    try:
        zone = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidInput(_unknown_zone(name)) from error
    return zone, _EPOCH.replace(tzinfo=zone)


def _local(at_ms: int, zone: str) -> datetime:
    """What the clock on the wall shows; not `fromtimestamp`, which some systems end at 1970."""
    info, epoch = _zone_and_epoch(zone)
    return info.fromutc(epoch + timedelta(milliseconds=at_ms))


def _day_near_change(at_ms: int, local: datetime, zone: str, rollover_hour: int) -> int:
    """The last day that has begun, found from the beginnings themselves."""
    day = local.toordinal() + 2  # a clock put back by a day may already have shown tomorrow
    while True:
        begins = _beginning(day, zone, rollover_hour)
        if begins is not None and begins <= at_ms:
            return day
        day -= 1


@lru_cache(maxsize=4096)
def _beginning(day: int, zone: str, rollover_hour: int) -> int | None:
    """The moment at which a study day begins, or None for a date that the zone skipped."""
    info, _ = _zone_and_epoch(zone)
    wall = datetime.combine(date.fromordinal(day), datetime.min.time()) + _HOURS[rollover_hour]
    # fold=0 reads an hour that comes twice as the first, and a missing one by the clock before
    # the change: that is at or after the change, while fold=1 is at or before it.
    begins = _moment(wall.replace(tzinfo=info, fold=0))
    shown = _local(begins, zone).replace(tzinfo=None)
    if shown != wall:
        begins = _change_between(_moment(wall.replace(tzinfo=info, fold=1)), begins, zone)
        shown = _local(begins, zone).replace(tzinfo=None)
    return begins if shown.toordinal() == day else None


def _moment(local: datetime) -> int:
    return (local.astimezone(UTC).replace(tzinfo=None) - _EPOCH) // timedelta(milliseconds=1)


def _change_between(before: int, after: int, zone: str) -> int:
    """The first moment in (before, after] at which the clock goes as it does at `after`."""
    offset = _local(after, zone).utcoffset()
    while after - before > 1:
        middle = (before + after) // 2
        if _local(middle, zone).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after
