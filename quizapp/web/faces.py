"""Stored faces → what a kind's template shows: rendered leaves become safe markup."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from quizapp.core.cards import Face
from quizapp.core.kinds.reversed import REVERSE
from quizapp.storage.card_store import ShownPrompt

#: A screen reader is told no more than this of a question; the rest is on the page.
ANNOUNCED_CHARACTERS = 140


def load_face(text: str) -> Face:
    """The face from its stored JSON."""
    face: Face = json.loads(text, object_hook=_leaf)
    return face


def load_sources(text: str) -> list[Markup]:
    """The source lines from their stored JSON."""
    return [Markup(one) for one in json.loads(text)]


def question_in_words(prompt: ShownPrompt) -> str:
    """What a prompt asks, in plain words that may be announced before its answer is asked for.

    That is the card's heading, except where it is asked the other way round: there the heading is
    the answer.
    """
    if prompt.part != REVERSE:
        return prompt.title
    return str(Markup(load_face(prompt.face)["question"]).striptags())


def announced(prompt: ShownPrompt) -> str:
    """The question, short enough to be listened to."""
    return question_in_words(prompt)[:ANNOUNCED_CHARACTERS]


def _leaf(value: dict[str, Any]) -> Any:
    # The text went through the sanitiser when it was stored (web/markdown.py).
    return Markup(value["$html"]) if "$html" in value else value
