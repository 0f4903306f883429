"""Questions that a passed placement gave a memory without asking them, and nothing has asked since.

They follow from the log, and only learners who were placed have any, so nothing of it is kept.
"""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection, bindparam, select

from quizapp.core.quizzes.evidence import Purpose
from quizapp.core.reviews import INFERRED, Occasion
from quizapp.storage.prepared import Prepared
from quizapp.storage.tables import memories, prompts, quizzes, reviews

#: Prompts by topic.
TakenOver = dict[str, frozenset[str]]


def taken_over(connection: Connection, learner_id: int) -> TakenOver:
    """The live prompts of a learner whose only answer is one inferred from a placement."""
    if _PLACED.row(connection, learner=learner_id) is None:
        return {}
    found: dict[str, set[str]] = defaultdict(set)
    for topic, prompt_id in connection.execute(_INFERRED, {"learner": learner_id}):
        found[topic].add(prompt_id)
    return {topic: frozenset(ids) for topic, ids in found.items()}


#: It is asked on every page with figures, and most learners never took a placement.
_PLACED = Prepared(
    select(quizzes.c.id)
    .where(
        quizzes.c.learner_id == bindparam("learner"),
        quizzes.c.purpose == Purpose.PLACEMENT.value,
        quizzes.c.finished_at.is_not(None),
    )
    .limit(1)
)
_INFERRED = (
    select(memories.c.topic, memories.c.prompt_id)
    .join(prompts, prompts.c.id == memories.c.prompt_id)
    .join(
        reviews,
        (reviews.c.learner_id == memories.c.learner_id)
        & (reviews.c.prompt_id == memories.c.prompt_id)
        # A card that was reset counts its answers anew.
        & (reviews.c.study_day == memories.c.first_day),
    )
    .where(
        memories.c.learner_id == bindparam("learner"),
        memories.c.reviews == 1,
        prompts.c.retired.is_(False),
        reviews.c.occasion == Occasion.PLACEMENT.value,
        reviews.c.given.startswith(INFERRED),
        reviews.c.retracted_at.is_(None),
    )
)
