"""Rule 16: every card belongs to one section, every section has cards, no need is a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

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
    yield from _circle(collection)


def _circle(collection: Collection) -> Iterator[Finding]:
    """One circle of needs that goes through a card; a topic needs all of its cards."""
    views = {view.card.id: view for view in collection.views}
    needs: dict[str, list[str]] = {
        # An id may be that of a card and of a topic, which the brackets tell apart.
        f"[{topic}]": [view.card.id for view in members]
        for topic, members in collection.views_by_topic.items()
    }
    for topic in collection.deck.topics:
        needs[f"[{topic.id}]"] += [f"[{need}]" for need in topic.needs if f"[{need}]" in needs]
    for card_id, view in views.items():
        named = (need if need in views else f"[{need}]" for need in view.card.needs)
        needs[card_id] = [need for need in named if need in needs or need in views]
    circle = _circle_in(needs)
    cards = [name for name in circle if name in views and views[name].card.needs]
    if cards:
        shown = " → ".join(circle if len(circle) <= 6 else [*circle[:5], "…"])
        message = f"These need each other in a circle: {shown}."
        yield about(views[cards[0]], "E16b", message, "Remove one of the needs.")


def _circle_in(needs: Mapping[str, Sequence[str]]) -> list[str]:
    """One circle as a path that ends where it begins; empty when there is none."""
    done: set[str] = set()
    for start in needs:
        path: list[str] = []
        on_path: set[str] = set()
        waiting = [(start, iter(needs[start]))] if start not in done else []
        while waiting:
            name, rest = waiting[-1]
            if name not in on_path:
                path.append(name)
                on_path.add(name)
            need = next((need for need in rest if need not in done), None)
            if need is None:
                waiting.pop()
                path.pop()
                on_path.discard(name)
                done.add(name)
            elif need in on_path:
                return [*path[path.index(need) :], need]
            else:
                waiting.append((need, iter(needs[need])))
    return []
