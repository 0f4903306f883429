"""The rows behind a topic's figures: its questions with their memories, and its reviews."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from quizapp.core.reviews import Review
from quizapp.core.scheduling import fsrs
from quizapp.core.scheduling.fsrs import FsrsMemory
from quizapp.storage.review_rows import to_review
from quizapp.storage.tables import cards, memories, prompts, reviews
from quizapp.storage.taken_over import taken_over


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One live question of a topic, with what the learner's memory of it is.

    `memory` and the days are None for one that was never seen; `recall` is a share from 0 to 1 by
    FSRS, before any correction.  `is_taken_over` says that it was never asked: a passed placement
    stands for its answer.
    """

    prompt_id: str
    card_id: str
    part: str
    title: str
    kind: str
    anchor: str | None
    memory: FsrsMemory | None
    last_day: int | None
    due_day: int | None
    reviews: int
    suspended: bool
    recall: float | None
    is_taken_over: bool = False


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One entry of the log with the card that it belongs to."""

    entry: Review
    card_id: str
    title: str


def questions_of(
    connection: Connection, learner_id: int, topic: str, today: int
) -> list[QuestionRow]:
    """Every live question of a topic: those seen by recall, the weakest first, then the others."""
    inferred = taken_over(connection, learner_id).get(topic, frozenset())
    found = []
    for row in connection.execute(_QUESTIONS, {"learner": learner_id, "of_topic": topic}):
        memory = recall = None
        if row.first_day is not None:
            recall = 0.0
            if row.stability is not None and row.last_day is not None:
                memory = FsrsMemory(row.stability, row.difficulty)
                recall = fsrs.recall(memory, max(0, today - row.last_day))
        found.append(
            QuestionRow(
                prompt_id=row.prompt_id,
                card_id=row.card_id,
                part=row.part,
                title=row.title,
                kind=row.kind,
                anchor=row.anchor,
                memory=memory,
                last_day=row.last_day,
                due_day=row.due_day,
                reviews=row.reviews or 0,
                suspended=bool(row.suspended),
                recall=recall,
                is_taken_over=row.prompt_id in inferred,
            )
        )
    return sorted(found, key=lambda one: (one.recall is None, one.recall or 0.0))


def reviews_of(
    connection: Connection, learner_id: int, topic: str, before: int, most: int
) -> list[ReviewRow]:
    """The newest entries of a topic before a place in the log, taken back ones included."""
    values = {"learner": learner_id, "of_topic": topic, "before": before}
    rows = connection.execute(_REVIEWS.limit(most), values)
    return [ReviewRow(to_review(row), row.card_id, row.title) for row in rows]


_QUESTIONS = (
    select(
        prompts.c.id.label("prompt_id"),
        prompts.c.card_id,
        prompts.c.part,
        cards.c.title,
        cards.c.kind,
        cards.c.anchor,
        memories.c.stability,
        memories.c.difficulty,
        memories.c.first_day,
        memories.c.last_day,
        memories.c.due_day,
        memories.c.reviews,
        memories.c.suspended,
    )
    .join(cards, cards.c.id == prompts.c.card_id)
    .outerjoin(
        memories,
        (memories.c.prompt_id == prompts.c.id) & (memories.c.learner_id == bindparam("learner")),
    )
    .where(prompts.c.topic == bindparam("of_topic"), prompts.c.retired.is_(False))
    .order_by(prompts.c.position)
)
_REVIEWS = (
    select(reviews, prompts.c.card_id, cards.c.title)
    .join(prompts, prompts.c.id == reviews.c.prompt_id)
    .join(cards, cards.c.id == prompts.c.card_id)
    .where(
        reviews.c.learner_id == bindparam("learner"),
        reviews.c.seq < bindparam("before"),
        prompts.c.topic == bindparam("of_topic"),
    )
    .order_by(reviews.c.seq.desc())
)
