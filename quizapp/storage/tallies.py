"""Running totals that keep Today fast: due prompts by day, recall by topic, work by day.

They change in the transaction of the entry that changes them.  Recall falls from day to day, so
its sums hold for one study day and are counted anew when a session starts on a later one.  All
sums are integers (millionths of recall), so taking back an answer restores them exactly.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from quizapp.core.levels import STEADY_DAYS
from quizapp.core.mastery import MOST_CERTAIN, Estimate, estimate
from quizapp.core.recall_error import UNMEASURED, RecallError
from quizapp.core.replay import Memory
from quizapp.core.reviews import Review
from quizapp.core.scheduling import fsrs
from quizapp.storage.prepared import Prepared
from quizapp.storage.tables import day_totals, due_counts, memories, prompts, topic_recalls
from quizapp.storage.upsert import add_up

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class TopicRecall:
    """Of one topic's prompts on one day: how many were seen, with recall and its variance summed.

    `set_aside` counts those never seen that are suspended or buried, `steady` those whose
    stability is three weeks or longer.  `taken_over` counts the seen ones that were never asked: a
    passed placement stands for them.  That is looked up for pages and not kept with the others.
    """

    seen: int = 0
    set_aside: int = 0
    recall_millionths: int = 0
    variance_millionths: int = 0
    steady: int = 0
    taken_over: int = 0

    def plus(self, memory: Memory, day: int, sign: int = 1) -> TopicRecall:
        recall_millionths, variance_millionths = _in_millionths(memory.recall(day))
        return TopicRecall(
            self.seen + sign * (not memory.is_new),
            self.set_aside + sign * _is_set_aside(memory, day),
            self.recall_millionths + sign * recall_millionths,
            self.variance_millionths + sign * variance_millionths,
            self.steady + sign * _is_steady(memory.fsrs.stability if memory.fsrs else None),
        )


def estimate_of(
    sums: Sequence[TopicRecall], total: int, error: RecallError = UNMEASURED
) -> Estimate:
    """What is recalled of some topics together, which have so many prompts in total."""
    return estimate(
        sum(one.seen for one in sums),
        total,
        sum(one.recall_millionths for one in sums) / MILLION,
        sum(one.variance_millionths for one in sums) / MILLION,
        error,
        sum(one.taken_over for one in sums),
    )


def memory_changed(
    connection: Connection, learner_id: int, topic: str, today: int, old: Memory, new: Memory
) -> None:
    """Move one prompt from what it counted for to what it counts for now."""
    was, now = _counted_day(old), _counted_day(new)
    if was != now:
        moves = [(was, -1), (now, 1)]
        rows = [
            {"learner_id": learner_id, "due_day": day, "topic": topic, "prompts": number}
            for day, number in moves
            if day is not None
        ]
        _MOVE_DUE.run_all(connection, rows)
    change = TopicRecall().plus(new, today).plus(old, today, -1)
    values = {
        "learner": learner_id,
        "of_topic": topic,
        "day": today,
        "by_seen": change.seen,
        "by_set_aside": change.set_aside,
        "by_recall": change.recall_millionths,
        "by_variance": change.variance_millionths,
        "by_steady": change.steady,
    }
    if _CHANGE_RECALL.run(connection, values) == 0:
        # The sums are those of another day and miss this change: better none than wrong ones.
        _FORGET_RECALLS.run(connection, {"learner": learner_id})


def answer_counted(
    connection: Connection, learner_id: int, entry: Review, *, was_new: bool, sign: int = 1
) -> None:
    """Count an answer in its day's totals, or take it out with sign −1."""
    row = {
        "learner_id": learner_id,
        "study_day": entry.study_day,
        "answers": sign,
        "new_prompts": sign * was_new,
        "milliseconds": sign * round(entry.seconds * 1000),
    }
    _COUNT_ANSWER.run(connection, row)
    if sign < 0:
        connection.execute(
            delete(day_totals).where(
                day_totals.c.learner_id == learner_id, day_totals.c.answers == 0
            )
        )


def firsts_changed(
    connection: Connection, learner_id: int, before: Counter[int], after: Counter[int]
) -> None:
    """Correct on which days prompts were new, where taking an entry back has moved that."""
    for day in before.keys() | after.keys():
        if before[day] != after[day]:
            row = {"learner": learner_id, "day": day, "by": after[day] - before[day]}
            connection.execute(_CHANGE_NEW, row)


def recount(connection: Connection, learner_id: int, today: int) -> None:
    """Count the due prompts and the recall of every topic anew from the memories."""
    due, recalls = counted(connection, learner_id, today)
    _keep_due(connection, learner_id, due)
    connection.execute(delete(topic_recalls).where(topic_recalls.c.learner_id == learner_id))
    if recalls:
        connection.execute(
            topic_recalls.insert(), list(_recall_rows(learner_id, today, recalls.items()))
        )


def _keep_due(connection: Connection, learner_id: int, due: dict[tuple[int, str], int]) -> None:
    """Write the due prompts by day where they are not these already, which they mostly are."""
    mine = due_counts.c.learner_id == learner_id
    connection.execute(delete(due_counts).where(mine, due_counts.c.prompts == 0))
    rows = connection.execute(
        select(due_counts.c.due_day, due_counts.c.topic, due_counts.c.prompts).where(mine)
    )
    if {(day, topic): number for day, topic, number in rows} == due:
        return
    connection.execute(delete(due_counts).where(mine))
    if due:
        connection.execute(
            due_counts.insert(),
            [
                {"learner_id": learner_id, "due_day": day, "topic": topic, "prompts": number}
                for (day, topic), number in sorted(due.items())
            ],
        )


