"""Opening a session: what it asks, in the minutes that are left today."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.core.moment import Moment
from quizapp.core.review_queue import Limits, Plan, plan, remaining
from quizapp.storage import (
    card_store,
    day_figures,
    levels_settled,
    sessions,
    tallies,
    topic_choices,
)
from quizapp.storage.database import Connection
from quizapp.storage.learners import Learner
from quizapp.storage.sessions import Session


def start(
    connection: Connection,
    learner: Learner,
    now: Moment,
    more: int = 0,
    first: Sequence[str] = (),
) -> Session:
    """Open a session: what fits the minutes left today, or `more` prompts beyond them.

    Prompts in `first` come before the others, whether they are due or not.
    """
    if day_figures.kept_recalls(connection, learner.id, now.day) is None:
        tallies.recount(connection, learner.id, now.day)
    levels_settled.settle(connection, learner, now)
    made, seconds_each = plan_now(connection, learner, now, more)
    drills = card_store.drills(connection, learner.id, now.day)
    asked = (*first, *made.prompt_ids, *drills)
    return _written(connection, learner, now, asked, seconds_each, made.waiting)


def put_first(
    connection: Connection, learner: Learner, now: Moment, prompt_ids: Sequence[str]
) -> Session:
    """Let today's session go on with these prompts, then with what it had left."""
    session = sessions.latest(connection, learner.id, now.day)
    left = queue(connection, learner, session) if session else ()
    if session is None or not left:
        return start(connection, learner, now, first=prompt_ids)
    asked = (*prompt_ids, *left)
    return _written(connection, learner, now, asked, session.seconds_per_prompt, session.waiting)


def drop_left_out(connection: Connection, learner: Learner, now: Moment) -> None:
    """Let today's session go on without new prompts of topics that are left out by now.

    What was begun stays: a memory that is there is not lost by leaving its topic out.
    """
    session = sessions.latest(connection, learner.id, now.day)
    if session is None:
        return
    left = queue(connection, learner, session)
    left_out = topic_choices.left_out(connection, learner.id)
    new = card_store.new_among(connection, learner.id, left, left_out)
    if new:
        kept = [one for one in left if one not in new]
        each, waiting = session.seconds_per_prompt, session.waiting
        _written(connection, learner, now, kept, each, waiting)


def queue(connection: Connection, learner: Learner, session: Session) -> tuple[str, ...]:
    """What is left of a session, by its plan and the log since it began."""
    done = sessions.steps(connection, learner.id, session)
    return remaining(session.prompt_ids, done, learner.preferences.policy.drill_below)


def plan_now(
    connection: Connection, learner: Learner, now: Moment, more: int = 0
) -> tuple[Plan, float]:
    """What a session started now would ask, and the seconds each prompt takes this learner."""
    each = day_figures.pace(connection, learner.id)
    done = day_figures.work_on(connection, learner.id, now.day)
    preferences = learner.preferences
    seconds = more * each if more else max(0.0, preferences.minutes_per_day * 60 - done.seconds)
    new_left = more or max(0, preferences.new_per_day - done.new_prompts)
    limits = Limits(seconds, each, new_left)
    due = card_store.due_candidates(connection, learner.id, now.day)
    room = max(0, limits.capacity() - len(due))
    left_out = topic_choices.left_out(connection, learner.id)
    most_new = min(room, new_left)
    new = card_store.new_candidates(connection, learner.id, now.day, most_new, left_out)
    return plan(due, new, limits, now.day), each


def _written(
    connection: Connection,
    learner: Learner,
    now: Moment,
    asked: Sequence[str],
    seconds_each: float,
    waiting: int,
) -> Session:
    return sessions.start(
        connection,
        learner.id,
        Session(
            id=0,
            study_day=now.day,
            started_at=now.at,
            after_seq=learner.last_seq,
            seconds_per_prompt=seconds_each,
            waiting=waiting,
            prompt_ids=tuple(dict.fromkeys(asked)),
        ),
    )
