"""Review sessions: the plan that was made, and where in the log it starts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select

from quizapp.core.review_queue import Step
from quizapp.core.reviews import Occasion
from quizapp.storage.tables import reviews, sessions


@dataclass(frozen=True, slots=True)
class Session:
    """One plan: prompt ids in order, made on a study day after a place in the log."""

    id: int
    study_day: int
    started_at: int
    after_seq: int
    seconds_per_prompt: float
    waiting: int
    prompt_ids: tuple[str, ...]


def latest(connection: Connection, learner_id: int, today: int) -> Session | None:
    """The learner's newest session of this study day."""
    row = connection.execute(_LATEST, {"learner": learner_id, "today": today}).first()
    return None if row is None else _session(row)


def start(connection: Connection, learner_id: int, session: Session) -> Session:
    """Write a new session; its id follows the learner's last one."""
    last = connection.execute(_LAST_ID, {"learner": learner_id}).scalar()
    number = (last or 0) + 1
    connection.execute(
        sessions.insert(),
        {
            "learner_id": learner_id,
            "id": number,
            "study_day": session.study_day,
            "started_at": session.started_at,
            "after_seq": session.after_seq,
            "seconds_per_prompt": session.seconds_per_prompt,
            "waiting": session.waiting,
            "plan": json.dumps(session.prompt_ids),
        },
    )
    return Session(
        number,
        session.study_day,
        session.started_at,
        session.after_seq,
        session.seconds_per_prompt,
        session.waiting,
        session.prompt_ids,
    )


def steps(connection: Connection, learner_id: int, session: Session) -> Sequence[Step]:
    """What the log says since the session began, as far as the queue needs it."""
    rows = connection.execute(_STEPS, {"learner": learner_id, "after": session.after_seq})
    return [Step(row[0], _OCCASIONS[row[1]], row[2]) for row in rows]


_OCCASIONS = {one.value: one for one in Occasion}
_LATEST = (
    select(sessions)
    .where(
        sessions.c.learner_id == bindparam("learner"), sessions.c.study_day == bindparam("today")
    )
    .order_by(sessions.c.id.desc())
    .limit(1)
)
_LAST_ID = (
    select(sessions.c.id)
    .where(sessions.c.learner_id == bindparam("learner"))
    .order_by(sessions.c.id.desc())
    .limit(1)
)
_STEPS = (
    select(reviews.c.prompt_id, reviews.c.occasion, reviews.c.quality)
    .where(
        reviews.c.learner_id == bindparam("learner"),
        reviews.c.seq > bindparam("after"),
        reviews.c.retracted_at.is_(None),
    )
    .order_by(reviews.c.seq)
)


def _session(row: Any) -> Session:
    return Session(
        row.id,
        row.study_day,
        row.started_at,
        row.after_seq,
        row.seconds_per_prompt,
        row.waiting,
        tuple(json.loads(row.plan)),
    )
