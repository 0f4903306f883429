"""What a change of a card means to those who have learned it."""

from __future__ import annotations

from enum import StrEnum

from quizapp.core.cards import Card
from quizapp.core.kinds import kind_of
from quizapp.core.kinds.wording import code_of, plain_words


class Change(StrEnum):
    """How far a new wording of a card is from the old one, nearest first."""

    COSMETIC = "cosmetic"
    WORDING = "wording"
    MEANING = "meaning"


def classify(old: Card, new: Card) -> Change:
    """Whether the card asks for something else, says the same in other words, or reads the same.

    Level, source, proof, file and place are no part of what is learned: a change of them alone
    is cosmetic.
    """
    if _meaning(old) != _meaning(new):
        return Change.MEANING
    if _reading(old) != _reading(new):
        return Change.WORDING
    return Change.COSMETIC


def _meaning(card: Card) -> tuple[str, ...]:
    # Two kinds ask in different ways but may ask for the same thing, so the kind is no part.
    # Case counts for an answer that has to be typed exactly.
    case = "exact" if card.exact_case else ""
    return kind_of(card).meaning(card.body), code_of(card.front), case


def _reading(card: Card) -> tuple[str, ...]:
    """All that a learner reads, without its layout."""
    texts = (card.front, kind_of(card).write(card.body), card.why)
    return card.kind, *map(plain_words, texts)
