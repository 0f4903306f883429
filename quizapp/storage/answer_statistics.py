"""Sums that statistics are drawn from, kept in the transaction of the answer that changes them.

By study day and topic: answers, first ones, time, and how many prompts that were asked again were
recalled.  By week, topic, hour and band of predicted recall: the grades.  All are whole numbers,
and a row of nothing is deleted, so taking an answer back restores the tables exactly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, select

from quizapp.core.answer_facts import NO_BAND, AnswerFact, fact_of, facts_of, week_of
from quizapp.core.replay import Memory
from quizapp.core.reviews import Review
from quizapp.storage.learners import learner
from quizapp.storage.prepared import Prepared
from quizapp.storage.review_rows import history
from quizapp.storage.tables import answer_days, answer_weeks, learners
from quizapp.storage.upsert import add_up

CHUNK = 2000

_DAY_SUMS = (
    "answers",
    "new_prompts",
    "milliseconds",
    "young",
    "young_recalled",
    "mature",
    "mature_recalled",
)
_WEEK_SUMS = ("answers", "again", "hard", "good", "easy", "predicted_millionths")
_DAY_KEY = ("study_day", "topic")
_WEEK_KEY = ("week", "topic", "hour", "band")
_DAY_COLUMNS = ("learner_id", *_DAY_KEY, *_DAY_SUMS)
_WEEK_COLUMNS = ("learner_id", *_WEEK_KEY, *_WEEK_SUMS)
_TABLES: tuple[tuple[Table, tuple[str, ...], tuple[str, ...]], ...] = (
    (answer_days, _DAY_KEY, _DAY_SUMS),
    (answer_weeks, _WEEK_KEY, _WEEK_SUMS),
)

#: How each grade (0 for none) is counted.
_GRADES = ((0, 0, 0, 0), (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1))

Sums = dict[tuple[Any, ...], tuple[int, ...]]


class Counted:
    """The sums of many answers, as both tables must hold them."""

    def __init__(self) -> None:
        self._sums: tuple[dict[Any, list[int]], dict[Any, list[int]]] = ({}, {})
        self.answers = 0

    def add(self, topic: str, fact: AnswerFact, sign: int = 1) -> None:
        """Count an answer, or take it out with sign −1."""
        self.answers += sign
        for sums, (key, values) in zip(self._sums, _rows_of(topic, fact), strict=True):
            known = sums.get(key)
            if known is None:
                sums[key] = [sign * value for value in values]
            else:
                for place, value in enumerate(values):
                    known[place] += sign * value

    def sums(self) -> Iterator[tuple[Table, tuple[str, ...], tuple[str, ...], Sums]]:
        """Each table with the names of its key and of its sums, and what it must hold."""
        for (table, keys, names), found in zip(_TABLES, self._sums, strict=True):
            filled = {key: tuple(values) for key, values in found.items() if any(values)}
            yield table, keys, names, filled


def answered(
    connection: Connection,
    learner_id: int,
    topic: str,
    memory: Memory,
    entry: Review,
    after: Memory,
) -> None:
    """Count a new answer; the memories are those of its prompt before and after it."""
    fact = fact_of(memory, entry, after)
    if fact is None:
        return
    (day_key, sums), (week_key, grades) = _rows_of(topic, fact)
    _ADD_DAY.run(connection, dict(zip(_DAY_COLUMNS, (learner_id, *day_key, *sums), strict=True)))
    _ADD_WEEK.run(
        connection, dict(zip(_WEEK_COLUMNS, (learner_id, *week_key, *grades), strict=True))
    )


def changed(
    connection: Connection,
    learner_id: int,
    topic: str,
    before: Sequence[AnswerFact],
    after: Sequence[AnswerFact],
    new_topic: str | None = None,
) -> None:
    """Count one prompt's answers as they are now, and no longer as they were."""
    counted = Counted()
    were, are = Counter(before), Counter(after)
    if new_topic is None:
        were, are = were - are, are - were
    for facts, sign, name in ((were, -1, topic), (are, 1, new_topic or topic)):
        for fact in facts.elements():
            counted.add(name, fact, sign)
    steps = ((_ADD_DAY, _DROP_DAY), (_ADD_WEEK, _DROP_WEEK))
    for (add, drop), (_, keys, names, sums) in zip(steps, counted.sums(), strict=True):
        for key, values in sums.items():
            add.run(connection, _values(learner_id, keys, key, names, values))
            drop.run(connection, _values(learner_id, keys, key))


def moved(connection: Connection, prompt_id: str, old_topic: str, new_topic: str) -> None:
    """Count everyone's answers to a prompt in the topic that it is in now."""
    for learner_id in connection.scalars(select(learners.c.id)).all():
        entries = history(connection, learner_id, prompt_id)
        if entries:
            policy = learner(connection, learner_id).preferences.policy
            facts = facts_of(entries, policy)
            changed(connection, learner_id, old_topic, facts, facts, new_topic)


def replace_all(connection: Connection, learner_id: int, counted: Counted) -> None:
    """Write the sums anew."""
    for table, keys, names, sums in counted.sums():
        connection.execute(delete(table).where(table.c.learner_id == learner_id))
        rows = [_values(learner_id, keys, key, names, sums[key]) for key in sorted(sums)]
        for start in range(0, len(rows), CHUNK):
            connection.execute(table.insert(), rows[start : start + CHUNK])


def differences(connection: Connection, learner_id: int, counted: Counted) -> Iterable[str]:
    """What the tables hold that the log does not, in words."""
    for table, keys, names, sums in counted.sums():
        columns = [table.c[name] for name in (*keys, *names)]
        rows = connection.execute(select(*columns).where(table.c.learner_id == learner_id))
        kept = {tuple(row[: len(keys)]): tuple(row[len(keys) :]) for row in rows}
        for key in sorted(kept.keys() | sums.keys()):
            if kept.get(key) != sums.get(key):
                place = ", ".join(f"{name} {value}" for name, value in zip(keys, key, strict=True))
                yield f"the statistics of {place} do not add up"


def _rows_of(topic: str, fact: AnswerFact) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
    """Key and sums of one answer in each table."""
    day, hour, grade, milliseconds, was_new, band, predicted, was_mature = fact
    recalled = int(grade > 1)
    young = int(band != NO_BAND and not was_mature)
    mature = int(band != NO_BAND and was_mature)
    day_sums = (
        1,
        int(was_new),
        milliseconds,
        young,
        young * recalled,
        mature,
        mature * recalled,
    )
    return (
        ((day, topic), day_sums),
        ((week_of(day), topic, hour, band), (1, *_GRADES[grade], predicted)),
    )


def _values(
    learner_id: int,
    keys: Sequence[str],
    key: Sequence[Any],
    names: Sequence[str] = (),
    values: Sequence[int] = (),
) -> dict[str, Any]:
    row: dict[str, Any] = {"learner_id": learner_id}
    row.update(zip(keys, key, strict=True))
    row.update(zip(names, values, strict=True))
    return row


def _drop(table: Table, keys: Sequence[str]) -> Prepared:
    """Deletes a row of nothing."""
    is_this = [table.c[name] == bindparam(name) for name in ("learner_id", *keys)]
    return Prepared(delete(table).where(*is_this, table.c.answers == 0))


_DROP_DAY = _drop(answer_days, _DAY_KEY)
_DROP_WEEK = _drop(answer_weeks, _WEEK_KEY)
_ADD_DAY = Prepared(lambda dialect: add_up(dialect, answer_days, *_DAY_SUMS))
_ADD_WEEK = Prepared(lambda dialect: add_up(dialect, answer_weeks, *_WEEK_SUMS))
