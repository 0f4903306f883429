"""Steps of a review: start, answer, mark, take back.  Each runs inside the caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.core import answer_ids
from quizapp.core.errors import StaleAnswer
from quizapp.core.grades import GradeScale
from quizapp.core.moment import Moment
from quizapp.core.replay import Memory, Policy, replay
from quizapp.core.review_queue import Limits, Plan, plan, remaining
from quizapp.core.reviews import Occasion, Review
from quizapp.storage import card_store, day_figures, review_log, sessions, tallies
from quizapp.storage.card_store import ShownPrompt
from quizapp.storage.database import Connection
from quizapp.storage.learners import Learner
from quizapp.storage.sessions import Session

STALE = "This card was answered in another window after it was shown here. Nothing was changed."


@dataclass(frozen=True, slots=True)
class Given:
    """What a form says of an answer: which prompt, shown when, in what state, with what input."""

    prompt_id: str
    answer_id: answer_ids.AnswerId
    seen: int
    text: str = ""


def start(connection: Connection, learner: Learner, now: Moment, more: int = 0) -> Session:
    """Open a session: what fits the minutes left today, or `more` prompts beyond them."""
    if day_figures.kept_recalls(connection, learner.id, now.day) is None:
        tallies.recount(connection, learner.id, now.day)
    made, seconds_each = plan_now(connection, learner, now, more)
    drills = card_store.drills(connection, learner.id, now.day)
    return sessions.start(
        connection,
        learner.id,
        Session(
            id=0,
            study_day=now.day,
            started_at=now.at,
            after_seq=learner.last_seq,
            seconds_per_prompt=seconds_each,
            waiting=made.waiting,
            prompt_ids=(*made.prompt_ids, *drills),
        ),
    )


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
    new = card_store.new_candidates(connection, learner.id, now.day, min(room, new_left))
    return plan(due, new, limits, now.day), each


def answer(
    connection: Connection,
    learner: Learner,
    now: Moment,
    given: Given,
    quality: int,
    scale: GradeScale,
) -> bool:
    """Write one answer.  True when it was new, False when the same one was written before.

    Raises StaleAnswer when the prompt was answered elsewhere after it was shown.
    """
    topic = card_store.topic_of(connection, given.prompt_id)
    memory = memory_now(connection, learner, given.prompt_id)
    if _is_repeat(connection, learner, given, memory):
        return False
    drilled = memory.drill_day == now.day
    entry = Review(
        prompt_id=given.prompt_id,
        occasion=Occasion.DRILL if drilled else Occasion.REVIEW,
        at=now.at,
        study_day=now.day,
        answer_id=given.answer_id.text,
        quality=quality,
        scale=scale,
        content_hash=given.answer_id.content_hash,
        zone=now.zone,
        offset_minutes=now.offset_minutes,
        seconds=given.answer_id.seconds_until(now.at),
        given=given.text,
    )
    done = review_log.append(connection, learner, entry, topic, memory)
    return not done.is_repeat


def mark(
    connection: Connection, learner: Learner, now: Moment, given: Given, occasion: Occasion
) -> bool:
    """Suspend, bury until tomorrow, flag or unflag a prompt; True when that was new."""
    topic = card_store.topic_of(connection, given.prompt_id)
    memory = memory_now(connection, learner, given.prompt_id)
    if _is_repeat(connection, learner, given, memory):
        return False
    entry = Review(
        prompt_id=given.prompt_id,
        occasion=occasion,
        at=now.at,
        study_day=now.day,
        answer_id=given.answer_id.text,
        content_hash=given.answer_id.content_hash,
        zone=now.zone,
        offset_minutes=now.offset_minutes,
        value=now.day + 1 if occasion is Occasion.BURY else None,
    )
    return not review_log.append(connection, learner, entry, topic, memory).is_repeat


def undo(connection: Connection, learner: Learner, now: Moment) -> list[Review]:
    """Take back the newest action; an empty list when there is none."""
    entries = review_log.last_action(connection, learner.id)
    review_log.retract(connection, learner, entries, now.at, now.day)
    return entries


def queue(connection: Connection, learner: Learner, session: Session) -> tuple[str, ...]:
    """What is left of a session, by its plan and the log since it began."""
    done = sessions.steps(connection, learner.id, session)
    return remaining(session.prompt_ids, done, learner.preferences.policy.drill_below)


def next_prompt(connection: Connection, left: tuple[str, ...]) -> ShownPrompt | None:
    """The first prompt of the queue whose card is still in the deck."""
    for prompt_id in left:
        prompt = card_store.shown_prompt(connection, prompt_id)
        if not prompt.retired:
            return prompt
    return None


def memory_now(connection: Connection, learner: Learner, prompt_id: str) -> Memory:
    """The memory of one prompt, replayed from its log."""
    policy: Policy = learner.preferences.policy
    return replay(review_log.history(connection, learner.id, prompt_id), policy)


def _is_repeat(connection: Connection, learner: Learner, given: Given, memory: Memory) -> bool:
    if memory.entries == given.seen:
        return False
    if review_log.was_written(connection, learner.id, given.answer_id.text):
        return True
    raise StaleAnswer(STALE)
