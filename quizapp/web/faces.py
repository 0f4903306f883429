"""Stored faces → what a kind's template shows: rendered leaves become safe markup."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from quizapp.core.cards import Face


def load_face(text: str) -> Face:
    """The face from its stored JSON."""
    face: Face = json.loads(text, object_hook=_leaf)
    return face


def load_sources(text: str) -> list[Markup]:
    """The source lines from their stored JSON."""
    return [Markup(one) for one in json.loads(text)]


def _leaf(value: dict[str, Any]) -> Any:
    # The text went through the sanitiser when it was stored (web/markdown.py).
    return Markup(value["$html"]) if "$html" in value else value
