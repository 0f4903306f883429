"""Cards as their authors wrote them, from what the database keeps."""

from __future__ import annotations

from quizapp.core.cards import Card
from quizapp.core.deck_text import parse_file
from quizapp.core.errors import NotFound
from quizapp.storage.card_store import ShownPrompt


def stored_card(prompt: ShownPrompt) -> Card:
    """The card of a prompt, parsed from the stored source.  Raises NotFound."""
    cards, problems = parse_file(prompt.source, prompt.path, topic=prompt.topic)
    if not cards:
        raise NotFound(f"The card {prompt.card_id} cannot be read: {problems[0]}")
    return cards[0]
