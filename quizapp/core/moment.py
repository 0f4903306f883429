"""A moment as a learner lives it: the instant, and the study day it counts to."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.core.study_day import offset_minutes, study_day


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant (milliseconds since 1970, UTC) with its zone, offset and study-day number."""

    at: int
    day: int
    zone: str
    offset_minutes: int


def moment(at: int, zone: str, rollover_hour: int, last_day: int) -> Moment:
    """The moment of a learner whose log ends on `last_day`.

    Flying west or moving the rollover can repeat a civil day; it keeps its number, so no day is
    counted twice.  A clock that is further back than that was set wrong and is believed now.
    """
    day = study_day(at, zone, rollover_hour)
    if day == last_day - 1:
        day = last_day
    return Moment(at, day, zone, offset_minutes(at, zone))
