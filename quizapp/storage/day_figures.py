"""Figures of a learner's days: what is due when, what was done, at what pace."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, case, func, literal_column, select

from quizapp.core.reviews import LONGEST_COUNTED_MS, Occasion
from quizapp.storage.prepared import Prepared
from quizapp.storage.tables import day_totals, due_counts, memories, reviews
from quizapp.storage.tables import topic_recalls as recalls
from quizapp.storage.tallies import TopicRecall

#: Taken for a learner who has not answered enough yet for a pace of their own.
USUAL_SECONDS = 12.0
PACE_ANSWERS = 100
ENOUGH_ANSWERS = 20
LONGEST_COUNTED_SECONDS = LONGEST_COUNTED_MS / 1000


@dataclass(frozen=True, slots=True)
class DayWork:
    """What was done on one study day."""

    answers: int = 0
    new_prompts: int = 0
    seconds: float = 0.0


def pace(connection: Connection, learner_id: int) -> float:
    """Seconds a prompt takes this learner: the mean of the last hundred answers."""
    row = _PACE.row(connection, learner=learner_id)
    assert row is not None  # sums of nothing are a row as well
    answers, seconds = row
    return USUAL_SECONDS if answers < ENOUGH_ANSWERS else max(1.0, float(seconds) / int(answers))


def work_on(connection: Connection, learner_id: int, day: int) -> DayWork:
    """What was done on a study day."""
    row = _DAY.row(connection, learner=learner_id, day=day)
    return DayWork() if row is None else DayWork(row[0], row[1], row[2] / 1000)


def work_since(connection: Connection, learner_id: int, day: int) -> dict[int, int]:
    """Answers for each study day from a day on."""
    rows = _SINCE.rows(connection, learner=learner_id, day=day)
    return {study_day: int(answers) for study_day, answers in rows}


def due_ahead(
    connection: Connection, learner_id: int, today: int, until: int
) -> tuple[dict[int, int], dict[str, int]]:
    """Prompts due on each day up to one, and how many of each topic are due today.

    What has been due for longer counts to today.
    """
    days: dict[int, int] = defaultdict(int)
    topics: dict[str, int] = {}
    rows = _DUE_AHEAD.rows(connection, learner=learner_id, today=today, until=until)
    for day, topic, number in rows:
        days[day] += int(number)
        if day == today:
            topics[topic] = int(number)
    return dict(days), topics


def due_by_day(
    connection: Connection, learner_id: int, until: int
) -> tuple[dict[int, int], dict[str, dict[int, int]]]:
    """Prompts due on each day up to one, altogether and for each topic."""
    days: dict[int, int] = defaultdict(int)
    topics: dict[str, dict[int, int]] = defaultdict(dict)
    for day, topic, number in _DUE.rows(connection, learner=learner_id, until=until):
        days[day] += number
        topics[topic][day] = number
    return dict(days), dict(topics)


def drill_count(connection: Connection, learner_id: int, today: int) -> int:
    """Prompts answered today that are still to be repeated today."""
    row = _DRILLS.row(connection, learner=learner_id, today=today)
    return 0 if row is None else int(row[0])


def kept_recalls(
    connection: Connection, learner_id: int, today: int
) -> dict[str, TopicRecall] | None:
    """Recall by topic as kept for today; None when it was last counted on another day."""
    rows = _RECALLS.rows(connection, learner=learner_id)
    if not rows or any(as_of != today for _, as_of, *_ in rows):
        return None
    return {topic: TopicRecall(*sums) for topic, _, *sums in rows}


_COUNTED = case(
    (reviews.c.seconds > LONGEST_COUNTED_SECONDS, LONGEST_COUNTED_SECONDS),
    else_=reviews.c.seconds,
)
_LAST_ANSWERS = (
    select(_COUNTED.label("seconds"))
    .where(
        reviews.c.learner_id == bindparam("learner"),
        (reviews.c.occasion == Occasion.REVIEW.value)
        | (reviews.c.occasion == Occasion.DRILL.value),
        reviews.c.retracted_at.is_(None),
    )
    .order_by(reviews.c.seq.desc())
    .limit(PACE_ANSWERS)
    .subquery()
)
_PACE = Prepared(
    select(
        func.count().label("answers"), func.sum(_LAST_ANSWERS.c.seconds).label("seconds")
    ).select_from(_LAST_ANSWERS)
)
_DAY = Prepared(
    select(day_totals.c.answers, day_totals.c.new_prompts, day_totals.c.milliseconds).where(
        day_totals.c.learner_id == bindparam("learner"), day_totals.c.study_day == bindparam("day")
    )
)
_SINCE = Prepared(
    select(day_totals.c.study_day, day_totals.c.answers).where(
        day_totals.c.learner_id == bindparam("learner"), day_totals.c.study_day >= bindparam("day")
    )
)
_IS_DUE = (
    due_counts.c.learner_id == bindparam("learner"),
    due_counts.c.due_day <= bindparam("until"),
    due_counts.c.prompts > 0,
)
_DUE = Prepared(
    select(due_counts.c.due_day, due_counts.c.topic, due_counts.c.prompts).where(*_IS_DUE)
)
_TODAY_OR_LATER = case(
    (due_counts.c.due_day < bindparam("today"), bindparam("today")), else_=due_counts.c.due_day
).label("day")
_DUE_AHEAD = Prepared(
    select(_TODAY_OR_LATER, due_counts.c.topic, func.sum(due_counts.c.prompts))
    .where(*_IS_DUE)
    .group_by(literal_column("1"), due_counts.c.topic)
)
_DRILLS = Prepared(
    select(func.count())
    .select_from(memories)
    .where(
        memories.c.learner_id == bindparam("learner"),
        memories.c.drill_day == bindparam("today"),
        # A sum, so that no database is tempted by the index of due days: most are due later.
        memories.c.due_day + 0 > bindparam("today"),
        memories.c.suspended.is_(False),
    )
)
_RECALLS = Prepared(
    select(
        recalls.c.topic,
        recalls.c.as_of_day,
        recalls.c.seen,
        recalls.c.set_aside,
        recalls.c.recall_millionths,
        recalls.c.variance_millionths,
        recalls.c.steady,
    ).where(recalls.c.learner_id == bindparam("learner"))
)
