"""The first page of the day: what is due, how long it takes, what is coming."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from quizapp.web.deck import sync_deck
from tests.support.client import CheckingClient
from tests.support.decks import ROADMAP, big_deck, write_deck
from tests.support.journey import Journey, Page, words_of
from tests.support.live import deck_of
from tests.support.moments import Clock


@pytest.fixture
def learner(client: CheckingClient) -> Journey:
    return Journey(client)


@pytest.fixture
def many(make_app: Callable[..., Flask], tmp_path: Path) -> Journey:
    """A deck of sixty plain cards and a few others."""
    return Journey(make_app(big_deck(tmp_path / "many", 60)).test_client())


def _lead(page: Page) -> str:
    """The sentence under the date."""
    return words_of(page.by_class("muted")[0])


def _forecast(page: Page) -> list[int]:
    (panel,) = page.all("section", aria_labelledby="forecast")
    return [int(words_of(one)) for one in panel.iter("td")]


def _answer_all(learner: Journey, page: Page, grade: str = "good") -> int:
    answered = 0
    while page.prompt_id:
        page = learner.grade(page, grade)
        answered += 1
    return answered


def test_it_greets_a_first_day(learner: Journey) -> None:
    page = learner.get("/")
    assert page.words("h1") == "Monday, 1 June"
    assert "10 new" in _lead(page)
    assert "about" in _lead(page)
    assert "due" not in _lead(page)
    assert "can wait" not in _lead(page)
    assert "Start today’s review" in page.text
    assert page.words("h2", id="how") == "How it goes"
    assert not page.all("section", aria_labelledby="forecast")


def test_it_says_that_an_empty_deck_has_no_cards(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    empty = make_app(write_deck(tmp_path / "empty", {"roadmap.toml": ROADMAP}))
    page = Journey(empty.test_client()).get("/")
    assert _lead(page) == "The deck has no cards yet."
    assert not page.all("form", action="/review/sessions")


def test_it_serves_a_folder_that_holds_nothing(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    (tmp_path / "nothing").mkdir()
    learner = Journey(make_app(tmp_path / "nothing").test_client())
    for path in ("/", "/hub", "/settings", "/cards"):
        assert learner.get(path).status == 200


def test_it_offers_more_when_the_day_is_done(learner: Journey) -> None:
    answered = _answer_all(learner, learner.start())
    assert answered == 10
    page = learner.get("/")
    assert _lead(page) == "All done for today: 10 answers given."
    assert "Learn 10 more" in page.text
    more = learner.send(page, "/review/sessions", more="10")
    assert more.prompt_id


def test_it_says_go_on_while_a_review_is_open(learner: Journey) -> None:
    learner.grade(learner.start())
    page = learner.get("/")
    assert "Go on with today’s review" in page.text
    assert "9 new" in _lead(page)


def test_it_says_so_when_nothing_is_due(
    make_app: Callable[..., Flask], tmp_path: Path, clock: Clock
) -> None:
    learner = Journey(make_app(write_deck(tmp_path / "one", deck_of("sky"))).test_client())
    learner.grade(learner.start())
    clock.pass_time(days=1)
    learner.grade(learner.start())
    clock.pass_time(days=1)
    page = learner.get("/")
    assert _lead(page) == "Nothing is due today."
    assert "Start today’s review" not in page.text


def test_it_shows_what_is_due_tomorrow_in_the_forecast(learner: Journey, clock: Clock) -> None:
    answered = _answer_all(learner, learner.start())
    forecast = _forecast(learner.get("/"))
    assert len(forecast) == 14
    assert forecast[0] == 0
    assert forecast[1] == answered
    clock.pass_time(days=1)
    page = learner.get("/")
    assert _forecast(page)[0] == answered
    assert f"{answered} cards are due" in _lead(page)


def test_it_lets_the_least_valuable_wait_when_many_are_overdue(many: Journey, clock: Clock) -> None:
    page = many.start(more="60")
    for _ in range(60):
        clock.pass_time(seconds=20)
        page = many.grade(page)
    fields = many.get("/settings").form("/settings")
    fields["minutes_per_day"] = "1"
    assert many.post("/settings", fields).status == 200
    clock.pass_time(days=40)
    page = many.get("/")
    due = int(_lead(page).split()[0])
    assert 1 <= due < 60
    assert f"{60 - due} more can wait" in _lead(page)
    asked = many.start()
    (bar,) = asked.all("progress")
    assert bar.get("max") == str(due)


def test_it_counts_late_cards_as_todays(many: Journey, clock: Clock) -> None:
    answered = _answer_all(many, many.start(more="20"))
    clock.pass_time(days=10)
    assert _forecast(many.get("/"))[0] == answered


def test_it_counts_the_days_of_study_and_forgives_a_gap(learner: Journey, clock: Clock) -> None:
    for days in (1, 1, 5):
        learner.grade(learner.start())
        clock.pass_time(days=days)
    page = learner.get("/")
    assert "3 of the last 21" in page.text
    (panel,) = page.all("section", aria_labelledby="days")
    assert len(list(panel.iter("td"))) == 3


def test_it_begins_the_day_at_the_learners_hour(learner: Journey, clock: Clock) -> None:
    clock.set("2026-06-02T03:59:00")
    assert learner.get("/").words("h1") == "Monday, 1 June"
    clock.set("2026-06-02T04:00:00")
    assert learner.get("/").words("h1") == "Tuesday, 2 June"


def test_it_shows_each_topic_with_what_is_known_of_it(learner: Journey, clock: Clock) -> None:
    first = learner.get("/")
    titles = [words_of(one) for one in first.by_class("station__title")]
    assert titles == ["Alpha topic", "Beta topic"]
    assert {one.get("href") for one in first.by_class("station")} == {
        "/roadmap/topics/alpha",
        "/roadmap/topics/beta",
    }
    _answer_all(learner, learner.start(more="20"))
    later = learner.get("/")
    rings = [one.get("aria-label") or "" for one in later.by_class("ring")]
    assert sum("percent, likely between" in one for one in rings) == 2


def test_it_offers_the_browsers_zone(learner: Journey) -> None:
    page = learner.get("/")
    (offer,) = [one for one in page.all("div") if one.get("data-zone")]
    assert offer.get("data-zone") == "UTC"
    assert offer.get("hidden") is not None
    moved = learner.send(page, "/settings/zone", zone="Pacific/Auckland")
    assert moved.status == 200
    assert "days are counted in Pacific/Auckland" in words_of(moved.all("main")[0])


def test_it_says_the_same_as_the_review_that_it_starts(learner: Journey) -> None:
    lead = _lead(learner.get("/"))
    (bar,) = learner.start().all("progress")
    assert lead.startswith(f"{bar.get('max')} new card")


def test_a_card_left_open_does_not_eat_the_day(learner: Journey, clock: Clock) -> None:
    page = learner.start()
    clock.pass_time(minutes=20)
    learner.grade(page)
    page = learner.get("/")
    assert _lead(page) == "9 new cards are waiting, about 2 minutes."
    assert learner.send(page, "/review/sessions").prompt_id


def test_an_open_review_can_go_on_whatever_the_minutes_say(many: Journey, clock: Clock) -> None:
    page = many.start(more="20")
    for _ in range(15):
        clock.pass_time(seconds=65)
        page = many.grade(page)
    page = many.get("/")
    assert _lead(page).startswith("5 new cards are waiting")
    assert "Go on with today’s review" in page.text
    (bar,) = many.send(page, "/review/sessions").all("progress")
    assert (bar.get("value"), bar.get("max")) == ("15", "20")


def test_a_review_of_cards_that_left_the_deck_is_over(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    folder = write_deck(tmp_path / "two", deck_of("sky"))
    app = make_app(folder)
    learner = Journey(app.test_client())
    learner.start()
    write_deck(folder, deck_of("fails"))
    sync_deck(app)
    page = learner.get("/")
    assert "Start today’s review" in page.text
    assert learner.send(page, "/review/sessions").prompt_id == "fails"
