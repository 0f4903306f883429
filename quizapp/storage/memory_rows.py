"""Memories as rows: a cache of what replaying the log gives, never a truth of its own."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from quizapp.core.replay import Memory
from quizapp.core.scheduling.fsrs import FsrsMemory
from quizapp.core.scheduling.sm2 import Sm2Memory
from quizapp.storage.prepared import Prepared
from quizapp.storage.tables import memories
from quizapp.storage.upsert import upsert

#: The model whose numbers the rows hold; another model or version means a rebuild.
MODEL = "sm2+fsrs6.1"

#: A driver's tuple with the names of the table's columns.
_Row = namedtuple("_Row", memories.columns.keys())  # type: ignore[misc]  # noqa: PYI024
_MODEL_PLACE = memories.columns.keys().index("model")
_BY_PROMPT = Prepared(
    select(memories).where(
        memories.c.learner_id == bindparam("learner"), memories.c.prompt_id == bindparam("prompt")
    )
)
_KEEP = Prepared(lambda dialect: upsert(dialect, memories))
_DELETE = delete(memories).where(
    memories.c.learner_id == bindparam("learner"), memories.c.prompt_id == bindparam("prompt")
)


def memory_of(connection: Connection, learner_id: int, prompt_id: str) -> Memory:
    """What is known of one prompt; an empty memory where nothing is."""
    row = _BY_PROMPT.row(connection, learner=learner_id, prompt=prompt_id)
    return Memory() if row is None else from_values(row)


def kept(connection: Connection, learner_id: int, prompt_id: str) -> Memory | None:
    """The same, or None where another version of the model has written it."""
    values = _BY_PROMPT.row(connection, learner=learner_id, prompt=prompt_id)
    if values is None:
        return Memory()
    return from_values(values) if values[_MODEL_PLACE] == MODEL else None


def rows_of(connection: Connection, learner_id: int) -> Iterator[dict[str, Any]]:
    """Every kept row, as `to_row` makes them."""
    rows = connection.execute(
        select(memories).where(memories.c.learner_id == learner_id),
        execution_options={"yield_per": 1000},
    )
    for row in rows.mappings():
        yield dict(row)


def keep(
    connection: Connection, learner_id: int, prompt_id: str, topic: str, memory: Memory
) -> None:
    """Replace the row of one prompt; a prompt without entries has none."""
    if memory.entries:
        _KEEP.run(connection, to_row(learner_id, prompt_id, topic, memory))
    else:
        connection.execute(_DELETE, {"learner": learner_id, "prompt": prompt_id})


def keep_all(connection: Connection, rows: Iterable[dict[str, Any]]) -> None:
    """Insert many new rows made by `to_row`."""
    chunk = list(rows)
    if chunk:
        connection.execute(memories.insert(), chunk)


def move(connection: Connection, prompt_id: str, topic: str) -> None:
    """Note that a prompt is in another topic now, for everyone who has learned it."""
    of_prompt = update(memories).where(memories.c.prompt_id == prompt_id)
    connection.execute(of_prompt.values(topic=topic))


def to_row(learner_id: int, prompt_id: str, topic: str, memory: Memory) -> dict[str, Any]:
    """The row that stands for a memory."""
    return {
        "learner_id": learner_id,
        "prompt_id": prompt_id,
        "topic": topic,
        "model": MODEL,
        "entries": memory.entries,
        "reviews": memory.reviews,
        "repetitions": memory.sm2.repetitions,
        "easiness": memory.sm2.easiness,
        "sm2_interval_days": memory.sm2.interval_days,
        "stability": memory.fsrs.stability if memory.fsrs else None,
        "difficulty": memory.fsrs.difficulty if memory.fsrs else None,
        "first_day": memory.first_day,
        "last_day": memory.last_day,
        "interval_days": memory.interval_days,
        "fuzz_days": memory.fuzz_days,
        "scheduled_day": memory.scheduled_day,
        "due_day": memory.due_day,
        "drill_day": memory.drill_day,
        "lapses": memory.lapses,
        "suspended": memory.suspended,
        "flagged": memory.flagged,
        "buried_until": memory.buried_until,
        "content_hash": memory.content_hash,
    }


def from_values(values: Sequence[Any]) -> Memory:
    """The memory that the values of a row stand for, in the order of the table's columns.

    For many rows: names are looked up quicker in our tuples than in those of SQLAlchemy.
    """
    return from_row(_Row(*values))


def from_row(row: Any) -> Memory:
    """The memory that a row stands for."""
    fsrs = None if row.stability is None else FsrsMemory(row.stability, row.difficulty)
    return Memory(
        entries=row.entries,
        reviews=row.reviews,
        sm2=Sm2Memory(row.repetitions, row.easiness, row.sm2_interval_days),
        fsrs=fsrs,
        first_day=row.first_day,
        last_day=row.last_day,
        interval_days=row.interval_days,
        fuzz_days=row.fuzz_days,
        scheduled_day=row.scheduled_day,
        drill_day=row.drill_day,
        lapses=row.lapses,
        suspended=bool(row.suspended),
        flagged=bool(row.flagged),
        buried_until=row.buried_until,
        content_hash=row.content_hash,
    )
