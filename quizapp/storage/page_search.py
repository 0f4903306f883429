"""Finding sections of pages, and cards beside them, by words: ranked, a few at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, column, func, literal_column, select, table

from quizapp.core.card_query import Words
from quizapp.core.search_words import Wanted
from quizapp.storage import card_text
from quizapp.storage.card_text import SHORTEST_PREFIX, expression, tokens
from quizapp.storage.tables import cards, page_sections, pages, topics
from quizapp.storage.upsert import dialect_of

#: A hit in a heading is worth so many hits in the text below it.
TITLE_WEIGHT = 6

_INDEX = table("page_search", column("rowid"))
_VECTOR: ColumnElement[Any] = literal_column(
    "(setweight(to_tsvector('simple', page_sections.search_title), 'A')"
    " || setweight(to_tsvector('simple', page_sections.search_text), 'D'))"
)


@dataclass(frozen=True, slots=True)
class FoundSection:
    """A section that holds the words; `words` is its text."""

    path: str
    page_title: str
    anchor: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class FoundCard:
    """A card that holds the words."""

    id: str
    title: str
    kind: str
    topic_title: str


@dataclass(frozen=True, slots=True)
class Sections:
    """Some of the sections found, the best first, and the number of all."""

    rows: tuple[FoundSection, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class Cards:
    """Some of the cards found, the best first, and the number of all."""

    rows: tuple[FoundCard, ...] = ()
    total: int = 0


def find_sections(
    connection: Connection, words: Sequence[Words], first: int, most: int
) -> Sections:
    """Sections of all pages that hold every word."""
    dialect = dialect_of(connection)
    wanted = _expression(dialect, words)
    if not wanted:
        return Sections()
    source: Any = page_sections
    if dialect == "sqlite":
        source = page_sections.join(_INDEX, _INDEX.c.rowid == page_sections.c.number)
        condition: ColumnElement[bool] = literal_column("page_search").bool_op("MATCH")(wanted)
        rank: ColumnElement[Any] = literal_column(f"bm25(page_search, {TITLE_WEIGHT}, 1)")
    else:
        query = func.to_tsquery(literal_column("'simple'"), wanted)
        condition = _VECTOR.bool_op("@@")(query)
        rank = func.ts_rank(_VECTOR, query).desc()
    found = select(
        page_sections.c.path,
        pages.c.title.label("page_title"),
        page_sections.c.anchor,
        page_sections.c.title,
        page_sections.c.words,
    ).select_from(source.join(pages, pages.c.path == page_sections.c.path))
    rows = connection.execute(
        found.where(condition).order_by(rank, page_sections.c.number).limit(most).offset(first)
    ).all()
    total = select(func.count()).select_from(source).where(condition)
    return Sections(tuple(FoundSection(*row) for row in rows), connection.scalar(total) or 0)


def find_cards(connection: Connection, words: Sequence[Words], most: int) -> Cards:
    """Live cards that hold every word."""
    dialect = dialect_of(connection)
    wanted = _expression(dialect, words)
    if not wanted:
        return Cards()
    source: Any = cards
    if dialect == "sqlite":
        source = cards.join(card_text.INDEX, card_text.INDEX.c.rowid == cards.c.number)
    condition = card_text.matches(dialect, wanted) & cards.c.retired_at.is_(None)
    rows = connection.execute(
        select(cards.c.id, cards.c.title, cards.c.kind, topics.c.title)
        .select_from(source.outerjoin(topics, topics.c.id == cards.c.topic))
        .where(condition)
        .order_by(card_text.rank_of(dialect, wanted), cards.c.number)
        .limit(most)
    ).all()
    total = connection.scalar(select(func.count()).select_from(source).where(condition)) or 0
    return Cards(tuple(FoundCard(*row[:3], row[3] or "") for row in rows), total)


def wanted_words(words: Sequence[Words]) -> Wanted:
    """What is to be marked in a result."""
    listed = [one for one in words if not one.is_negated]
    found = [token for one in listed for token in tokens(one.text)]
    last = words[-1] if words else None
    is_open = last is not None and not (last.is_phrase or last.is_negated)
    beginning = found[-1] if is_open and found and len(found[-1]) >= SHORTEST_PREFIX else ""
    return Wanted(frozenset(found), beginning)


def _expression(dialect: str, words: Sequence[Words]) -> str:
    """All words that must be there, without those that must not."""
    wanted = expression(dialect, [one for one in words if not one.is_negated])
    if not wanted:
        return ""
    for one in words:
        unwanted = expression(dialect, [one]) if one.is_negated else ""
        if unwanted:
            without = "NOT" if dialect == "sqlite" else "& !"
            wanted = f"({wanted}) {without} ({unwanted})"
    return wanted
