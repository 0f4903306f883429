"""What today's open session still has to ask, as the pages that lead back to it count it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from quizapp.storage import session_plans, sessions
from quizapp.storage.learners import Learner
from quizapp.storage.prepared import Places, Prepared
from quizapp.storage.tables import memories, prompts

#: So many ids are asked for at once; as many as a usual session has.
CHUNK = 200


@dataclass(frozen=True, slots=True)
class Left:
    """Prompts still to be asked, how many of them are new or due, and the seconds each takes.

    Those that are neither are repeated today, or were brought to today by the learner.
    """

    prompt_ids: tuple[str, ...] = ()
    new: int = 0
    due: int = 0
    seconds_each: float = 0.0

    def __len__(self) -> int:
        return len(self.prompt_ids)


def left_today(connection: Connection, learner: Learner, today: int) -> Left:
    """What is left of today's newest session; cards that left the deck since are passed over."""
    session = sessions.latest(connection, learner.id, today)
    if session is None:
        return Left()
    planned = session_plans.queue(connection, learner, session)
    live: set[str] = set()
    new = due = 0
    for start in range(0, len(planned), CHUNK):
        ids = _PLACES.values(planned[start : start + CHUNK])
        for prompt_id, first_day, due_day in _LIVE.rows(connection, learner=learner.id, **ids):
            live.add(prompt_id)
            new += first_day is None and due_day is None
            due += due_day is not None and due_day <= today
    still = tuple(one for one in planned if one in live)
    return Left(still, new, due, session.seconds_per_prompt)


_PLACES = Places(CHUNK)
_LIVE = Prepared(
    select(prompts.c.id, memories.c.first_day, memories.c.due_day)
    .outerjoin(
        memories,
        (memories.c.prompt_id == prompts.c.id) & (memories.c.learner_id == bindparam("learner")),
    )
    .where(prompts.c.id.in_(_PLACES.parameters), prompts.c.retired.is_(False))
)
