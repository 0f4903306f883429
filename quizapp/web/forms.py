"""Typed values from forms and queries; what cannot be used is refused with the allowed words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from werkzeug.datastructures import MultiDict

from quizapp.core.errors import InvalidInput

Form = MultiDict[str, str]

#: What people read where a field stands; any other field is called by its name.
LABELS = {
    "new_per_day": "New cards a day",
    "minutes_per_day": "Minutes a day",
    "rollover_hour": "The day begins at (hour)",
    "zone": "Time zone",
    "scheduler": "What decides the next day",
    "retention": "Recall that FSRS aims at",
    "grade_scale": "Grades",
    "grade": "The grade",
    "mark": "What to do",
    "days": "The number of days",
    "more": "The number of cards",
    "given": "The answer",
    "block": "The card’s text",
    "size": "The number of questions",
}


def label_of(name: str) -> str:
    """A field by the words that stand beside it."""
    return LABELS.get(name) or name.replace("_", " ").capitalize()


def read_choice(form: Form, name: str, allowed: Sequence[str]) -> str:
    """One of the allowed words.  Raises InvalidInput naming them."""
    value = form.get(name, "")
    if value not in allowed:
        words = ", ".join(allowed)
        raise InvalidInput(f"{label_of(name)} is {_shown(value)}; it must be one of: {words}.")
    return value


def read_number(form: Form, name: str, low: int, high: int) -> int:
    """A whole number within bounds, both included."""
    text = form.get(name, "").strip()
    try:
        value = int(text) if len(text) <= 12 else None
    except ValueError:
        value = None
    if value is None or not low <= value <= high:
        raise InvalidInput(
            f"{label_of(name)} is {_shown(text)}; it must be a whole number from {low} to {high}."
        )
    return value


def read_fraction(form: Form, name: str, low: float, high: float) -> float:
    """A number within bounds, both included."""
    text = form.get(name, "").strip()
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not low <= value <= high:
        raise InvalidInput(
            f"{label_of(name)} is {_shown(text)}; it must be a number from {low} to {high}."
        )
    return value


def read_text(form: Form, name: str, longest: int) -> str:
    """A text of bounded length without control characters."""
    text = form.get(name, "").replace("\r\n", "\n")
    if len(text) > longest:
        raise InvalidInput(f"{label_of(name)} is too long; at most {longest} characters are kept.")
    if any(ord(one) < 32 and one not in "\n\t" for one in text) or "\x7f" in text:
        raise InvalidInput(f"{label_of(name)} holds a control character; remove it.")
    return text


def collected(problems: list[str], read: Callable[[], object]) -> object:
    """What `read` gives; a refusal is added to the problems, so a form can name all at once."""
    try:
        return read()
    except InvalidInput as refusal:
        problems.append(str(refusal))
        return None


def _shown(text: str) -> str:
    return f"‘{text[:60]}’" if text else "missing"
