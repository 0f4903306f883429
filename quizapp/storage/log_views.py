"""Other looks at the review log: all that a prompt went through, and what one action did."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select

from quizapp.core.reviews import Occasion, Review
from quizapp.storage.review_rows import to_review
from quizapp.storage.tables import reviews


@dataclass(frozen=True, slots=True)
class Batch:
    """The entries of one action: how many, and the place of the last one in the log."""

    occasion: Occasion
    entries: int
    last_seq: int


def entries_of_prompt(connection: Connection, learner_id: int, prompt_id: str) -> list[Review]:
    """Every entry of a prompt in the order of the log, those taken back included."""
    rows = connection.execute(_OF_PROMPT, {"learner": learner_id, "prompt": prompt_id})
    return [to_review(row) for row in rows]


def batch_of(connection: Connection, learner_id: int, batch: str) -> Batch | None:
    """What an action wrote that still counts; None when it wrote nothing or was taken back."""
    values = {"learner": learner_id, "first": f"{batch}.", "beyond": f"{batch}/"}
    row = connection.execute(_OF_BATCH, values).one()
    return Batch(Occasion(row.occasion), row.entries, row.last_seq) if row.entries else None


def action_at(connection: Connection, learner_id: int, seq: int) -> list[Review]:
    """The entry with this number and those of the same action, taken back or not."""
    values = {"learner": learner_id, "entry": seq}
    row = connection.execute(_AT, values).first()
    if row is None:
        return []
    if row.batch is None:
        return [to_review(row)]
    ids = {"first": f"{row.batch}.", "beyond": f"{row.batch}/"}
    rows = connection.execute(_ACTION, {"learner": learner_id, **ids})
    return [to_review(one) for one in rows]


_AT = select(reviews).where(
    reviews.c.learner_id == bindparam("learner"), reviews.c.seq == bindparam("entry")
)
_ACTION = (
    select(reviews)
    .where(
        reviews.c.learner_id == bindparam("learner"),
        reviews.c.answer_id >= bindparam("first"),
        reviews.c.answer_id < bindparam("beyond"),
    )
    .order_by(reviews.c.seq)
)
_OF_PROMPT = (
    select(reviews)
    .where(reviews.c.learner_id == bindparam("learner"), reviews.c.prompt_id == bindparam("prompt"))
    .order_by(reviews.c.seq)
)
# The answer ids of a batch begin with its name, so their index finds them ("/" follows ".").
_OF_BATCH = select(
    func.count().label("entries"),
    func.min(reviews.c.occasion).label("occasion"),
    func.max(reviews.c.seq).label("last_seq"),
).where(
    reviews.c.learner_id == bindparam("learner"),
    reviews.c.answer_id >= bindparam("first"),
    reviews.c.answer_id < bindparam("beyond"),
    reviews.c.retracted_at.is_(None),
)
