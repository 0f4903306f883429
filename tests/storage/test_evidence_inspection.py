"""The doctor looks at quizzes and levels too, and a replay sets right what only repeats them."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, update

from quizapp.core.levels import Level
from quizapp.storage import levels_settled
from quizapp.storage.database import transaction
from quizapp.storage.learners import learner, locked_learner
from quizapp.storage.mastery_tables import level_changes, topic_levels
from quizapp.storage.rebuild import rebuild
from quizapp.storage.tables import quiz_answers, quizzes
from quizapp.web.current import moment_of
from tests.support.checks import take_check
from tests.support.logbook import Logbook
from tests.support.moments import Clock

MINE = quiz_answers.c.learner_id == 1
OF_ONE = level_changes.c.learner_id == 1


@pytest.fixture
def checked(log: Logbook, clock: Clock) -> Logbook:
    """Two Check quizzes of one day, one of the next, and a level that was reached."""
    log.answer("sky", 4)
    for _ in range(2):
        take_check(log, "alpha", [("sky", 1.0), ("pick", 0.0)])
    clock.pass_time(days=1)
    take_check(log, "alpha", [("pick", 1.0)])
    assert log.faults() == []
    return log


def replay(book: Logbook) -> None:
    with book.app.app_context(), transaction() as connection:
        who = locked_learner(connection, 1)
        rebuild(connection, who, moment_of(who).day)


def test_a_second_first_answer_of_a_day_is_found_and_mended(checked: Logbook) -> None:
    before = checked.tables()
    with checked.app.app_context(), transaction() as connection:
        connection.execute(update(quiz_answers).values(first_of_day=True).where(MINE))
    assert checked.faults() == [
        f"2 answers to {name} are the first on day {before['quizzes'][0]['study_day']} in a quiz"
        for name in ("pick", "sky")
    ]
    replay(checked)
    assert checked.faults() == []
    assert checked.tables()["quiz_answers"] == before["quiz_answers"]


def test_an_answer_that_its_quiz_did_not_plan_is_found(checked: Logbook) -> None:
    with checked.app.app_context(), transaction() as connection:
        connection.execute(
            update(quizzes)
            .values(plan='["sky"]')
            .where(quizzes.c.learner_id == 1, quizzes.c.id == 2)
        )
    assert checked.faults() == ["answer 2 of quiz 2 is not to the question planned there"]


@pytest.mark.parametrize("is_gone", [True, False])
def test_a_level_that_its_changes_do_not_lead_to_is_found_and_mended(
    checked: Logbook, is_gone: bool
) -> None:
    before = checked.tables()["topic_levels"]
    with checked.app.app_context(), transaction() as connection:
        wrong = delete(topic_levels) if is_gone else update(topic_levels).values(level="mastered")
        connection.execute(
            wrong.where(topic_levels.c.learner_id == 1, topic_levels.c.topic == "alpha")
        )
    kept = Level.NOT_STARTED if is_gone else Level.MASTERED
    assert checked.faults() == [f"alpha is kept as {kept.value}, its last change is learning"]
    replay(checked)
    assert checked.faults() == []
    assert checked.tables()["topic_levels"] == before


def test_a_change_of_level_that_is_missing_or_begins_elsewhere_is_found(checked: Logbook) -> None:
    first, second = checked.tables(1)["level_changes"]
    assert (first["topic"], second["topic"]) == ("alpha", "beta")
    with checked.app.app_context(), transaction() as connection:
        connection.execute(delete(level_changes).where(OF_ONE, level_changes.c.number == 1))
        connection.execute(update(level_changes).values(old_level="holding").where(OF_ONE))
    assert checked.faults() == [
        "level change 2 stands in place 1",
        "beta changes from holding, but was not-started",
        "alpha is kept as learning, its last change is not-started",
    ]


def test_a_replay_changes_nothing_where_all_is_right(checked: Logbook) -> None:
    with checked.app.app_context(), transaction() as connection:
        who = learner(connection, 1)
        levels_settled.settle(connection, who, moment_of(who))
    replay(checked)
    before = checked.tables()
    replay(checked)
    assert checked.tables() == before
