"""What statistics are drawn from: sums by day, week and hour."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select

from quizapp.core.answer_facts import MILLION, week_of
from quizapp.storage import recall_errors, review_log
from quizapp.storage.learners import Learner
from quizapp.storage.mastery_tables import level_changes
from quizapp.storage.tables import (
    answer_days,
    answer_weeks,
    card_changes,
    topics,
)


@dataclass(frozen=True, slots=True)
class DaySums:
    """What was done on one study day (or on many, added up)."""

    answers: int = 0
    new_prompts: int = 0
    milliseconds: int = 0
    young: int = 0
    young_recalled: int = 0
    mature: int = 0
    mature_recalled: int = 0

    def plus(self, other: DaySums) -> DaySums:
        return DaySums(
            self.answers + other.answers,
            self.new_prompts + other.new_prompts,
            self.milliseconds + other.milliseconds,
            self.young + other.young,
            self.young_recalled + other.young_recalled,
            self.mature + other.mature,
            self.mature_recalled + other.mature_recalled,
        )


@dataclass(frozen=True, slots=True)
class Grades:
    """How often each grade was given."""

    again: int = 0
    hard: int = 0
    good: int = 0
    easy: int = 0

    @property
    def whole(self) -> int:
        return self.again + self.hard + self.good + self.easy


#: Names one state of a learner's log and of the deck: whatever is counted from both holds for it.
State = tuple[Any, ...]


def state_of(connection: Connection, learner: Learner, today: int) -> State:
    """The state that statistics are counted for; another one means another count.

    An entry raises the last number, taking one back lowers the newest that counts, and a change
    of the deck that matters changes a topic's title or how many prompts it has, or is a card's.
    Levels may change without an entry, when a session starts.
    """
    levels = select(func.max(level_changes.c.number)).where(
        level_changes.c.learner_id == learner.id
    )
    of_topic = (topics.c.id, topics.c.title, topics.c.prompts)
    in_deck = tuple(connection.execute(select(*of_topic).order_by(topics.c.id)))
    return (
        today,
        learner.last_seq,
        review_log.last_entry(connection, learner.id),
        learner.preferences,
        recall_errors.error_of(connection, learner.id),
        tuple(map(tuple, in_deck)),
        connection.scalar(select(func.max(card_changes.c.changed_at))),
        connection.scalar(levels),
    )


def days_of(
    connection: Connection, learner_id: int, first_day: int, topic: str = ""
) -> dict[int, DaySums]:
    """What was done on each study day from one on, in all topics or in one."""
    names = DaySums.__slots__
    statement = select(
        answer_days.c.study_day, *(func.sum(answer_days.c[name]) for name in names)
    ).where(answer_days.c.learner_id == learner_id, answer_days.c.study_day >= first_day)
    if topic:
        statement = statement.where(answer_days.c.topic == topic)
    rows = connection.execute(
        statement.group_by(answer_days.c.study_day).order_by(answer_days.c.study_day)
    )
    return {day: DaySums(*map(int, sums)) for day, *sums in rows}


def weeks_of(
    connection: Connection, learner_id: int, first_day: int, topic: str = ""
) -> tuple[dict[int, tuple[int, int, float]], dict[int, Grades]]:
    """Predictions by band and grades by hour, of whole weeks from the one of a day on.

    A band has its answers, how many were recalled, and the sum of the predictions.
    """
    names = ("again", "hard", "good", "easy", "predicted_millionths")
    of_week = answer_weeks.c
    statement: Select[Any] = select(
        of_week.hour, of_week.band, *(func.sum(of_week[name]) for name in names)
    ).where(of_week.learner_id == learner_id, of_week.week >= week_of(first_day))
    if topic:
        statement = statement.where(of_week.topic == topic)
    bands: dict[int, tuple[int, int, float]] = {}
    hours: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for hour, band, *sums in connection.execute(statement.group_by(of_week.hour, of_week.band)):
        *grades, millionths = map(int, sums)
        answers, recalled, predicted = bands.get(band, (0, 0, 0.0))
        bands[band] = (
            answers + sum(grades),
            recalled + sum(grades[1:]),
            predicted + millionths / MILLION,
        )
        for place, number in enumerate(grades):
            hours[hour][place] += number
    return bands, {hour: Grades(*grades) for hour, grades in sorted(hours.items()) if any(grades)}
