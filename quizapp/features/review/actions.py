"""Steps of a review: answer, mark, take back.  Each runs inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.core import answer_ids
from quizapp.core.errors import StaleAnswer
from quizapp.core.grades import GradeScale
from quizapp.core.moment import Moment
from quizapp.core.replay import Memory, Policy, replay
from quizapp.core.reviews import Occasion, Review
from quizapp.storage import card_store, memory_rows, review_log, session_plans, sessions
from quizapp.storage.card_store import ShownPrompt
from quizapp.storage.database import Connection
from quizapp.storage.learners import Learner
from quizapp.storage.session_plans import queue as queue
from quizapp.storage.session_plans import start as start

STALE = "This card was answered in another window after it was shown here. Nothing was changed."


@dataclass(frozen=True, slots=True)
class Given:
    """What a form says of an answer: which prompt, shown when, in what state, with what input."""

    prompt_id: str
    answer_id: answer_ids.AnswerId
    seen: int
    text: str = ""


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


def ask_again(
    connection: Connection, learner: Learner, now: Moment, entries: Sequence[Review]
) -> None:
    """Put the prompt of an action that was taken back in front, where it can be asked today.

    What many prompts had in common is not asked again: that was done on another page.
    """
    if len(entries) != 1 or entries[0].batch is not None:
        return
    prompt_id = entries[0].prompt_id
    memory = memory_rows.memory_of(connection, learner.id, prompt_id)
    is_due = memory.due_day is not None and memory.due_day <= now.day
    is_put_off = memory.buried_until is not None and memory.buried_until > now.day
    if memory.suspended or is_put_off:
        return
    if not (memory.is_new or is_due or memory.drill_day == now.day):
        return
    if card_store.shown_prompt(connection, prompt_id).retired:
        return
    session = sessions.latest(connection, learner.id, now.day)
    if session is None or queue(connection, learner, session)[:1] != (prompt_id,):
        session_plans.put_first(connection, learner, now, [prompt_id])


def next_prompt(connection: Connection, left: tuple[str, ...]) -> ShownPrompt | None:
    """The first prompt of the queue whose card is still in the deck."""
    for prompt_id in left:
        prompt = card_store.shown_prompt(connection, prompt_id)
        if not prompt.retired:
            return prompt
    return None


def memory_now(connection: Connection, learner: Learner, prompt_id: str) -> Memory:
    """The memory of one prompt: as it is kept, or replayed where another version kept it."""
    kept = memory_rows.kept(connection, learner.id, prompt_id)
    if kept is not None:
        return kept
    policy: Policy = learner.preferences.policy
    return replay(review_log.history(connection, learner.id, prompt_id), policy)


def _is_repeat(connection: Connection, learner: Learner, given: Given, memory: Memory) -> bool:
    if memory.entries == given.seen:
        return False
    if review_log.was_written(connection, learner.id, given.answer_id.text):
        return True
    raise StaleAnswer(STALE)
