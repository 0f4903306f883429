"""Recall by topic on days gone by, from the memories as they are.

Between answers recall only falls, so for days since the last answer this is what was true then.  A
question that was answered later counts as fully recalled before, so it never makes a day look worse
than it was.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from sqlalchemy import Connection, bindparam, select

from quizapp.core.mastery import MOST_CERTAIN
from quizapp.core.scheduling import fsrs
from quizapp.core.scheduling.fsrs import FsrsMemory
from quizapp.storage.tables import memories, prompts
from quizapp.storage.tallies import MILLION, TopicRecall


class PastRecalls:
    """The recall sums of a learner's topics on any day; memories are read when first asked for."""

    def __init__(self, connection: Connection, learner_id: int) -> None:
        self._connection = connection
        self._learner_id = learner_id
        self._memories: dict[str, list[tuple[FsrsMemory, int]]] | None = None

    def on(self, day: int, topic: str, today: TopicRecall) -> TopicRecall:
        """The sums of a topic on a day, with whatever does not fall with time as it is today."""
        if self._memories is None:
            self._memories = self._read()
        recall = variance = 0.0
        for memory, last_day in self._memories[topic]:
            share = min(fsrs.recall(memory, max(0, day - last_day)), MOST_CERTAIN)
            recall += share
            variance += share * (1 - share)
        return replace(
            today,
            recall_millionths=round(recall * MILLION),
            variance_millionths=round(variance * MILLION),
        )

    def _read(self) -> dict[str, list[tuple[FsrsMemory, int]]]:
        found: dict[str, list[tuple[FsrsMemory, int]]] = defaultdict(list)
        rows = self._connection.execute(_REMEMBERED, {"learner": self._learner_id})
        for topic, stability, difficulty, last_day in rows:
            found[topic].append((FsrsMemory(stability, difficulty), last_day))
        return found


_REMEMBERED = (
    select(
        memories.c.topic,
        memories.c.stability,
        memories.c.difficulty,
        memories.c.last_day,
    )
    .join(prompts, prompts.c.id == memories.c.prompt_id)
    .where(
        memories.c.learner_id == bindparam("learner"),
        prompts.c.retired.is_(False),
        memories.c.stability.is_not(None),
        memories.c.last_day.is_not(None),
    )
)
