"""Rule 20: someone read the card against its section, and neither has changed since."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.core.confirmations import confirmation_of
from quizapp.core.lint.findings import Collection, Finding, about

RULES = {
    "W20b": "A card's section reads as it did when the card was confirmed.",
    "W20c": "A card reads as it did when it was confirmed.",
    "W20d": "A card is confirmed, in a deck that has a cards.lock.",
}

_REMEDY = "Read the card against its section, then run `quizapp deck confirm {}`."


def findings(collection: Collection) -> Iterator[Finding]:
    """Cards to read again, in a deck that keeps confirmations."""
    if collection.confirmed is None:
        return
    for view in collection.views:
        card, remedy = view.card, _REMEDY.format(view.card.id)
        before = collection.confirmed.get(card.id)
        now = confirmation_of(card, collection.sections)
        if before is None:
            yield about(view, "W20d", "Nobody confirmed the card.", remedy)
        elif before.section != now.section:
            yield about(view, "W20b", "The card's section changed: to re-check.", remedy)
        elif before.card != now.card:
            yield about(view, "W20c", "The card changed: to re-check.", remedy)
