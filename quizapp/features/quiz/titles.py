"""What lists call an item: the words of its question."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.core.kinds.reversed import REVERSE
from quizapp.storage import card_store, quiz_views
from quizapp.storage.database import Connection
from quizapp.web.faces import question_in_words


def titles_of(connection: Connection, prompt_ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Prompt id → the id of its card, and what it asks in plain words."""
    found = quiz_views.titles_of(connection, prompt_ids)
    for one in found:
        # The heading is the answer there, and a list must not tell what is to be mended.
        if one.endswith(f"~{REVERSE}"):
            found[one] = (
                found[one][0],
                question_in_words(card_store.shown_prompt(connection, one)),
            )
    return found
