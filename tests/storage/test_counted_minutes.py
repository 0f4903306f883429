"""A card left open costs its day a minute at most; the log keeps how long it really was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from flask import Flask
from flask_migrate import downgrade

from quizapp.config import bundled
from quizapp.core.reviews import Occasion, Review
from quizapp.storage import day_figures, session_plans
from quizapp.storage.database import reading, transaction
from quizapp.storage.learners import learner, locked_learner
from quizapp.storage.rebuild import rebuild
from quizapp.storage.schema import bring_up_to_date
from quizapp.web.current import moment_of
from tests.support.logbook import Logbook

LONG = 1200.0


def answered(log: Logbook, prompt_id: str, seconds: float, name: str) -> None:
    entry = Review(prompt_id, Occasion.REVIEW, 0, 0, name, quality=4, seconds=seconds)
    log.write(entry)


def seconds_of(log: Logbook) -> float:
    with log.app.app_context(), reading() as connection:
        who = learner(connection, log.learner_id)
        return day_figures.work_on(connection, who.id, moment_of(who).day).seconds


def test_a_long_pause_counts_as_a_minute_and_is_kept_whole(log: Logbook) -> None:
    before = seconds_of(log)
    answered(log, "sky", LONG, "one")
    answered(log, "pick", 12.5, "two")
    assert seconds_of(log) - before == 72.5
    assert [one.seconds for one in log.history("sky")] == [LONG]
    assert log.faults() == []


def test_taking_it_back_takes_off_what_it_counted(log: Logbook) -> None:
    before = seconds_of(log)
    answered(log, "pick", LONG, "two")
    log.undo()
    assert seconds_of(log) == before
    assert log.faults() == []


def test_a_replay_counts_it_as_the_answer_did(log: Logbook) -> None:
    answered(log, "sky", LONG, "one")
    rows = log.tables(only=("day_totals",))
    with log.app.app_context(), transaction() as connection:
        who = locked_learner(connection, log.learner_id)
        rebuild(connection, who, moment_of(who).day)
    assert log.tables(only=("day_totals",)) == rows


def test_it_leaves_the_days_budget_to_the_other_cards(log: Logbook) -> None:
    answered(log, "sky", LONG, "one")
    with log.app.app_context(), reading() as connection:
        who = learner(connection, log.learner_id)
        made, _ = session_plans.plan_now(connection, who, moment_of(who))
    assert len(made.prompt_ids) == who.preferences.new_per_day - 2


def test_days_counted_by_an_earlier_version_are_put_right_and_back(
    make_app: Callable[..., Flask], deck_folder: Path, any_database_url: str
) -> None:
    app = make_app(deck_folder, database_url=any_database_url)
    log, other = Logbook(app), Logbook(app, 2)
    answered(log, "sky", LONG, "one")
    answered(log, "pick", LONG, "two")
    answered(log, "prints", LONG, "taken back")
    log.undo()
    answered(log, "prints", 7.2504, "three")
    answered(other, "sky", 3600.0, "one")
    rows = log.tables(only=("day_totals",))
    folder = bundled("migrations")
    with app.app_context():
        downgrade(directory=str(folder), revision="0005")
    before = log.tables(only=("day_totals",))["day_totals"]
    assert [one["milliseconds"] for one in before] == [2_407_250, 3_600_000]
    assert log.faults() != []
    with app.app_context():
        bring_up_to_date(app, folder)
    assert log.tables(only=("day_totals",)) == rows
    assert log.faults() == other.faults() == []
