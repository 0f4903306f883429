"""Marking many prompts in one action, and taking it back.  Runs in the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from quizapp.core.moment import Moment
from quizapp.core.replay import Memory
from quizapp.core.reviews import Occasion, Review
from quizapp.storage import log_views, review_log
from quizapp.storage.card_search import Markable
from quizapp.storage.database import Connection
from quizapp.storage.learners import Learner

#: Which prompts a mark changes; the others are left alone.
APPLIES: dict[Occasion, Callable[[Memory], bool]] = {
    Occasion.SUSPEND: lambda memory: not memory.suspended,
    Occasion.UNSUSPEND: lambda memory: memory.suspended,
    Occasion.FLAG: lambda memory: not memory.flagged,
    Occasion.UNFLAG: lambda memory: memory.flagged,
    Occasion.RESET: lambda memory: not memory.is_new,
    Occasion.DUE: lambda memory: memory.scheduled_day is not None,
}


@dataclass(frozen=True, slots=True)
class Marked:
    """How many prompts an action changed, and how many it left alone."""

    changed: int
    left: int


def mark_all(
    connection: Connection,
    learner: Learner,
    now: Moment,
    occasion: Occasion,
    found: Sequence[Markable],
    action_id: str,
    in_days: int = 0,
) -> Marked:
    """Put one mark on all prompts that it applies to; the same action sent twice counts once.

    All entries share the action's id as their batch, so one undo takes them all back.
    """
    if review_log.was_written(connection, learner.id, f"{action_id}.0"):
        before = log_views.batch_of(connection, learner.id, action_id)
        changed = before.entries if before else 0
        return Marked(changed, max(0, len(found) - changed))
    wanted = [one for one in found if APPLIES[occasion](one.memory)]
    for number, one in enumerate(wanted):
        entry = Review(
            prompt_id=one.prompt_id,
            occasion=occasion,
            at=now.at,
            study_day=now.day,
            answer_id=f"{action_id}.{number}",
            content_hash=one.content_hash,
            zone=now.zone,
            offset_minutes=now.offset_minutes,
            value=now.day + in_days if occasion is Occasion.DUE else None,
            batch=action_id,
        )
        review_log.append(connection, learner, entry, one.topic, one.memory)
        learner = replace(learner, last_seq=learner.last_seq + 1)
    return Marked(len(wanted), len(found) - len(wanted))


def undo(connection: Connection, learner: Learner, now: Moment, expected: int) -> int:
    """Take back the newest action if it is still the one that was meant; how many entries."""
    entries = review_log.last_action(connection, learner.id)
    if not entries or entries[0].seq != expected:
        return 0
    review_log.retract(connection, learner, entries, now.at, now.day)
    return len(entries)
