"""Memories and totals from the log alone: to rebuild them, and to prove that they are right."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import Connection, delete, select

from quizapp.core.answer_facts import fact_of
from quizapp.core.replay import Memory, advance
from quizapp.core.reviews import Review
from quizapp.storage import answer_statistics, evidence_inspection, memory_rows, tallies
from quizapp.storage.answer_statistics import Counted
from quizapp.storage.learners import Learner
from quizapp.storage.learners import learner as learner_of
from quizapp.storage.review_rows import to_review
from quizapp.storage.tables import answer_days, day_totals, memories, prompts, reviews

CHUNK = 2000

Work = dict[int, tuple[int, int, int]]


def replayed(
    connection: Connection, learner: Learner, work: Work, counted: Counted
) -> Iterator[tuple[str, str, Memory]]:
    """Prompt, topic and memory of every prompt in the learner's log, by its replay.

    Adds the answers of each study day to `work`: answers, new prompts, milliseconds;
    and what statistics count of each answer to `counted`.
    """
    policy = learner.preferences.policy
    rows = connection.execute(
        select(reviews, prompts.c.topic)
        .join(prompts, prompts.c.id == reviews.c.prompt_id)
        .where(reviews.c.learner_id == learner.id, reviews.c.retracted_at.is_(None))
        .order_by(reviews.c.prompt_id, reviews.c.seq),
        execution_options={"yield_per": CHUNK},
    )
    for (prompt_id, topic), entries in groupby(rows, lambda row: (row.prompt_id, row.topic)):
        memory = Memory()
        for row in entries:
            entry = to_review(row)
            after = advance(memory, entry, policy)
            if entry.is_work:
                _count(work, entry, memory.is_new and not after.is_new)
                fact = fact_of(memory, entry, after)
                assert fact is not None  # the entry is an answer
                counted.add(topic, fact)
            memory = after
        yield prompt_id, topic, memory


def rebuild(connection: Connection, learner: Learner, today: int) -> int:
    """Replace all memories and totals of a learner; returns how many memories there are."""
    work: Work = {}
    counted = Counted()
    rows = [
        memory_rows.to_row(learner.id, prompt_id, topic, memory)
        for prompt_id, topic, memory in replayed(connection, learner, work, counted)
    ]
    for table in (memories, day_totals):
        connection.execute(delete(table).where(table.c.learner_id == learner.id))
    for start in range(0, len(rows), CHUNK):
        memory_rows.keep_all(connection, rows[start : start + CHUNK])
    if work:
        connection.execute(
            day_totals.insert(),
            [
                {
                    "learner_id": learner.id,
                    "study_day": day,
                    "answers": answers,
                    "new_prompts": new,
                    "milliseconds": milliseconds,
                }
                for day, (answers, new, milliseconds) in sorted(work.items())
            ],
        )
    answer_statistics.replace_all(connection, learner.id, counted)
    tallies.recount(connection, learner.id, today)
    evidence_inspection.mend(connection, learner.id)
    return len(rows)


def fill_statistics(connection: Connection) -> None:
    """Count the answers of every learner who has some and no statistics of them yet.

    So it is after the migration that made their tables.
    """
    known = select(answer_days.c.learner_id).distinct()
    lacking = select(day_totals.c.learner_id).where(day_totals.c.learner_id.not_in(known))
    for learner_id in connection.scalars(lacking.distinct()).all():
        counted = Counted()
        for _ in replayed(connection, learner_of(connection, learner_id), {}, counted):
            pass  # only what is counted on the way is wanted
        answer_statistics.replace_all(connection, learner_id, counted)


def _count(work: Work, entry: Review, was_new: bool) -> None:
    answers, new, milliseconds = work.get(entry.study_day, (0, 0, 0))
    work[entry.study_day] = (answers + 1, new + was_new, milliseconds + entry.counted_ms)
