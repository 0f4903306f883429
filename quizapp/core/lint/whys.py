"""Rule 6: the why tells more than the answer."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.core.lint.card_view import telling_words, words_of
from quizapp.core.lint.findings import Collection, Finding, about

SHORTEST, LONGEST = 40, 400
MOST_REPEATED = 0.6

RULES = {
    "E06a": f"The why has {SHORTEST} to {LONGEST} characters.",
    "W06b": f"At most {MOST_REPEATED:.0%} of the why's words are those of the answer.",
}


def findings(collection: Collection) -> Iterator[Finding]:
    """Whys that are too short, too long, or the answer again."""
    for view in collection.views:
        why = view.card.why
        if not SHORTEST <= len(why) <= LONGEST:
            message = f"The why has {len(why)} characters."
            remedy = f"Tell the mechanism or the consequence in {SHORTEST} to {LONGEST}."
            yield about(view, "E06a", message, remedy, at=why)
        words = telling_words(words_of(why))
        repeated = words & telling_words(words_of(view.back))
        if len(repeated) > MOST_REPEATED * len(words):
            message = f"{len(repeated)} of the why's {len(words)} words are in the answer."
            yield about(view, "W06b", message, "Tell why it is so, or what follows from it.")
