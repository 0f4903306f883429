"""The levels of a learner's topics, and the log of their changes with the cause of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select

from quizapp.core.levels import Level, LevelState
from quizapp.core.moment import Moment
from quizapp.storage.mastery_tables import level_changes, topic_levels
from quizapp.storage.prepared import Prepared
from quizapp.storage.upsert import dialect_of, upsert


@dataclass(frozen=True, slots=True)
class NewChange:
    """A change to be logged: of which topic, on which study day, from where to where, and why."""

    topic: str
    study_day: int
    old: Level
    new: Level
    cause: str


@dataclass(frozen=True, slots=True)
class LevelChange:
    """One change: when, from which level to which, and why, in a sentence.

    `study_day` is the day it happened, `at` the moment it was logged, which can be later.
    """

    topic: str
    study_day: int
    at: int
    old: Level
    new: Level
    cause: str


def states_of(connection: Connection, learner_id: int) -> dict[str, LevelState]:
    """The levels as they were logged last, by topic."""
    rows = _STATES.rows(connection, learner=learner_id)
    return {topic: LevelState(Level(level), since, short) for topic, level, since, short in rows}


def keep(connection: Connection, learner_id: int, topic: str, state: LevelState) -> None:
    """Replace where a topic stands."""
    row = {
        "learner_id": learner_id,
        "topic": topic,
        "level": state.level.value,
        "since_day": state.since,
        "short_since": state.short_since,
    }
    connection.execute(upsert(dialect_of(connection), topic_levels), row)


def append(
    connection: Connection,
    learner_id: int,
    now: Moment,
    changes: Iterable[NewChange],
) -> None:
    """Log changes of level in this order.  The caller holds the learner."""
    mine = level_changes.c.learner_id == learner_id
    last = connection.scalar(select(func.max(level_changes.c.number)).where(mine)) or 0
    rows = [
        {
            "learner_id": learner_id,
            "number": number,
            "topic": one.topic,
            "study_day": one.study_day,
            "at": now.at,
            "old_level": one.old.value,
            "new_level": one.new.value,
            "cause": one.cause,
        }
        for number, one in enumerate(changes, start=last + 1)
    ]
    if rows:
        connection.execute(level_changes.insert(), rows)


def changes_of(
    connection: Connection, learner_id: int, topic: str | None = None, most: int = 50
) -> list[LevelChange]:
    """The newest changes, of one topic or of all, the newest first."""
    wanted = select(level_changes).where(level_changes.c.learner_id == learner_id)
    if topic is not None:
        wanted = wanted.where(level_changes.c.topic == topic)
    rows = connection.execute(wanted.order_by(level_changes.c.number.desc()).limit(most))
    return [
        LevelChange(
            row.topic, row.study_day, row.at, Level(row.old_level), Level(row.new_level), row.cause
        )
        for row in rows
    ]


_STATES = Prepared(
    select(
        topic_levels.c.topic,
        topic_levels.c.level,
        topic_levels.c.since_day,
        topic_levels.c.short_since,
    ).where(topic_levels.c.learner_id == bindparam("learner"))
)
