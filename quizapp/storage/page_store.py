"""Pages of the hub as they are shown."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection, select

from quizapp.core.errors import NotFound
from quizapp.storage.tables import cards, guides


@dataclass(frozen=True, slots=True)
class PageSection:
    """One section of a page: its anchor, title, rendered text, and the cards that cite it."""

    anchor: str
    title: str
    html: str
    cards: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A topic's page."""

    topic: str
    title: str
    intro_html: str
    sections: tuple[PageSection, ...]


def page_of(connection: Connection, topic: str) -> Page:
    """The page of a topic, each section with its cards.  Raises NotFound."""
    wanted = select(guides).where(guides.c.topic == topic)
    # PostgreSQL refuses to be asked for a text with a NUL, and no topic has one.
    row = None if "\0" in topic else connection.execute(wanted).first()
    if row is None:
        raise NotFound(f"There is no page about {topic[:40]!r} in the hub.")
    citing: dict[str, list[tuple[str, str]]] = {}
    found = connection.execute(
        select(cards.c.id, cards.c.title, cards.c.anchor)
        .where(cards.c.topic == topic, cards.c.retired_at.is_(None))
        .order_by(cards.c.position)
    )
    for card in found:
        anchor = (card.anchor or "").partition("#")[2]
        citing.setdefault(anchor, []).append((card.id, card.title))
    stored = json.loads(row.sections)
    sections = tuple(
        PageSection(one["anchor"], one["title"], one["html"], tuple(citing.get(one["anchor"], ())))
        for one in stored["sections"]
    )
    return Page(row.topic, row.title, stored["intro"], sections)


def page_titles(connection: Connection) -> dict[str, str]:
    """Topic → title of its page."""
    rows = connection.execute(select(guides.c.topic, guides.c.title))
    return {row.topic: row.title for row in rows}
