"""A moment as a learner lives it: the instant, and the study day it counts to."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.core.study_day import offset_minutes, study_day

#: From the first zone of the world to the last the clock goes back 26 hours: two dates at most.
MOST_REPEATED_DAYS = 2


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant (milliseconds since 1970, UTC) with its zone, offset and study-day number."""

    at: int
    day: int
    zone: str
    offset_minutes: int


def moment(at: int, zone: str, rollover_hour: int, last_day: int) -> Moment:
    """The moment of a learner whose log ends on `last_day`.

    Flying west or moving the rollover can repeat civil days; they keep the last number, so no day
    is counted twice.  A clock that is further back than that was set wrong and is believed now.
    """
    day = study_day(at, zone, rollover_hour)
    if last_day - MOST_REPEATED_DAYS <= day < last_day:
        day = last_day
    return Moment(at, day, zone, offset_minutes(at, zone))
