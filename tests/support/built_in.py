"""The deck that the product brings along, as its files stand in this repository."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from quizapp.core.cards import Card
from quizapp.storage.deck_folder import DeckReading, read_deck

CARDS = Path(__file__).parents[2] / "cards"


@cache
def reading() -> DeckReading:
    """The deck with its problems; it is read once in a run."""
    return read_deck(CARDS)


def cards() -> tuple[Card, ...]:
    """All good cards."""
    return reading().deck.cards


def cards_of(kind: str) -> list[Card]:
    """The good cards of a kind."""
    return [card for card in cards() if card.kind == kind]
