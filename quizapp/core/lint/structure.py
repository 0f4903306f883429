"""Rule 16: every card belongs to one section, every section has cards, no need is a circle."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.core.circles import circles, in_words
from quizapp.core.lint.findings import Collection, Finding, about
from quizapp.core.page_links import guide_path

RULES = {
    "E16a": "A card's first source is a section of its topic's page, and no other source is one.",
    "E16b": "What a card needs does not need the card.",
    "E16c": "Every section of a topic's page has a card.",
}


def findings(collection: Collection) -> Iterator[Finding]:
    """Cards without a section, sections without a card, circles of needs."""
    named: set[tuple[str, str]] = set()
    for view in collection.views:
        sources = view.card.sources
        anchors = [source.anchor for source in sources if source.anchor is not None]
        named.update((view.card.topic, anchor) for anchor in anchors)
        first = sources[0].anchor if sources else None
        if first is None or not first.startswith("guide.md#") or len(anchors) != 1:
            remedy = "Write `Source: [Section](guide.md#section)` first, and one section only."
            yield about(
                view, "E16a", "The card does not begin its sources with its section.", remedy
            )
    for (topic, anchor), section in collection.sections.items():
        if (topic, anchor) not in named:
            message = f"No card belongs to the section “{section.title}”."
            remedy = f"Write one whose first source is `[{section.title}]({anchor})`."
            yield Finding(guide_path(topic), section.line, "E16c", message, remedy)
    yield from _circles(collection)


def _circles(collection: Collection) -> Iterator[Finding]:
    """Every circle of needs that goes through cards; a topic needs all of its cards.

    Circles of topics alone are the roadmap's to tell.  One that goes through a card only because
    its topics stand in a circle is the same fault, so the needs inside of those are left out.
    """
    views = {view.card.id: view for view in collection.views}
    of_topics = {topic.id: topic.needs for topic in collection.deck.topics}
    told = {name: number for number, names in enumerate(circles(of_topics)) for name in names}
    of_cards = {
        card: [need for need in view.card.needs if need in views] for card, view in views.items()
    }
    # An id may be that of a card and of a topic, which the brackets tell apart.
    mixed: dict[str, list[str]] = {
        f"[{topic}]": [view.card.id for view in members]
        for topic, members in collection.views_by_topic.items()
    }
    for topic, needed in of_topics.items():
        circle = told.get(topic, -1)
        mixed[f"[{topic}]"] += [f"[{one}]" for one in needed if told.get(one) != circle]
    for card, view in views.items():
        mixed[card] = [need if need in views else f"[{need}]" for need in view.card.needs]
    told_of = [(names, in_words(names, of_cards)) for names in circles(of_cards)]
    # Those of cards alone are found once more among the others, and topics come first there.
    others = (names for names in circles(mixed) if names[0] not in views)
    told_of += [(names, in_words(names, mixed)) for names in others]
    for names, words in told_of:
        first = next(name for name in names if name in views)
        message = f"These need each other in a circle: {words}."
        yield about(views[first], "E16b", message, "Remove one of the needs.")
