"""The page of one card: its prompts as a review shows them, and what is known of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from quizapp.core.cards import Face
from quizapp.core.moment import Moment
from quizapp.core.page_links import address_of_link, guide_path
from quizapp.features.cards.listing import new_action_id, part_in_words
from quizapp.features.cards.notices import notice
from quizapp.storage import card_store
from quizapp.storage.card_store import ShownPrompt
from quizapp.storage.database import Connection
from quizapp.storage.learners import Learner
from quizapp.web.faces import load_face, load_sources
from quizapp.web.why import Why, explain


@dataclass(frozen=True, slots=True)
class Part:
    """One prompt of the card."""

    prompt_id: str
    name: str
    face: Face
    why: Why


def context(
    connection: Connection, learner: Learner, now: Moment, card_id: str, values: Mapping[str, str]
) -> dict[str, Any]:
    """The names that card.html uses.  Raises NotFound."""
    prompts = card_store.shown_prompts_of(connection, card_id)
    parts = [
        Part(
            one.id,
            part_in_words(one.part),
            load_face(one.face),
            explain(connection, learner, one, now),
        )
        for one in prompts
    ]
    return {
        "card": prompts[0],
        "parts": parts,
        "card_why": Markup(prompts[0].why_html),
        "sources": load_sources(prompts[0].sources_html),
        "section_url": section_url(prompts[0]),
        "marks": _marks(parts),
        "notice": notice(connection, learner.id, values),
        "action_id": new_action_id(now),
    }


def section_url(prompt: ShownPrompt) -> str:
    """The section of the hub that the card rests on, or else its topic's page."""
    guide = guide_path(prompt.topic)
    return address_of_link(prompt.anchor or "guide.md", guide) or f"/hub/{prompt.topic}"


def _marks(parts: list[Part]) -> list[tuple[str, str]]:
    """The marks that would change at least one prompt, with the words of their buttons."""
    memories = [one.why.memory for one in parts]
    offered = (
        ("suspend", "Suspend: stop asking", any(not one.suspended for one in memories)),
        ("unsuspend", "Ask it again", any(one.suspended for one in memories)),
        ("flag", "Flag to fix later", any(not one.flagged for one in memories)),
        ("unflag", "Take the flag off", any(one.flagged for one in memories)),
        ("reset", "Reset: start afresh", any(not one.is_new for one in memories)),
    )
    return [(mark, words) for mark, words, is_useful in offered if is_useful]
