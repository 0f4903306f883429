"""Rules 14, 18 and 19 on a whole topic: how many of its cards may or must be of a sort."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.core.lint.card_view import CardView
from quizapp.core.lint.findings import Collection, Finding, about_topic
from quizapp.core.lint.wording import negative_in

MOST_LONGEST_KEYS, MOST_MULTIPLE, MOST_NEGATIVE, FEWEST_CONSEQUENCES = 0.35, 0.1, 0.05, 0.35

RULES = {
    "E14b": f"The key is the longest option in at most {MOST_LONGEST_KEYS:.0%} of a topic.",
    "W14l": f"At most {MOST_MULTIPLE:.0%} of a deck's choices have several right options.",
    "W18d": f"At most {MOST_NEGATIVE:.0%} of a topic's questions ask for what is NOT so.",
    "W19": f"At least {FEWEST_CONSEQUENCES:.0%} of a topic asks why, or what breaks.",
}

#: The kinds that are about a consequence whatever their wording.
_CONSEQUENCES = ("output", "fix", "scenario")
_ASKS_WHY = re.compile(
    r"\bwhy\b|\bwhen (?:do|does|is|are|should|would|may|can|must)\b"
    r"|\bwhat (?:\w+ ){0,2}?(?:happens?|breaks?|fails?|goes wrong|go wrong|follows|is lost)\b",
    re.IGNORECASE,
)


def findings(collection: Collection) -> Iterator[Finding]:
    """Topics and decks with too many or too few cards of a sort."""
    choices = [view for view in collection.views if view.options]
    multiple = [view for view in choices if len(view.right) > 1]
    if len(multiple) > _allowed(MOST_MULTIPLE, len(choices)):
        message = f"{len(multiple)} of {len(choices)} choices have several right options."
        yield about_topic(multiple, "W14l", message, "Ask for one of them, or for each apart.")
    for topic, views in collection.views_by_topic.items():
        if views:
            yield from _of_topic(topic, views)


def asks_for_a_consequence(view: CardView) -> bool:
    """Whether a card asks why, when, or what breaks: what knowing is good for."""
    return view.card.kind in _CONSEQUENCES or _ASKS_WHY.search(view.front) is not None


def _of_topic(topic: str, views: list[CardView]) -> Iterator[Finding]:
    choices = [view for view in views if view.options]
    longest = [view for view in choices if _key_is_longest(view)]
    if len(longest) > _allowed(MOST_LONGEST_KEYS, len(choices)):
        message = f"The key is the longest option in {len(longest)} of {len(choices)} choices."
        remedy = "Shorten keys, or tell more in wrong options."
        yield about_topic(longest, "E14b", f"Topic {topic}: {message}", remedy)
    negative = [view for view in views if negative_in(view)]
    if len(negative) > _allowed(MOST_NEGATIVE, len(views)):
        message = f"{len(negative)} of {len(views)} questions ask for what is NOT so."
        yield about_topic(negative, "W18d", f"Topic {topic}: {message}", "Ask for what is so.")
    consequences = sum(map(asks_for_a_consequence, views))
    if consequences < FEWEST_CONSEQUENCES * len(views):
        message = f"{consequences} of {len(views)} cards ask why, or what breaks."
        remedy = "Turn definitions into outputs, fixes, scenarios or questions that ask why."
        yield about_topic(views, "W19", f"Topic {topic}: {message}", remedy)


def _allowed(share: float, number: int) -> int:
    """How many of a number a share allows; one always, as few cards have no smaller share."""
    return max(1, int(share * number))


def _key_is_longest(view: CardView) -> bool:
    return min(len(o.text) for o in view.right) > max(len(o.text) for o in view.wrong)
