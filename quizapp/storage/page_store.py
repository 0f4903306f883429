"""Pages of the hub as they are shown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, or_, select

from quizapp.core.errors import NotFound
from quizapp.core.page_links import guide_path
from quizapp.core.pages import HOME, TYPES
from quizapp.storage.tables import cards, page_sections, pages, topics


@dataclass(frozen=True, slots=True)
class PageLine:
    """A page as lists name it."""

    path: str
    folder: str
    title: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CitingCard:
    """A card as the section that it belongs to names it."""

    id: str
    title: str
    kind: str
    topic: str
    anchor: str
    proved_on: str


@dataclass(frozen=True, slots=True)
class StoredSection:
    """A section with its rendered text, and its cards in the order of the page."""

    path: str
    anchor: str
    title: str
    html: str
    sources: tuple[str, ...]
    entries: tuple[dict[str, str], ...]
    goals: tuple[dict[str, Any], ...]
    cards: tuple[CitingCard, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its sections, and its neighbours in the order of reading."""

    line: PageLine
    intro_html: str
    sections: tuple[StoredSection, ...]
    before: PageLine | None = None
    after: PageLine | None = None
    siblings: list[PageLine] = field(default_factory=list)


def page_of(connection: Connection, path: str) -> Page:
    """The page that is made from a file.  Raises NotFound."""
    row = _row(connection, path)
    if row is None:
        raise NotFound(f"There is no page {path.removesuffix('.md')[:60]!r} in the hub.")
    line = _line(row)
    sections = _sections(connection, [path], line.topics if line.folder == "topics" else ())
    listed = [one for one in page_lines(connection) if one.path != HOME]
    place = next((n for n, one in enumerate(listed) if one.path == path), None)
    return Page(
        line,
        row.intro_html,
        tuple(sections),
        listed[place - 1] if place else None,
        listed[place + 1] if place is not None and place + 1 < len(listed) else None,
        [one for one in listed if one.folder == line.folder],
    )


def exists(connection: Connection, path: str) -> bool:
    """Whether the hub has this page."""
    return _row(connection, path) is not None


def page_lines(connection: Connection) -> list[PageLine]:
    """All pages in the order of reading."""
    wanted = select(pages.c.path, pages.c.folder, pages.c.title, pages.c.topics)
    rows = connection.execute(wanted.order_by(pages.c.position, pages.c.path))
    return [_line(row) for row in rows]


def sections_of_topics(connection: Connection, names: Sequence[str]) -> list[StoredSection]:
    """The sections of these topics' guides, topic by topic."""
    paths = [guide_path(name) for name in names]
    found = _sections(connection, paths, names) if paths else []
    place = {path: number for number, path in enumerate(paths)}
    return sorted(found, key=lambda one: place[one.path])


def figures(connection: Connection) -> dict[str, int]:
    """How many pages each folder has, and what else the hub counts."""
    counted = page_figures(connection)
    live = cards.c.retired_at.is_(None)
    counted["pages"] = sum(counted.values()) - counted["practices-with-example"]
    counted["cards"] = _count(connection, select(func.count()).select_from(cards).where(live))
    proved = live & (cards.c.proved_on != "")
    counted["proved"] = _count(connection, select(func.count()).select_from(cards).where(proved))
    of_topics = select(func.count()).select_from(topics).where(topics.c.prompts > 0)
    counted["topics"] = _count(connection, of_topics)
    counted["programs"] = _count(connection, select(func.sum(page_sections.c.programs)))
    return counted


def page_figures(connection: Connection) -> dict[str, int]:
    """How many pages each folder has, and how many practices an example: no card is counted."""
    by_folder = select(pages.c.folder, func.count()).group_by(pages.c.folder)
    counted = dict.fromkeys([*TYPES, "milestones", "snippets"], 0)
    counted |= {row[0]: row[1] for row in connection.execute(by_folder)}
    with_example = (
        select(func.count())
        .select_from(page_sections)
        .where(
            page_sections.c.path.like("practices/%"),
            page_sections.c.anchor == "example",
            page_sections.c.programs > 0,
        )
    )
    counted["practices-with-example"] = _count(connection, with_example)
    return counted


def _row(connection: Connection, path: str) -> Any:
    # PostgreSQL refuses to be asked for a text with a NUL, and no path has one.
    if "\0" in path:
        return None
    return connection.execute(select(pages).where(pages.c.path == path)).first()


def _count(connection: Connection, statement: Any) -> int:
    return int(connection.scalar(statement) or 0)


def _line(row: Any) -> PageLine:
    return PageLine(row.path, row.folder, row.title, tuple(json.loads(row.topics)))


def _sections(
    connection: Connection, paths: Sequence[str], names: Sequence[str]
) -> list[StoredSection]:
    """The sections of pages with their cards; `names` are the topics whose cards cite anchors."""
    rows = connection.execute(
        select(page_sections)
        .where(page_sections.c.path.in_(paths))
        .order_by(page_sections.c.path, page_sections.c.position)
    ).all()
    named = {row.path + "#" + row.anchor: json.loads(row.cards) for row in rows}
    wanted = {card for ids in named.values() for card in ids}
    known, citing = _cards(connection, wanted, names)
    sections = []
    for row in rows:
        at = f"{row.path}#{row.anchor}"
        ids = dict.fromkeys([*named[at], *citing.get(at, ())])
        lists = json.loads(row.lists)
        sections.append(
            StoredSection(
                row.path,
                row.anchor,
                row.title,
                row.html,
                tuple(json.loads(row.sources_html)),
                tuple(lists["entries"]),
                tuple(lists["goals"]),
                tuple(known[one] for one in ids if one in known),
            )
        )
    return sections


def _cards(
    connection: Connection, wanted: Iterable[str], names: Sequence[str]
) -> tuple[dict[str, CitingCard], dict[str, list[str]]]:
    """Live cards by id, and the ids of those that cite a section of their topic's guide."""
    columns = (
        cards.c.id,
        cards.c.title,
        cards.c.kind,
        cards.c.topic,
        cards.c.anchor,
        cards.c.proved_on,
    )
    found = connection.execute(
        select(*columns)
        .where(
            or_(cards.c.id.in_(list(wanted)), cards.c.topic.in_(names)),
            cards.c.retired_at.is_(None),
        )
        .order_by(cards.c.position)
    )
    known: dict[str, CitingCard] = {}
    citing: dict[str, list[str]] = {}
    for row in found:
        anchor = (row.anchor or "").partition("#")[2]
        known[row.id] = CitingCard(row.id, row.title, row.kind, row.topic, anchor, row.proved_on)
        citing.setdefault(f"{guide_path(row.topic)}#{anchor}", []).append(row.id)
    return known, citing
