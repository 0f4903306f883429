"""Names for options and steps that say nothing of where they stand in the file."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import TypeVar

from quizapp.core.errors import InvalidInput

Item = TypeVar("Item")


def token_of(text: str) -> str:
    """The name that a form uses for an option or a step."""
    normal = " ".join(unicodedata.normalize("NFKC", text).split())
    return sha256(normal.encode()).hexdigest()[:8]


def shuffled(items: Iterable[Item], seed: str, token: Callable[[Item], str]) -> list[Item]:
    """The items in an order that the seed alone decides."""
    return sorted(items, key=lambda item: sha256(f"{seed}:{token(item)}".encode()).digest())


def out_of_date() -> InvalidInput:
    """What to raise for a form that speaks of an option or a step that is not there."""
    return InvalidInput("That form is out of date: load the page again.")
