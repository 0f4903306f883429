"""Learners: what they chose is kept, wrong values never enter, and one writer at a time."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from quizapp.core.errors import InvalidInput
from quizapp.core.grades import GradeScale
from quizapp.core.replay import Policy
from quizapp.storage import learners
from quizapp.storage.database import reading, transaction
from quizapp.storage.learners import LOCAL_LEARNER, Learner, Preferences
from quizapp.storage.tables import learners as table
from tests.support.logbook import Logbook

CHOSEN = Preferences(
    zone="Pacific/Apia",
    rollover_hour=0,
    new_per_day=0,
    minutes_per_day=600,
    scheduler="fsrs",
    retention=0.97,
    grade_scale=GradeScale.SIX,
    shortcuts=False,
    theme="dark",
)


def read(app: Flask, learner_id: int = LOCAL_LEARNER) -> Learner:
    with app.app_context(), reading() as connection:
        return learners.learner(connection, learner_id)


def save(app: Flask, preferences: Preferences, learner_id: int = LOCAL_LEARNER) -> None:
    with app.app_context(), transaction() as connection:
        learners.save_preferences(connection, learner_id, preferences)


def test_it_begins_with_one_learner_and_the_documented_defaults(any_app: Flask) -> None:
    assert read(any_app) == Learner(1, Preferences())


def test_it_keeps_every_preference(any_app: Flask) -> None:
    save(any_app, CHOSEN)
    assert read(any_app).preferences == CHOSEN
    kept = read(any_app).preferences
    assert type(kept.grade_scale) is GradeScale
    assert type(kept.shortcuts) is bool


def test_it_changes_the_preferences_of_one_learner_alone(any_app: Flask) -> None:
    Logbook(any_app, 2)
    save(any_app, CHOSEN)
    assert read(any_app, 2).preferences == Preferences()


def test_it_makes_the_local_learner_once(any_app: Flask) -> None:
    save(any_app, CHOSEN)
    with any_app.app_context(), transaction() as connection:
        learners.ensure_local_learner(connection)
    assert read(any_app).preferences == CHOSEN


def test_it_says_so_when_there_is_no_such_learner(any_app: Flask) -> None:
    with pytest.raises(InvalidInput, match="There is no learner 7"):
        read(any_app, 7)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("rollover_hour", 24),
        ("rollover_hour", -1),
        ("retention", 0.69),
        ("retention", 0.98),
        ("scheduler", "leitner"),
        ("grade_scale", 5),
        ("theme", "pink"),
        ("zone", None),
    ],
)
def test_the_database_refuses_what_no_form_offers(any_app: Flask, column: str, value: Any) -> None:
    before = read(any_app)
    with (
        any_app.app_context(),
        pytest.raises(Exception, match=r"(?i)constraint"),
        transaction() as connection,
    ):
        connection.execute(update(table).values({column: value}))
    assert read(any_app) == before


def test_it_lets_writers_of_one_learner_wait_for_each_other(any_app: Flask) -> None:
    rounds, writers = 15, 6
    failed: list[BaseException] = []

    def count_up() -> None:
        try:
            for _ in range(rounds):
                with any_app.app_context(), transaction() as connection:
                    preferences = learners.locked_learner(connection).preferences
                    more = replace(preferences, new_per_day=preferences.new_per_day + 1)
                    learners.save_preferences(connection, LOCAL_LEARNER, more)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=count_up) for _ in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert read(any_app).preferences.new_per_day == 10 + rounds * writers


@pytest.mark.parametrize("policy", [Policy("fsrs", 0.9), Policy("fsrs", 0.8), Policy("sm2", 0.8)])
def test_it_gives_every_prompt_its_due_day_anew_for_another_scheduler(
    log: Logbook, policy: Policy
) -> None:
    log.start()
    for prompt, quality in (("sky", 5), ("list-files", 4), ("sky", 4), ("full-disk", 2)):
        log.answer(prompt, quality)
    before = log.state()
    log.choose(policy)
    assert log.kept("sky") == log.replayed("sky")
    assert log.faults() == []
    log.choose(Policy())
    assert log.state() == {**before, "learners": log.state()["learners"]}
    assert read(log.app).preferences == Preferences()
