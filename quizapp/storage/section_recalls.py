"""What a learner would recall now of single cards: what stands beside the sections of a page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, or_, select

from quizapp.core.mastery import MOST_CERTAIN, Estimate, estimate
from quizapp.core.recall_error import UNMEASURED, RecallError
from quizapp.core.scheduling import fsrs
from quizapp.storage.tables import memories, prompts


def recalls_of(
    connection: Connection,
    learner_id: int,
    today: int,
    ids: Collection[str],
    topics: Sequence[str] = (),
) -> dict[str, float]:
    """The recall on a day of each seen card among these, and among those of some topics.

    A card of several prompts has the mean of those that were seen.
    """
    rows = connection.execute(
        select(prompts.c.card_id, memories.c.stability, memories.c.difficulty, memories.c.last_day)
        .join(memories, memories.c.prompt_id == prompts.c.id)
        .where(
            or_(prompts.c.card_id.in_(list(ids)), prompts.c.topic.in_(topics)),
            prompts.c.retired.is_(False),
            memories.c.learner_id == learner_id,
            memories.c.first_day.is_not(None),
        )
    )
    found: dict[str, list[float]] = {}
    for card_id, stability, difficulty, last_day in rows:
        share = 0.0
        if stability is not None and last_day is not None:
            memory = fsrs.FsrsMemory(stability, difficulty)
            share = fsrs.recall(memory, max(0, today - last_day))
        found.setdefault(card_id, []).append(min(share, MOST_CERTAIN))
    return {card_id: sum(shares) / len(shares) for card_id, shares in found.items()}


def estimate_of(
    cards: Iterable[str], recalls: dict[str, float], error: RecallError = UNMEASURED
) -> Estimate:
    """How much of some cards was seen and is recalled; no figure from too few."""
    listed = list(dict.fromkeys(cards))
    seen = [recalls[one] for one in listed if one in recalls]
    variance = sum(share * (1 - share) for share in seen)
    return estimate(len(seen), len(listed), sum(seen), variance, error)
