"""A clock that tests move by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class Clock:
    """Milliseconds since 1970, moved only by `pass_time` and `set`."""

    def __init__(self, start: str = "2026-06-01T12:00:00") -> None:
        self.at = 0
        self.set(start)

    def __call__(self) -> int:
        return self.at

    def set(self, moment: str) -> None:
        """Stand at an ISO moment in UTC."""
        self.at = int(datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp() * 1000)

    def pass_time(self, **amount: float) -> None:
        """Move by days, hours, minutes or seconds; negative ones run backwards."""
        self.at += int(timedelta(**amount) / timedelta(milliseconds=1))
