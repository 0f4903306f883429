"""What `doctor` checks: that the caches equal the log, and that the database is whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, select, text

from quizapp.storage import (
    answer_statistics,
    evidence_inspection,
    memory_rows,
    rebuild,
    search_index,
    tallies,
)
from quizapp.storage.answer_statistics import Counted
from quizapp.storage.learners import Learner
from quizapp.storage.tables import (
    cards,
    day_totals,
    due_counts,
    learners,
    prompts,
    reviews,
    topic_recalls,
)


class Finding(NamedTuple):
    """One check: what was looked at, how many of them, and the differences found."""

    subject: str
    number: int
    differences: list[str]


def inspect(connection: Connection, learner: Learner) -> Iterator[Finding]:
    """Every check of one learner and of the database."""
    work: rebuild.Work = {}
    counted = Counted()
    yield _memories(connection, learner, work, counted)
    yield _days(connection, learner, work)
    yield _statistics(connection, learner, counted)
    yield _totals(connection, learner)
    yield _log(connection, learner)
    yield Finding(
        "quiz answers agree with their quizzes",
        *evidence_inspection.quiz_differences(connection, learner.id),
    )
    yield Finding(
        "levels follow from their logged changes",
        *evidence_inspection.level_differences(connection, learner.id),
    )
    yield _deck(connection)
    yield _database(connection)


def inspect_search(connection: Connection) -> Finding:
    """Whether each full-text index holds what its table says.

    The connection must be one that writes: SQLite compares them by a command that looks like one.
    """
    tables = search_index.TABLES if connection.dialect.name == "sqlite" else ()
    broken = [
        f"the index {name} does not hold the words of its rows; `quizapp replay` makes it anew"
        for name in tables
        if not search_index.agrees(connection, name)
    ]
    return Finding("search indexes hold the words of their rows", len(tables), broken)


def _memories(
    connection: Connection, learner: Learner, work: rebuild.Work, counted: Counted
) -> Finding:
    kept = {row["prompt_id"]: row for row in memory_rows.rows_of(connection, learner.id)}
    number, differences = 0, []
    for prompt_id, topic, memory in rebuild.replayed(connection, learner, work, counted):
        number += 1
        # Whole rows: the queue and the lists read columns that a memory derives, as its due day.
        due = memory_rows.to_row(learner.id, prompt_id, topic, memory)
        row = kept.pop(prompt_id, {})
        wrong = ", ".join(name for name in due if name not in row or row[name] != due[name])
        if wrong:
            differences.append(f"the memory of {prompt_id} is not the replay of its log ({wrong})")
    differences += [f"the memory of {prompt_id} has no log" for prompt_id in sorted(kept)]
    return Finding("memories equal the replay of their log", number, differences)


def _days(connection: Connection, learner: Learner, work: rebuild.Work) -> Finding:
    rows = connection.execute(select(day_totals).where(day_totals.c.learner_id == learner.id))
    kept = {row.study_day: (row.answers, row.new_prompts, row.milliseconds) for row in rows}
    wrong = [day for day in sorted(kept.keys() | work.keys()) if kept.get(day) != work.get(day)]
    return Finding("study days add up", len(work), [f"day {day} does not add up" for day in wrong])


def _statistics(connection: Connection, learner: Learner, counted: Counted) -> Finding:
    found = list(answer_statistics.differences(connection, learner.id, counted))
    return Finding("statistics equal a recount of the answers", counted.answers, found)


def _totals(connection: Connection, learner: Learner) -> Finding:
    rows = connection.execute(select(due_counts).where(due_counts.c.learner_id == learner.id))
    kept_due = {(row.due_day, row.topic): row.prompts for row in rows if row.prompts}
    rows = connection.execute(select(topic_recalls).where(topic_recalls.c.learner_id == learner.id))
    recalls = {
        row.topic: (
            row.as_of_day,
            tallies.TopicRecall(
                row.seen,
                row.set_aside,
                row.recall_millionths,
                row.variance_millionths,
                row.steady,
            ),
        )
        for row in rows
    }
    day = max((day for day, _ in recalls.values()), default=learner.last_study_day)
    due, counted = tallies.counted(connection, learner.id, day)
    differences = [
        f"due on day {key[0]} in {key[1]}: {kept_due.get(key, 0)} kept, {due.get(key, 0)} counted"
        for key in sorted(kept_due.keys() | due.keys())
        if kept_due.get(key, 0) != due.get(key, 0)
    ]
    differences += [
        f"the recall of {topic} is not the sum of its memories"
        for topic, (as_of, recall) in sorted(recalls.items())
        if as_of == day and counted.get(topic, tallies.TopicRecall()) != recall
    ]
    return Finding("totals by topic and day add up", len(due) + len(recalls), differences)


def _log(connection: Connection, learner: Learner) -> Finding:
    rows = connection.execute(
        select(reviews.c.seq).where(reviews.c.learner_id == learner.id).order_by(reviews.c.seq),
        execution_options={"yield_per": 2000},
    )
    number, last, differences = 0, 0, []
    for row in rows:
        number += 1
        if row.seq != last + 1:
            differences.append(f"entries {last + 1} to {row.seq - 1} are missing")
        last = row.seq
    kept = connection.scalar(select(learners.c.last_seq).where(learners.c.id == learner.id))
    if kept != last:
        differences.append(f"the log ends at {last}, the learner's counter says {kept}")
    return Finding("log entries are numbered without a gap", number, differences)


def _deck(connection: Connection) -> Finding:
    rows = connection.execute(
        select(
            prompts.c.id, prompts.c.retired, prompts.c.topic, cards.c.retired_at, cards.c.topic
        ).select_from(prompts.join(cards, cards.c.id == prompts.c.card_id))
    ).all()
    differences = [
        f"prompt {row[0]} does not agree with its card"
        for row in rows
        if row[2] != row[4] or (row[3] is not None and not row[1])
    ]
    return Finding("prompts agree with their cards", len(rows), differences)


def _database(connection: Connection) -> Finding:
    if connection.dialect.name != "sqlite":
        invalid = connection.scalars(
            text("SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid")
        ).all()
        number = connection.scalar(text("SELECT count(*) FROM pg_index")) or 0
        return Finding(
            "indexes are valid", number, [f"index {name} is invalid" for name in invalid]
        )
    broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    found = [row[0] for row in connection.execute(text("PRAGMA integrity_check")) if row[0] != "ok"]
    tables = connection.scalar(
        text("SELECT count(*) FROM sqlite_master WHERE type IN ('table', 'index')")
    )
    differences = [f"a row of {row[0]} refers to a missing row of {row[2]}" for row in broken]
    return Finding("tables, indexes and foreign keys hold", tables or 0, differences + found)
