"""What a learner would recall now of single cards: what stands beside the sections of a page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, or_, select

from quizapp.core.mastery import MOST_CERTAIN, Estimate, estimate
from quizapp.core.recall_error import UNMEASURED, RecallError
from quizapp.core.scheduling import fsrs
from quizapp.storage.tables import memories, prompts
from quizapp.storage.taken_over import taken_over


class Share(NamedTuple):
    """The recall of one prompt, from 0 to 1, and whether a placement alone stands for it."""

    recall: float
    is_taken_over: bool = False


#: Of each card, the recall of its live prompts; None for one never seen.
Recalls = dict[str, list[Share | None]]


def recalls_of(
    connection: Connection,
    learner_id: int,
    today: int,
    ids: Collection[str],
    topics: Sequence[str] = (),
) -> Recalls:
    """The recall on a day of these cards, and of those of some topics, prompt by prompt."""
    rows = connection.execute(
        select(
            prompts.c.card_id,
            prompts.c.id,
            memories.c.first_day,
            memories.c.stability,
            memories.c.difficulty,
            memories.c.last_day,
        )
        .outerjoin(
            memories,
            (memories.c.prompt_id == prompts.c.id) & (memories.c.learner_id == learner_id),
        )
        .where(
            or_(prompts.c.card_id.in_(list(ids)), prompts.c.topic.in_(topics)),
            prompts.c.retired.is_(False),
        )
        .order_by(prompts.c.position)
    )
    inferred = frozenset[str]().union(*taken_over(connection, learner_id).values())
    found: Recalls = {}
    for card_id, prompt_id, first_day, stability, difficulty, last_day in rows:
        share = None
        if first_day is not None:
            recall = 0.0
            if stability is not None and last_day is not None:
                memory = fsrs.FsrsMemory(stability, difficulty)
                recall = min(fsrs.recall(memory, max(0, today - last_day)), MOST_CERTAIN)
            share = Share(recall, prompt_id in inferred)
        found.setdefault(card_id, []).append(share)
    return found


def estimate_of(
    cards: Iterable[str], recalls: Recalls, error: RecallError = UNMEASURED
) -> Estimate:
    """How many of some cards' prompts were seen and are recalled; no figure from too few.

    It counts prompts, as the roadmap does, so a card of two prompts counts twice.
    """
    shares = [share for one in dict.fromkeys(cards) for share in recalls.get(one, ())]
    seen = [share for share in shares if share is not None]
    variance = sum(one.recall * (1 - one.recall) for one in seen)
    return estimate(
        len(seen),
        len(shares),
        sum(one.recall for one in seen),
        variance,
        error,
        sum(one.is_taken_over for one in seen),
    )
