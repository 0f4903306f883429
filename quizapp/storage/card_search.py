"""Finding prompts: a query → the rows of one page, and how many there are in all.

Everything is decided in SQL (`card_statement`); Python sees the rows of one page only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, bindparam, func, select

from quizapp.core.card_query import CardQuery
from quizapp.core.replay import Memory
from quizapp.core.scheduling import fsrs
from quizapp.core.scheduling.fsrs import FsrsMemory
from quizapp.storage.card_statement import Order, Statement
from quizapp.storage.memory_rows import from_values
from quizapp.storage.prepared import Places, Prepared
from quizapp.storage.query_parts import Part, parts_of
from quizapp.storage.tables import cards, memories, prompts, topics
from quizapp.storage.upsert import dialect_of

__all__ = ["Order", "Sort", "find", "live_prompts", "markable", "markable_of"]

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Sort:
    """An order and its direction."""

    order: Order
    descending: bool = False


class FoundPrompt(NamedTuple):
    """One row: a prompt, its card, and what is known of it, which is nothing for a new one."""

    prompt_id: str
    card_id: str
    part: str
    title: str
    topic_title: str
    due_day: int | None
    interval_days: int | None
    suspended: bool | None
    flagged: bool | None
    lapses: int | None
    stability: float | None
    difficulty: float | None
    last_day: int | None

    def recall(self, day: int) -> float | None:
        """The chance of recalling it on a study day, by FSRS; None for a new one."""
        if self.due_day is None:
            return None
        if self.stability is None or self.difficulty is None or self.last_day is None:
            return 0.0
        return fsrs.recall(FsrsMemory(self.stability, self.difficulty), day - self.last_day)


@dataclass(frozen=True, slots=True)
class Found:
    """A page of rows, and the number of prompts found on all pages."""

    rows: tuple[FoundPrompt, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class Markable:
    """A prompt as far as marking it needs."""

    prompt_id: str
    topic: str
    content_hash: str
    memory: Memory


def live_prompts(connection: Connection) -> int:
    """How many prompts the deck has; kept with the topics, so nothing is counted."""
    found = _LIVE_NOW.row(connection)
    return int(found[0]) if found else 0


def find(
    connection: Connection, learner_id: int, query: CardQuery, today: int, sort: Sort, page: int = 1
) -> Found:
    """One page (from 1) of the prompts that a query finds."""
    dialect = dialect_of(connection)
    parts, values = parts_of(dialect, query, today)
    values |= {"learner": learner_id, "size": PAGE_SIZE, "offset": PAGE_SIZE * (page - 1)}
    one_page, counted = _statements(dialect, parts, sort)
    found = one_page.rows(connection, **values)
    total = found[0][1] if found else 0
    if not found and page > 1:
        row = counted.row(connection, **values)
        total = row[0] if row else 0
    return Found(tuple(_rows(connection, learner_id, [row[0] for row in found])), total)


@lru_cache(maxsize=200)
def _statements(dialect: str, parts: tuple[Part, ...], sort: Sort) -> tuple[Prepared, Prepared]:
    """What finds the ids of a page, each with the number of all, and what finds that number."""
    statement = Statement(dialect, parts)
    # A count beside each row (a window) would make SQLite put all rows aside first (measured:
    # 0.8 ms of 2.3 for a thousand); one in brackets is taken once and touches the indexes only.
    # Counting all prompts for one page of them would take longer than the page.
    counted = statement.counted() if parts else _LIVE
    wanted = statement.ids(sort.order, descending=sort.descending)
    wanted = wanted.add_columns(counted.scalar_subquery())
    one_page = wanted.limit(bindparam("size")).offset(bindparam("offset"))
    return Prepared(one_page), Prepared(counted)


def markable(
    connection: Connection, learner_id: int, query: CardQuery, today: int
) -> list[Markable]:
    """Every prompt that a query finds, in the order of learning."""
    dialect = dialect_of(connection)
    parts, values = parts_of(dialect, query, today)
    condition = prompts.c.id.in_(Statement(dialect, parts).ids())
    return _markable(connection, learner_id, condition, values)


def markable_of(
    connection: Connection, learner_id: int, prompt_ids: Sequence[str]
) -> list[Markable]:
    """The live prompts with these ids, in the order of learning; others are passed over."""
    return _markable(connection, learner_id, prompts.c.id.in_(prompt_ids), {})


def _rows(connection: Connection, learner_id: int, ids: Sequence[str]) -> Iterator[FoundPrompt]:
    if not ids:
        return
    rows = _SHOWN.rows(connection, learner=learner_id, **_PLACES.values(ids))
    shown = {row[0]: row for row in rows}
    for one in ids:
        yield FoundPrompt._make(shown[one])


def _memory(values: Sequence[Any]) -> Memory:
    return Memory() if values[0] is None else from_values(values)


def _markable(
    connection: Connection,
    learner_id: int,
    condition: ColumnElement[bool],
    values: Mapping[str, Any],
) -> list[Markable]:
    statement = _MARKABLE.where(condition).order_by(prompts.c.position)
    return [
        Markable(prompt_id, topic, card_hash, _memory(memory))
        for prompt_id, topic, card_hash, *memory in connection.execute(
            statement, {**values, "learner": learner_id}
        )
    ]


_MINE = (memories.c.prompt_id == prompts.c.id) & (memories.c.learner_id == bindparam("learner"))
_LIVE = select(func.coalesce(func.sum(topics.c.prompts), 0))
_LIVE_NOW = Prepared(_LIVE)
#: All columns in their order, without the names that prompts have as well.
_MEMORY = tuple(one.label(f"memory_{one.name}") for one in memories.c)
_PLACES = Places(PAGE_SIZE)
_SHOWN = Prepared(
    select(
        prompts.c.id,
        prompts.c.card_id,
        prompts.c.part,
        cards.c.title,
        func.coalesce(topics.c.title, prompts.c.topic),
        memories.c.due_day,
        memories.c.interval_days,
        memories.c.suspended,
        memories.c.flagged,
        memories.c.lapses,
        memories.c.stability,
        memories.c.difficulty,
        memories.c.last_day,
    )
    .select_from(
        prompts.join(cards, cards.c.id == prompts.c.card_id)
        .outerjoin(topics, topics.c.id == prompts.c.topic)
        .outerjoin(memories, _MINE)
    )
    .where(prompts.c.id.in_(_PLACES.parameters))
)
_MARKABLE = (
    select(
        prompts.c.id.label("shown_id"),
        prompts.c.topic.label("of_topic"),
        cards.c.content_hash.label("card_hash"),
        *_MEMORY,
    )
    .select_from(prompts.join(cards, cards.c.id == prompts.c.card_id).outerjoin(memories, _MINE))
    .where(prompts.c.retired.is_(False))
)
