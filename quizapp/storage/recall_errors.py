"""The measured error of a learner's predictions: taken from the log once a day, and kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select

from quizapp.core.recall_error import UNMEASURED, WINDOW, RecallError, Scored, measure
from quizapp.core.recall_error import scored_reviews as scored_among
from quizapp.core.reviews import Occasion, Review
from quizapp.storage.learners import Learner
from quizapp.storage.mastery_tables import recall_errors
from quizapp.storage.prepared import Prepared
from quizapp.storage.review_rows import to_review
from quizapp.storage.tables import reviews
from quizapp.storage.upsert import dialect_of, upsert

#: Answers to look through for the newest scored ones: most are, but drills and first ones are not.
_LOOKED_THROUGH = 2 * WINDOW
_CHUNK = 500
_MEASURED = Prepared(
    select(*(column for column in recall_errors.columns if column.name != "learner_id")).where(
        recall_errors.c.learner_id == bindparam("learner")
    )
)
_MINE = reviews.c.learner_id == bindparam("learner")
_NEWEST = (
    select(reviews.c.seq, reviews.c.prompt_id)
    .where(
        _MINE,
        reviews.c.retracted_at.is_(None),
        reviews.c.occasion.in_([Occasion.REVIEW.value, Occasion.DRILL.value]),
    )
    .order_by(reviews.c.seq.desc())
    .limit(_LOOKED_THROUGH)
)
_HISTORIES = (
    select(reviews)
    .where(
        _MINE,
        reviews.c.prompt_id.in_(bindparam("prompts", expanding=True)),
        reviews.c.retracted_at.is_(None),
    )
    .order_by(reviews.c.prompt_id, reviews.c.seq)
)


def error_of(connection: Connection, learner_id: int) -> tuple[RecallError, int | None]:
    """What was measured last, and on which study day; nothing yet is the usual error."""
    row = _MEASURED.row(connection, learner=learner_id)
    if row is None:
        return UNMEASURED, None
    day, *figures = row
    return RecallError(*figures), day


def measure_again(connection: Connection, learner: Learner, today: int) -> RecallError:
    """Measure over the newest scored reviews and keep what was found."""
    found = measure(scored_reviews(connection, learner))
    row = {
        "learner_id": learner.id,
        "as_of_day": today,
        "reviews": found.reviews,
        "expected_misses": found.expected_misses,
        "misses": found.misses,
        "blocks": found.blocks,
        "squares": found.squares,
    }
    connection.execute(upsert(dialect_of(connection), recall_errors), row)
    return found


def scored_reviews(connection: Connection, learner: Learner) -> list[Scored]:
    """The newest scored reviews in the order of the log, by the replay of their prompts."""
    rows = connection.execute(_NEWEST, {"learner": learner.id}).all()
    if not rows:
        return []
    oldest = rows[-1].seq
    prompts = sorted({row.prompt_id for row in rows})
    found: list[Scored] = []
    for start in range(0, len(prompts), _CHUNK):
        values = {"learner": learner.id, "prompts": prompts[start : start + _CHUNK]}
        by_prompt: dict[str, list[Review]] = defaultdict(list)
        for row in connection.execute(_HISTORIES, values):
            by_prompt[row.prompt_id].append(to_review(row))
        found += _scored(by_prompt.values(), learner)
    return sorted(one for one in found if one.seq >= oldest)[-WINDOW:]


def _scored(histories: Iterable[list[Review]], learner: Learner) -> Iterable[Scored]:
    policy = learner.preferences.policy
    for entries in histories:
        yield from scored_among(entries, policy)
