"""Finding prompts: a query → the rows of one page, and how many there are in all.

Everything is decided in SQL (`card_statement`); Python sees the rows of one page only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, bindparam, func, select

from quizapp.core.card_query import CardQuery
from quizapp.core.replay import Memory
from quizapp.core.scheduling import fsrs
from quizapp.core.scheduling.fsrs import FsrsMemory
from quizapp.storage.card_statement import Order, Statement
from quizapp.storage.memory_rows import from_values
from quizapp.storage.prepared import Places, Prepared
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
    statement = Statement(dialect_of(connection), learner_id, query, today)
    wanted = statement.ids(sort.order, descending=sort.descending)
    # A count beside each row (a window) would make SQLite put all rows aside first (measured:
    # 0.8 ms of 2.3 for a thousand); one in brackets is taken once and touches the indexes only.
    # Counting all prompts for one page of them would take longer than the page.
    counted = _LIVE if query.is_everything else statement.counted()
    wanted = wanted.add_columns(counted.scalar_subquery())
    found = connection.execute(wanted.limit(PAGE_SIZE).offset(PAGE_SIZE * (page - 1))).all()
    total = found[0][1] if found else 0
    if not found and page > 1:
        total = connection.scalar(counted) or 0
    return Found(tuple(_rows(connection, learner_id, [row[0] for row in found])), total)


def markable(
    connection: Connection, learner_id: int, query: CardQuery, today: int
) -> list[Markable]:
    """Every prompt that a query finds, in the order of learning."""
    statement = Statement(dialect_of(connection), learner_id, query, today)
    return _markable(connection, learner_id, prompts.c.id.in_(statement.ids()))


def markable_of(
    connection: Connection, learner_id: int, prompt_ids: Sequence[str]
) -> list[Markable]:
    """The live prompts with these ids, in the order of learning; others are passed over."""
    return _markable(connection, learner_id, prompts.c.id.in_(prompt_ids))


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
    connection: Connection, learner_id: int, condition: ColumnElement[bool]
) -> list[Markable]:
    statement = _MARKABLE.where(condition).order_by(prompts.c.position)
    return [
        Markable(prompt_id, topic, card_hash, _memory(values))
        for prompt_id, topic, card_hash, *values in connection.execute(
            statement, {"learner": learner_id}
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
