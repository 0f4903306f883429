"""Levels are kept and logged when a session starts, with the learner's own error measured once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import insert

from quizapp.core.levels import Level, LevelState
from quizapp.core.recall_error import UNMEASURED
from quizapp.core.roadmap import Choice
from quizapp.storage import level_log, levels_settled, recall_errors, topic_choices
from quizapp.storage.database import reading, transaction
from quizapp.storage.learners import learner, locked_learner
from quizapp.storage.level_log import LevelChange
from quizapp.storage.mastery_tables import recall_errors as errors_table
from quizapp.storage.milestone_store import all_milestones
from quizapp.storage.standings import TopicStanding, standings_on
from quizapp.web.current import moment_of
from quizapp.web.deck import sync_deck
from tests.support.checks import take_check
from tests.support.decks import SMALL_DECK, write_deck
from tests.support.logbook import Logbook
from tests.support.moments import Clock

ALPHA = ("sky", "idempotent", "idempotent~reverse", "cloze-two~1", "cloze-two~2", "pick")


def settle(log: Logbook) -> None:
    with log.app.app_context(), transaction() as connection:
        who = locked_learner(connection, log.learner_id)
        levels_settled.settle(connection, who, moment_of(who))


def shown(log: Logbook, topic: str = "alpha") -> TopicStanding:
    with log.app.app_context(), reading() as connection:
        who = learner(connection, log.learner_id)
        found = standings_on(connection, who, moment_of(who).day)
    return next(one for one in found if one.topic.id == topic)


def changes(log: Logbook, topic: str = "alpha") -> list[LevelChange]:
    with log.app.app_context(), reading() as connection:
        return level_log.changes_of(connection, log.learner_id, topic)


def learn_well(log: Logbook, clock: Clock) -> None:
    """Answer every question of a topic until it holds for weeks."""
    for days in (0, 1, 6, 17, 48):
        clock.pass_time(days=days)
        for prompt in ALPHA:
            log.answer(prompt, 5)


def test_the_first_answer_makes_a_topic_learning(log: Logbook) -> None:
    log.answer("sky", 4)
    assert changes(log) == []
    settle(log)
    (change,) = changes(log)
    assert (change.old, change.new) == (Level.NOT_STARTED, Level.LEARNING)
    assert change.cause.startswith("The first 1 question of ")
    settle(log)
    assert len(changes(log)) == 1


def test_a_page_shows_the_level_before_it_is_logged(log: Logbook) -> None:
    log.answer("sky", 4)
    one = shown(log)
    assert one.kept == LevelState()
    assert one.level is Level.LEARNING


def test_what_is_learned_well_holds_and_fades_only_after_a_week(log: Logbook, clock: Clock) -> None:
    learn_well(log, clock)
    settle(log)
    assert [(one.old, one.new) for one in changes(log)] == [(Level.NOT_STARTED, Level.HOLDING)]
    assert "holding" not in changes(log)[0].cause
    for _ in range(2000):
        clock.pass_time(days=1)
        if shown(log).state.short_since is not None:
            break
    assert shown(log).wants_refresh
    settle(log)
    assert shown(log).level is Level.HOLDING
    clock.pass_time(days=6)
    assert shown(log).level is Level.HOLDING
    clock.pass_time(days=1)
    settle(log)
    assert changes(log)[0].new is Level.LEARNING
    assert changes(log)[0].cause.startswith("For 7 days")


def test_a_level_falls_while_the_learner_is_away_as_it_would_have_day_by_day(
    log: Logbook, any_app: Flask, clock: Clock
) -> None:
    learn_well(log, clock)
    settle(log)
    start = shown(log).kept.since
    clock.pass_time(days=5000)
    away = shown(log)
    assert away.kept.level is Level.HOLDING
    assert away.level is Level.LEARNING, "pages show it before anything is written"
    settle(log)
    (fall, _) = changes(log)
    assert (fall.old, fall.new) == (Level.HOLDING, Level.LEARNING)
    assert start < fall.study_day == away.state.since == shown(log).kept.since < start + 5000
    assert log.faults() == []
    settle(log)
    assert len(changes(log)) == 2, "a second session finds nothing new"


def test_a_short_absence_takes_no_level(log: Logbook, clock: Clock) -> None:
    learn_well(log, clock)
    settle(log)
    for _ in range(20):
        clock.pass_time(days=6)
        for prompt in ALPHA:
            log.answer(prompt, 4)
        settle(log)
    assert shown(log).level is Level.HOLDING
    assert len(changes(log)) == 1


def test_one_miss_leaves_the_level(log: Logbook, clock: Clock) -> None:
    learn_well(log, clock)
    settle(log)
    log.answer("sky", 0)
    clock.pass_time(days=1)
    settle(log)
    assert shown(log).level is Level.HOLDING
    assert len(changes(log)) == 1


def test_checks_on_two_days_make_it_mastered_and_one_wrong_answer_leaves_it(
    log: Logbook, clock: Clock
) -> None:
    learn_well(log, clock)
    right = [(prompt, 1.0) for prompt in ALPHA]
    take_check(log, "alpha", right)
    assert shown(log).level is Level.HOLDING
    clock.pass_time(days=1)
    take_check(log, "alpha", right)
    assert shown(log).level is Level.MASTERED
    assert changes(log)[0].cause.endswith("12 of 12 right (88–100 %), the last one today")
    clock.pass_time(days=1)
    take_check(log, "alpha", [("sky", 0.0)])
    assert shown(log).level is Level.MASTERED
    assert shown(log).standing.checked.score == 12


def test_what_the_learner_marked_makes_nothing_mastered(log: Logbook, clock: Clock) -> None:
    learn_well(log, clock)
    for _ in range(2):
        take_check(log, "alpha", [(prompt, 1.0) for prompt in ALPHA], self_marked=True)
        clock.pass_time(days=1)
    assert shown(log).level is Level.HOLDING
    assert shown(log).standing.checked.self_marked == 12


def test_a_session_that_starts_settles_the_levels(log: Logbook) -> None:
    log.answer("sky", 4)
    log.start()
    assert shown(log).kept.level is Level.LEARNING


def test_the_error_is_measured_once_a_day(log: Logbook, clock: Clock) -> None:
    with log.app.app_context(), reading() as connection:
        assert recall_errors.error_of(connection, log.learner_id) == (UNMEASURED, None)
    for prompt in ALPHA:
        log.answer(prompt, 4)
    clock.pass_time(days=3)
    for number, prompt in enumerate(ALPHA):
        log.answer(prompt, 2 if number == 0 else 4)
    settle(log)
    with log.app.app_context(), reading() as connection:
        error, day = recall_errors.error_of(connection, log.learner_id)
    assert (error.reviews, error.misses) == (6, 1)
    assert 0 < error.expected_misses < 2
    clock.pass_time(minutes=5)
    log.undo()
    settle(log)
    with log.app.app_context(), reading() as connection:
        assert recall_errors.error_of(connection, log.learner_id) == (error, day)
    clock.pass_time(days=1)
    settle(log)
    with log.app.app_context(), reading() as connection:
        again, later = recall_errors.error_of(connection, log.learner_id)
    assert again.reviews == 5
    assert later == (day or 0) + 1


def test_a_learner_who_forgets_more_is_shown_less(log: Logbook) -> None:
    for prompt in ALPHA:
        log.answer(prompt, 4)
    before = shown(log).standing.estimate
    row = {"as_of_day": 1, "reviews": 600, "expected_misses": 60.0, "misses": 180, "blocks": 20}
    with log.app.app_context(), transaction() as connection:
        connection.execute(
            insert(errors_table), {"learner_id": log.learner_id, "squares": 40.0, **row}
        )
    after = shown(log).standing.estimate
    assert (after.recall or 1) < (before.recall or 0)


def test_steady_questions_follow_the_log_and_the_doctor_agrees(log: Logbook, clock: Clock) -> None:
    log.start()
    learn_well(log, clock)
    clock.pass_time(days=30)
    log.start()
    assert shown(log).sums.steady == len(ALPHA)
    log.answer("sky", 0)
    assert shown(log).sums.steady == len(ALPHA) - 1
    log.undo()
    assert shown(log).sums.steady == len(ALPHA)
    assert log.faults() == []


@pytest.mark.parametrize("choice", list(Choice))
def test_a_decision_about_a_topic_is_kept_and_can_go(log: Logbook, choice: Choice) -> None:
    def choose(one: Choice | None) -> None:
        with log.app.app_context(), transaction() as connection:
            topic_choices.choose(connection, log.learner_id, "alpha", one)

    choose(choice)
    choose(choice)
    assert shown(log).choice is choice
    assert shown(log).is_counted == (choice is Choice.TAKE)
    choose(None)
    assert shown(log).choice is None


def test_milestones_come_and_go_with_the_roadmap(
    make_app: Callable[..., Flask], tmp_path: Path, any_database_url: str
) -> None:
    table = '\n[[milestone]]\nid = "m01"\ntitle = "One"\ntopics = ["alpha", "beta"]\n'
    files = {**SMALL_DECK, "roadmap.toml": SMALL_DECK["roadmap.toml"] + table}
    folder = write_deck(tmp_path / "with", files)
    app = make_app(folder, database_url=any_database_url)
    with app.app_context(), reading() as connection:
        (one,) = all_milestones(connection)
    assert one.topics == ("alpha", "beta")
    write_deck(folder, {"roadmap.toml": SMALL_DECK["roadmap.toml"]})
    sync_deck(app)
    with app.app_context(), reading() as connection:
        assert all_milestones(connection) == []
