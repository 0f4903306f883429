"""Why today: the fragment and the page that features share."""

from __future__ import annotations

import pytest
from flask import Flask, render_template

from quizapp.core.replay import Policy
from quizapp.storage.card_store import shown_prompt
from quizapp.storage.database import reading
from quizapp.storage.learners import learner
from quizapp.web.current import moment_of
from quizapp.web.why import Why, explain
from tests.support.client import check_page
from tests.support.logbook import Logbook
from tests.support.moments import Clock


@pytest.fixture
def log(app: Flask) -> Logbook:
    return Logbook(app)


def explained(log: Logbook, prompt_id: str) -> Why:
    with log.app.app_context(), reading() as connection:
        who = learner(connection, log.learner_id)
        return explain(connection, who, shown_prompt(connection, prompt_id), moment_of(who))


def test_it_explains_a_new_prompt_without_a_curve(log: Logbook) -> None:
    why = explained(log, "sky")
    assert why.curve is None
    assert why.history == []
    assert why.due == "new"
    assert [one.grade for one in why.outcomes] == ["Again", "Hard", "Good", "Easy"]


def test_it_offers_what_each_grade_would_do(log: Logbook, clock: Clock) -> None:
    log.answer("sky", 4)
    clock.pass_time(days=1)
    again, hard, good, easy = explained(log, "sky").outcomes
    assert (again.interval, again.again_today) == ("1 day", True)
    assert (hard.interval, hard.again_today) == ("6 days", True)
    assert (good.interval, good.again_today) == ("6 days", False)
    assert easy.interval == "6 days"


def test_it_tells_the_history_in_the_learners_zone(log: Logbook, clock: Clock) -> None:
    log.answer("sky", 4)
    [row] = explained(log, "sky").history
    assert (row.when, row.grade, row.interval) == ("1 Jun 2026, 12:00", "4", "1 day")
    assert row.iso == "2026-06-01T12:00:00+00:00"


def test_it_draws_the_fall_of_recall_from_the_log(log: Logbook, clock: Clock) -> None:
    log.choose(Policy("fsrs", 0.9))
    log.answer("sky", 4)
    clock.pass_time(days=2)
    curve = explained(log, "sky").curve
    assert curve is not None
    assert curve.rows[0] == ("0 days", "100 %")
    shares = [int(share.split()[0]) for _, share in curve.rows]
    assert shares == sorted(shares, reverse=True)
    assert curve.summary == "Recall today: 91 %, 2 days after the last answer."


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_it_stands_on_a_page_of_its_own_and_in_the_review(
    log: Logbook, headers: dict[str, str]
) -> None:
    log.answer("sky", 4)
    why = explained(log, "sky")
    with log.app.test_request_context("/review/why/sky", headers=headers):
        page = render_template("why.html", why=why)
        fragment = render_template("_why.html", why=why)
    check_page(page)
    check_page(fragment)
    assert ("<html" in page) is (not headers)
    assert 'id="why-heading" tabindex="-1" data-focus' in fragment
