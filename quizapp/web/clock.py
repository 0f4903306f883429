"""The only reading of the wall clock; tests set it through the app's configuration."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import cast

from flask import current_app


def now() -> int:
    """The moment in milliseconds since 1970, UTC."""
    clock = cast("Callable[[], int] | None", current_app.config.get("CLOCK"))
    return clock() if clock else wall_clock()


def wall_clock() -> int:
    """The same outside of an app: for commands that open none."""
    return time.time_ns() // 1_000_000
