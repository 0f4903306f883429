"""Finding prompts: a query → the rows of one page, and how many there are in all.

Everything is decided in SQL (`card_statement`); Python sees the rows of one page only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, func, select

from quizapp.core.card_query import CardQuery
from quizapp.core.replay import Memory
from quizapp.storage.card_statement import Order, Statement
from quizapp.storage.memory_rows import from_values
from quizapp.storage.tables import cards, memories, prompts, topics
from quizapp.storage.upsert import dialect_of

__all__ = ["Order", "Sort", "find", "live_prompts", "markable", "markable_of"]

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Sort:
    """An order and its direction."""

    order: Order
    descending: bool = False


@dataclass(frozen=True, slots=True)
class FoundPrompt:
    """One row: a prompt, its card, and what is known of it (`recall` is None for a new one)."""

    prompt_id: str
    card_id: str
    part: str
    title: str
    kind: str
    topic: str
    topic_title: str
    memory: Memory
    recall: float | None


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
    return connection.scalar(_LIVE) or 0


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
    ids = [row[0] for row in found]
    total = found[0][1] if found else 0
    if not found and page > 1:
        total = connection.scalar(counted) or 0
    return Found(tuple(_rows(connection, learner_id, ids, today)), total)


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


def _rows(
    connection: Connection, learner_id: int, ids: Sequence[str], today: int
) -> list[FoundPrompt]:
    rows = connection.execute(_SHOWN, {"learner": learner_id, "ids": ids}).all() if ids else []
    shown = {row[0]: _found(row, today) for row in rows}
    return [shown[one] for one in ids]


def _found(row: Any, today: int) -> FoundPrompt:
    prompt_id, card_id, part, topic, title, kind, topic_title, *values = row
    memory = _memory(values)
    return FoundPrompt(
        prompt_id=prompt_id,
        card_id=card_id,
        part=part,
        title=title,
        kind=kind,
        topic=topic,
        topic_title=topic_title or topic,
        memory=memory,
        recall=None if memory.is_new else memory.recall(today),
    )


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
#: All columns in their order, without the names that prompts have as well.
_MEMORY = tuple(one.label(f"memory_{one.name}") for one in memories.c)
_SHOWN = (
    select(
        prompts.c.id.label("shown_id"),
        prompts.c.card_id,
        prompts.c.part,
        prompts.c.topic.label("of_topic"),
        cards.c.title.label("card_title"),
        cards.c.kind,
        topics.c.title.label("topic_title"),
        *_MEMORY,
    )
    .select_from(
        prompts.join(cards, cards.c.id == prompts.c.card_id)
        .outerjoin(topics, topics.c.id == prompts.c.topic)
        .outerjoin(memories, _MINE)
    )
    .where(prompts.c.id.in_(bindparam("ids", expanding=True)))
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
