"""Entries of the review log as rows, and rows as entries."""

from __future__ import annotations

from collections import namedtuple
from typing import Any

from sqlalchemy import Connection, bindparam, select

from quizapp.core.grades import GradeScale
from quizapp.core.reviews import Occasion, Review
from quizapp.storage.prepared import Prepared
from quizapp.storage.tables import reviews

#: A driver's tuple with the names of the table's columns.
_Row = namedtuple("_Row", reviews.columns.keys())  # type: ignore[misc]  # noqa: PYI024
_OCCASIONS = {one.value: one for one in Occasion}
_SCALES = {one.value: one for one in GradeScale}
_HISTORY = Prepared(
    select(reviews)
    .where(
        reviews.c.learner_id == bindparam("learner"),
        reviews.c.prompt_id == bindparam("prompt"),
        reviews.c.retracted_at.is_(None),
    )
    .order_by(reviews.c.seq)
)


def history(connection: Connection, learner_id: int, prompt_id: str) -> list[Review]:
    """All entries of one prompt that count, in the order of the log."""
    rows = _HISTORY.rows(connection, learner=learner_id, prompt=prompt_id)
    return [to_review(_Row(*row)) for row in rows]


def to_review(row: Any) -> Review:
    """The entry that a row stands for."""
    return Review(
        prompt_id=row.prompt_id,
        occasion=_OCCASIONS[row.occasion],
        at=row.at,
        study_day=row.study_day,
        answer_id=row.answer_id,
        quality=row.quality,
        scale=_SCALES[row.scale],
        content_hash=row.content_hash,
        zone=row.zone,
        offset_minutes=row.offset_minutes,
        seconds=row.seconds,
        given=row.given,
        value=row.value,
        batch=row.batch,
        seq=row.seq,
        retracted_at=row.retracted_at,
    )


def to_row(learner_id: int, seq: int, entry: Review) -> dict[str, Any]:
    """The row of a new entry."""
    return {
        "learner_id": learner_id,
        "seq": seq,
        "prompt_id": entry.prompt_id,
        "occasion": entry.occasion.value,
        "quality": entry.quality,
        "scale": int(entry.scale),
        "at": entry.at,
        "study_day": entry.study_day,
        "zone": entry.zone,
        "offset_minutes": entry.offset_minutes,
        "seconds": entry.seconds,
        "given": entry.given,
        "content_hash": entry.content_hash,
        "answer_id": entry.answer_id,
        "batch": entry.batch,
        "value": entry.value,
        "retracted_at": None,
    }