def counted(
    connection: Connection, learner_id: int, today: int
) -> tuple[dict[tuple[int, str], int], dict[str, TopicRecall]]:
    """What the totals must be: due prompts by day and topic, and recall by topic."""
    due: dict[tuple[int, str], int] = defaultdict(int)
    sums: dict[str, _Sums] = {name: _Sums() for name in connection.scalars(_TOPICS)}
    rows = connection.execute(_LIVE, {"learner": learner_id}, execution_options={"yield_per": 2000})
    # Whole memories would make this, the only walk through all of them, several times as long.
    for topic, first, last, scheduled, stability, difficulty, suspended, buried in rows:
        if scheduled is not None and not suspended:
            due[scheduled if buried is None else max(scheduled, buried), topic] += 1
        one = sums.get(topic) or sums.setdefault(topic, _Sums())
        if first is None:
            one.set_aside += bool(suspended or (buried is not None and buried > today))
        else:
            one.seen += 1
        if stability is not None and last is not None:
            memory = fsrs.FsrsMemory(stability, difficulty)
            recall_millionths, variance_millionths = _in_millionths(
                fsrs.recall(memory, max(0, today - last))
            )
            one.recall_millionths += recall_millionths
            one.variance_millionths += variance_millionths
            one.steady += _is_steady(stability)
    return dict(due), {topic: one.frozen() for topic, one in sums.items()}


@dataclass(slots=True)
class _Sums:
    """A topic's figures while they are being added up."""

    seen: int = 0
    set_aside: int = 0
    recall_millionths: int = 0
    variance_millionths: int = 0
    steady: int = 0

    def frozen(self) -> TopicRecall:
        return TopicRecall(
            self.seen,
            self.set_aside,
            self.recall_millionths,
            self.variance_millionths,
            self.steady,
        )


_TOPICS = select(prompts.c.topic).where(prompts.c.retired.is_(False)).distinct()
_LIVE = (
    select(
        memories.c.topic,
        memories.c.first_day,
        memories.c.last_day,
        memories.c.scheduled_day,
        memories.c.stability,
        memories.c.difficulty,
        memories.c.suspended,
        memories.c.buried_until,
    )
    .join(prompts, prompts.c.id == memories.c.prompt_id)
    .where(memories.c.learner_id == bindparam("learner"), prompts.c.retired.is_(False))
    # In the order of its key the table is read from end to end; left to itself, SQLite takes an
    # index for it and looks up each row.
    .order_by(memories.c.prompt_id)
)
_MOVE_DUE = Prepared(lambda dialect: add_up(dialect, due_counts, "prompts"))
_COUNT_ANSWER = Prepared(
    lambda dialect: add_up(dialect, day_totals, "answers", "new_prompts", "milliseconds")
)
_CHANGE_NEW = (
    update(day_totals)
    .where(
        day_totals.c.learner_id == bindparam("learner"), day_totals.c.study_day == bindparam("day")
    )
    .values(new_prompts=day_totals.c.new_prompts + bindparam("by"))
)
_FORGET_RECALLS = Prepared(
    delete(topic_recalls).where(topic_recalls.c.learner_id == bindparam("learner"))
)
_CHANGE_RECALL = Prepared(
    update(topic_recalls)
    .where(
        topic_recalls.c.learner_id == bindparam("learner"),
        topic_recalls.c.topic == bindparam("of_topic"),
        topic_recalls.c.as_of_day == bindparam("day"),
    )
    .values(
        seen=topic_recalls.c.seen + bindparam("by_seen"),
        set_aside=topic_recalls.c.set_aside + bindparam("by_set_aside"),
        recall_millionths=topic_recalls.c.recall_millionths + bindparam("by_recall"),
        variance_millionths=topic_recalls.c.variance_millionths + bindparam("by_variance"),
        steady=topic_recalls.c.steady + bindparam("by_steady"),
    )
)


def _counted_day(memory: Memory) -> int | None:
    return None if memory.suspended else memory.due_day


def _in_millionths(recall: float) -> tuple[int, int]:
    """The recall of one prompt as it is counted, and its variance."""
    share = min(recall, MOST_CERTAIN)
    return round(share * MILLION), round(share * (1 - share) * MILLION)


def _is_steady(stability: float | None) -> bool:
    return stability is not None and stability >= STEADY_DAYS


def _is_set_aside(memory: Memory, day: int) -> bool:
    buried = memory.buried_until is not None and memory.buried_until > day
    return memory.is_new and (memory.suspended or buried)


def _recall_rows(
    learner_id: int, day: int, recalls: Iterable[tuple[str, TopicRecall]]
) -> Iterable[dict[str, Any]]:
    for topic, recall in sorted(recalls):
        yield {
            "learner_id": learner_id,
            "topic": topic,
            "as_of_day": day,
            "seen": recall.seen,
            "set_aside": recall.set_aside,
            "recall_millionths": recall.recall_millionths,
            "variance_millionths": recall.variance_millionths,
            "steady": recall.steady,
        }
