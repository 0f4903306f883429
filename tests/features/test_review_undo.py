"""Each undo says what it took back, and brings the card on show where it can be asked."""

from __future__ import annotations

import pytest

from quizapp.core.reviews import Occasion
from tests.support.card_pages import send_marks
from tests.support.client import CheckingClient
from tests.support.journey import Journey, Page, words_of
from tests.support.logbook import Logbook
from tests.support.moments import Clock

ON_SKY = "Taken back: Good on “Which colour has the sky?”"


@pytest.fixture(params=["plain", "htmx"])
def learner(request: pytest.FixtureRequest, client: CheckingClient) -> Journey:
    """The same for a plain form and for htmx."""
    return Journey(client, htmx=request.param == "htmx")


def _start(learner: Journey, **more: str) -> Page:
    return Journey(learner.client).start(**more)


def _notice(page: Page) -> str:
    notices = page.by_class("notice")
    return words_of(notices[0]) if notices else ""


def _said(page: Page) -> str:
    return page.all("h1")[0].get("data-announce") or ""


def test_it_says_which_answer_it_took_back(learner: Journey) -> None:
    page = learner.grade(_start(learner))
    back = learner.send(page, "/review/retractions")
    assert back.prompt_id == "sky"
    assert _notice(back) == f"{ON_SKY}."
    assert _said(back) == f"{ON_SKY}."
    assert _notice(learner.grade(back)) == ""


def test_it_brings_back_a_card_of_the_session_before(learner: Journey, clock: Clock) -> None:
    page = _start(learner, more="1")
    end = learner.grade(page)
    more = learner.send(end, "/review/sessions", more="1")
    assert more.prompt_id not in ("", page.prompt_id)
    back = learner.send(more, "/review/retractions")
    assert back.prompt_id == page.prompt_id
    assert _notice(back) == f"{ON_SKY}."
    following = learner.grade(back)
    assert following.prompt_id == more.prompt_id


@pytest.mark.parametrize(("days", "when"), [(1, "yesterday"), (2, "2 days ago")])
def test_it_starts_todays_review_with_a_card_of_another_day(
    learner: Journey, clock: Clock, days: int, when: str
) -> None:
    page = learner.grade(_start(learner))
    clock.pass_time(days=days)
    back = learner.send(page, "/review/retractions")
    assert back.prompt_id == "sky"
    assert _notice(back) == f"{ON_SKY}, {when}."


def test_it_says_what_a_bulk_action_was_that_another_page_made(
    client: CheckingClient, learner: Journey, log: Logbook
) -> None:
    _start(learner)
    send_marks(client, mark="suspend", prompt=["pick", "idempotent", "idempotent~reverse"])
    page = Journey(learner.client).get("/review")
    back = learner.send(page, "/review/retractions")
    assert _notice(back) == "Taken back: suspended 2 cards. That was done on another page."
    assert _said(back).startswith("Taken back: suspended 2 cards.")
    assert not log.kept("pick").suspended
    assert log.faults() == []


def test_it_says_so_on_the_end_page_where_no_review_is_open(
    client: CheckingClient, learner: Journey, clock: Clock
) -> None:
    _start(learner)
    send_marks(client, mark="suspend", prompt=["pick", "prints"])
    page = Journey(learner.client).get("/review")
    clock.pass_time(days=1)
    back = learner.send(page, "/review/retractions")
    assert _notice(back).startswith("Taken back: suspended 2 cards, yesterday.")
    assert back.status == 200


def test_it_says_that_something_else_was_done_since(learner: Journey) -> None:
    page = learner.grade(_start(learner))
    learner.grade(page)
    refused = learner.send(page, "/review/retractions")
    assert _notice(refused) == "Something else was done since, so that was not taken back."
    assert refused.prompt_id != "sky"


def test_a_form_sent_twice_takes_back_once_and_says_so_twice(
    learner: Journey, log: Logbook
) -> None:
    page = learner.grade(learner.grade(_start(learner)))
    form = page.form("/review/retractions")
    once, twice = (learner.post("/review/retractions", form) for _ in range(2))
    assert _notice(once) == _notice(twice) != ""
    assert len(log.history("sky")) == 1


def test_it_does_not_ask_for_a_card_that_stays_suspended(learner: Journey, log: Logbook) -> None:
    page = _start(learner)
    log.mark("sky", Occasion.SUSPEND)
    log.mark("sky", Occasion.FLAG)
    back = learner.send(Journey(learner.client).get("/review"), "/review/retractions")
    assert _notice(back) == "Taken back: flagged “Which colour has the sky?”."
    assert back.prompt_id not in ("", page.prompt_id)
    assert len(_said(back)) > len(_notice(back))  # the other card is named as well


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ("flag", "Flagged to fix."),
        ("suspend", "Suspended. "),
        ("bury", "Not today. "),
    ],
)
def test_a_mark_is_announced(client: CheckingClient, mark: str, said: str) -> None:
    htmx = Journey(client, htmx=True)
    done = htmx.send(_start(htmx), "/review/marks", mark=mark)
    assert _said(done).startswith(said)
    assert (_said(done) == said) == (mark == "flag")


def test_a_day_that_ended_meanwhile_leads_to_today_by_a_real_move(
    client: CheckingClient, clock: Clock, log: Logbook
) -> None:
    htmx = Journey(client, htmx=True)
    page = htmx.reveal(_start(htmx))
    clock.set("2026-06-02T04:00:01")
    fields = page.form("/review/answers")
    fields["grade"] = "good"
    response = client.post("/review/answers", data=fields, headers=htmx.headers)
    assert (response.status_code, response.headers["HX-Redirect"]) == (204, "/")
    assert response.get_data() == b""
    assert len(log.history("sky")) == 1
