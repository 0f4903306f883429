"""The day on which every measurement takes place, so that a data set never grows old."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from quizapp.core.study_day import study_day

ZONE = "UTC"
ROLLOVER_HOUR = 4
NOON_MS = int(datetime(2026, 11, 2, 12, tzinfo=UTC).timestamp() * 1000)
TODAY = study_day(NOON_MS, ZONE, ROLLOVER_HOUR)

_started = time.monotonic()


def clock() -> int:
    """Milliseconds since 1970: noon of the day when the process started, then on as time goes."""
    return NOON_MS + int((time.monotonic() - _started) * 1000)


def day_start_ms(day: int) -> int:
    """The moment (milliseconds) at which a study day begins."""
    midnight = datetime.fromordinal(day).replace(tzinfo=UTC)
    return int(midnight.timestamp() * 1000) + ROLLOVER_HOUR * 3_600_000
