"""Learners and what they prefer; without accounts there is one, the local learner."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields

from sqlalchemy import Connection, bindparam, insert, select, update

from quizapp.core.errors import InvalidInput
from quizapp.core.grades import GradeScale
from quizapp.core.replay import Policy
from quizapp.storage.prepared import Prepared
from quizapp.storage.tables import learners

LOCAL_LEARNER = 1


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a learner can choose."""

    zone: str = "UTC"
    rollover_hour: int = 4
    new_per_day: int = 10
    minutes_per_day: int = 15
    scheduler: str = "sm2"
    retention: float = 0.9
    grade_scale: GradeScale = GradeScale.FOUR
    shortcuts: bool = True
    theme: str = "system"

    @property
    def policy(self) -> Policy:
        return Policy(self.scheduler, self.retention)


@dataclass(frozen=True, slots=True)
class Learner:
    """A person with a log of their own; `last_study_day` is never lowered."""

    id: int
    preferences: Preferences
    last_seq: int = 0
    last_study_day: int = 0


_NAMES = tuple(field.name for field in fields(Preferences))
_COLUMNS = [learners.c.last_seq, learners.c.last_study_day, *(learners.c[name] for name in _NAMES)]
_BY_ID = select(*_COLUMNS).where(learners.c.id == bindparam("learner_id"))
_FOR_UPDATE = Prepared(_BY_ID.with_for_update())
_AS_IT_IS = Prepared(_BY_ID)


def learner(connection: Connection, learner_id: int = LOCAL_LEARNER) -> Learner:
    """The learner, as of this transaction."""
    return _read(connection, _AS_IT_IS, learner_id)


def locked_learner(connection: Connection, learner_id: int = LOCAL_LEARNER) -> Learner:
    """The learner, with everyone else's writes for them waiting until this transaction ends.

    SQLite has one writer anyway; PostgreSQL locks the row.
    """
    return _read(connection, _FOR_UPDATE, learner_id)


def ensure_local_learner(connection: Connection) -> None:
    """Make the local learner where there is none yet."""
    known = select(learners.c.id).where(learners.c.id == LOCAL_LEARNER)
    if connection.execute(known).first() is None:
        connection.execute(insert(learners).values(id=LOCAL_LEARNER, name="Local learner"))


def save_preferences(connection: Connection, learner_id: int, preferences: Preferences) -> None:
    """Keep new preferences; the caller rebuilds the memories when the policy has changed."""
    changed = update(learners).where(learners.c.id == learner_id).values(**asdict(preferences))
    connection.execute(changed)


def _read(connection: Connection, statement: Prepared, learner_id: int) -> Learner:
    row = statement.row(connection, learner_id=learner_id)
    if row is None:
        raise InvalidInput(f"There is no learner {learner_id}.")
    last_seq, last_study_day, *values = row
    chosen = dict(zip(_NAMES, values, strict=True))
    chosen["grade_scale"] = GradeScale(chosen["grade_scale"])
    chosen["shortcuts"] = bool(chosen["shortcuts"])
    return Learner(learner_id, Preferences(**chosen), last_seq, last_study_day)
