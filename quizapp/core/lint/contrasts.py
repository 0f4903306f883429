"""Rule 15: look-alikes are contrasted by two cards that name each other."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.core.lint.findings import Collection, Finding
from quizapp.core.pairs import Pair

PATH = "pairs.toml"

RULES = {
    "E15a": "The two cards of a pair in pairs.toml are there and name each other by contrast=.",
    "W15b": "A pair of pairs.toml has its cards.",
}


def findings(collection: Collection) -> Iterator[Finding]:
    """Pairs that are not written, or not linked."""
    contrast_of = {card.id: card.contrast for card in collection.deck.cards}
    for pair in collection.pairs:
        if not pair.cards:
            message = f"The pair “{pair.name}” of the topic {pair.topic} has no cards."
            yield _about(pair, "W15b", message, "Write the two and name them here.")
            continue
        for card, twin in (pair.cards, pair.cards[::-1]):
            if card not in contrast_of:
                message = f"The card `{card}` of the pair “{pair.name}” is not in the deck."
                yield _about(pair, "E15a", message, f"Write it with contrast={twin}.")
            elif twin in contrast_of and contrast_of[card] != twin:
                message = f"`{card}` of the pair “{pair.name}” does not name `{twin}`."
                yield _about(pair, "E15a", message, f"Add contrast={twin} to its heading.")


def _about(pair: Pair, rule: str, message: str, remedy: str) -> Finding:
    return Finding(PATH, pair.line, rule, message, remedy)
