"""Review sessions: the plan that was made, and where in the log it starts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select

from quizapp.core.review_queue import Step
from quizapp.storage.prepared import Prepared
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
    row = _LATEST.row(connection, learner=learner_id, today=today)
    if row is None:
        return None
    number, day, started_at, after_seq, each, waiting, planned = row
    return Session(number, day, started_at, after_seq, each, waiting, tuple(json.loads(planned)))


def day_begins_after(connection: Connection, learner_id: int, today: int) -> int | None:
    """The place in the log after which today's first session began; None without one."""
    first: int | None = connection.scalar(_FIRST, {"learner": learner_id, "today": today})
    return first


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
    rows = _STEPS.rows(connection, learner=learner_id, after=session.after_seq)
    return list(map(Step._make, rows))


_LATEST = Prepared(
    select(
        sessions.c.id,
        sessions.c.study_day,
        sessions.c.started_at,
        sessions.c.after_seq,
        sessions.c.seconds_per_prompt,
        sessions.c.waiting,
        sessions.c.plan,
    )
    .where(
        sessions.c.learner_id == bindparam("learner"), sessions.c.study_day == bindparam("today")
    )
    .order_by(sessions.c.id.desc())
    .limit(1)
)
_FIRST = select(func.min(sessions.c.after_seq)).where(
    sessions.c.learner_id == bindparam("learner"), sessions.c.study_day == bindparam("today")
)
_LAST_ID = (
    select(sessions.c.id)
    .where(sessions.c.learner_id == bindparam("learner"))
    .order_by(sessions.c.id.desc())
    .limit(1)
)
_STEPS = Prepared(
    select(reviews.c.prompt_id, reviews.c.occasion, reviews.c.quality)
    .where(
        reviews.c.learner_id == bindparam("learner"),
        reviews.c.seq > bindparam("after"),
        reviews.c.retracted_at.is_(None),
    )
    .order_by(reviews.c.seq)
)
