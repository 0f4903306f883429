"""Numbers in the words that a learner reads."""

from __future__ import annotations

DAYS_A_MONTH = 30.4375
DAYS_A_YEAR = 365.25


def days_in_words(days: int) -> str:
    """`1 day`, `6 days`, `2.1 months`, `1.3 years`."""
    if days < 31:
        return plural(days, "day")
    if days < DAYS_A_YEAR:
        return _measured(days / DAYS_A_MONTH, "month")
    return _measured(days / DAYS_A_YEAR, "year")


def minutes_in_words(seconds: float) -> str:
    """`less than a minute`, `1 minute`, `14 minutes`, `1 h 20 min`."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return "less than a minute"
    if minutes < 60:
        return plural(minutes, "minute")
    return f"{minutes // 60} h {minutes % 60} min"


def capital_first(words: str) -> str:
    """The words as a sentence begins: a capital first, the rest as it is."""
    return words[:1].upper() + words[1:]


def plural(number: int, noun: str) -> str:
    """`1 card`, `2 cards`, `1,200 cards`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _measured(number: float, noun: str) -> str:
    text = f"{number:.1f}".removesuffix(".0")
    return f"{text} {noun}" if text == "1" else f"{text} {noun}s"
