"""Days, shares and times as statistics write them."""

from __future__ import annotations

from quizapp.core.study_day import date_of
from quizapp.core.study_statistics import Period, Share


def short_date(day: int) -> str:
    """`3 Jun`."""
    date = date_of(day)
    return f"{date.day} {date:%b}"


def long_date(day: int) -> str:
    """`3 June 2026`."""
    date = date_of(day)
    return f"{date.day} {date:%B %Y}"


def since(period: Period, today: int) -> str:
    """When a period began, since it is counted in whole weeks; empty for all that there is."""
    if period.weeks is None:
        return ""
    first = period.first_day(today)
    return (
        f"Since {date_of(first):%A}, {long_date(first)}. Weeks begin on a Monday; this one counts."
    )


def percent(share: float) -> str:
    """`91 %`."""
    return f"{round(100 * share)} %"


def ranged(share: Share) -> str:
    """`91 % (88–93)`, or a dash for nothing."""
    if not share.whole:
        return "–"
    return f"{percent(share.value)} ({round(100 * share.low)}–{round(100 * share.high)})"


def minutes(seconds: float) -> str:
    """Minutes with one digit below ten: `0.4`, `13`."""
    found = seconds / 60
    return f"{found:.1f}" if found < 9.95 else f"{found:,.0f}"


def of_slot(days: int) -> str:
    """What one bar holds: `day`, `week`, `4 weeks`, `13 weeks`, `52 weeks` …"""
    return "day" if days == 1 else "week" if days == 7 else f"{days // 7} weeks"
