"""The small pieces that every kind of card is parsed from and checked with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

#: What a form sent: each field with all its values.
Given = Mapping[str, Sequence[str]]


class Line(NamedTuple):
    """One line of a card's block: its number in the file and its text without the line end."""

    number: int
    text: str


class Fault(NamedTuple):
    """A problem inside a card, before the file's name is known.  Line 0 is the card's heading."""

    line: int
    message: str
    remedy: str


def text_of(lines: Iterable[Line]) -> str:
    """The lines as one text, without blank lines around it."""
    return "\n".join(line.text for line in lines).strip("\n").rstrip()


def value_of(given: Given, field: str) -> str:
    """The first value of a form's field; empty when the form did not send it."""
    values = given.get(field, ())
    return values[0] if values else ""


def shortened(text: str, most: int = 40) -> str:
    """The text as it is quoted in a message: a hostile deck must not fill the page."""
    return text if len(text) <= most else text[: most - 1] + "…"
