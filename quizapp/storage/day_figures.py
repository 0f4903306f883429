"""Figures of a learner's days: what is due when, what was done, at what pace."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, case, func, select

from quizapp.core.reviews import Occasion
from quizapp.storage.tables import day_totals, due_counts, memories, reviews
from quizapp.storage.tables import topic_recalls as recalls
from quizapp.storage.tallies import TopicRecall

#: Taken for a learner who has not answered enough yet for a pace of their own.
USUAL_SECONDS = 12.0
PACE_ANSWERS = 100
ENOUGH_ANSWERS = 20
#: Longer pauses say that the learner was away, so they count as this in statistics.
LONGEST_COUNTED_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class DayWork:
    """What was done on one study day."""

    answers: int = 0
    new_prompts: int = 0
    seconds: float = 0.0


def pace(connection: Connection, learner_id: int) -> float:
    """Seconds a prompt takes this learner: the mean of the last hundred answers."""
    row = connection.execute(_PACE, {"learner": learner_id}).one()
    if row.answers < ENOUGH_ANSWERS:
        return USUAL_SECONDS
    return max(1.0, float(row.seconds) / int(row.answers))


def work_on(connection: Connection, learner_id: int, day: int) -> DayWork:
    """What was done on a study day."""
    row = connection.execute(_DAY, {"learner": learner_id, "day": day}).first()
    return DayWork() if row is None else DayWork(row[0], row[1], row[2] / 1000)


def work_since(connection: Connection, learner_id: int, day: int) -> dict[int, int]:
    """Answers for each study day from a day on."""
    rows = connection.execute(_SINCE, {"learner": learner_id, "day": day})
    return {row.study_day: row.answers for row in rows}


def due_by_day(
    connection: Connection, learner_id: int, until: int
) -> tuple[dict[int, int], dict[str, dict[int, int]]]:
    """Prompts due on each day up to one, altogether and for each topic."""
    days: dict[int, int] = defaultdict(int)
    topics: dict[str, dict[int, int]] = defaultdict(dict)
    for row in connection.execute(_DUE, {"learner": learner_id, "until": until}):
        days[row.due_day] += row.prompts
        topics[row.topic][row.due_day] = row.prompts
    return dict(days), dict(topics)


def drill_count(connection: Connection, learner_id: int, today: int) -> int:
    """Prompts answered today that are still to be repeated today."""
    return connection.scalar(_DRILLS, {"learner": learner_id, "today": today}) or 0


def kept_recalls(
    connection: Connection, learner_id: int, today: int
) -> dict[str, TopicRecall] | None:
    """Recall by topic as kept for today; None when it was last counted on another day."""
    rows = connection.execute(select(recalls).where(recalls.c.learner_id == learner_id)).all()
    if not rows or any(row.as_of_day != today for row in rows):
        return None
    return {
        row.topic: TopicRecall(
            row.seen, row.set_aside, row.recall_millionths, row.variance_millionths
        )
        for row in rows
    }


_COUNTED = case(
    (reviews.c.seconds > LONGEST_COUNTED_SECONDS, LONGEST_COUNTED_SECONDS),
    else_=reviews.c.seconds,
)
_LAST_ANSWERS = (
    select(_COUNTED.label("seconds"))
    .where(
        reviews.c.learner_id == bindparam("learner"),
        reviews.c.occasion.in_([Occasion.REVIEW.value, Occasion.DRILL.value]),
        reviews.c.retracted_at.is_(None),
    )
    .order_by(reviews.c.seq.desc())
    .limit(PACE_ANSWERS)
    .subquery()
)
_PACE = select(
    func.count().label("answers"), func.sum(_LAST_ANSWERS.c.seconds).label("seconds")
).select_from(_LAST_ANSWERS)
_DAY = select(day_totals.c.answers, day_totals.c.new_prompts, day_totals.c.milliseconds).where(
    day_totals.c.learner_id == bindparam("learner"), day_totals.c.study_day == bindparam("day")
)
_SINCE = select(day_totals.c.study_day, day_totals.c.answers).where(
    day_totals.c.learner_id == bindparam("learner"), day_totals.c.study_day >= bindparam("day")
)
_DUE = select(due_counts.c.due_day, due_counts.c.topic, due_counts.c.prompts).where(
    due_counts.c.learner_id == bindparam("learner"),
    due_counts.c.due_day <= bindparam("until"),
    due_counts.c.prompts > 0,
)
_DRILLS = (
    select(func.count())
    .select_from(memories)
    .where(
        memories.c.learner_id == bindparam("learner"),
        memories.c.drill_day == bindparam("today"),
        memories.c.due_day > bindparam("today"),
        memories.c.suspended.is_(False),
    )
)
