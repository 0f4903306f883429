"""The end of a review: what happened, what was hard, what tomorrow brings, and a way to go on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.support.client import CheckingClient
from tests.support.decks import big_deck, write_deck
from tests.support.journey import Journey, Page, words_of
from tests.support.live import deck_of
from tests.support.moments import Clock


@pytest.fixture
def learner(client: CheckingClient) -> Journey:
    return Journey(client)


@pytest.fixture
def one_card(make_app: Callable[..., Flask], tmp_path: Path) -> Journey:
    """A deck of the one plain card `sky`."""
    return Journey(make_app(write_deck(tmp_path / "one", deck_of("sky"))).test_client())


def _lead(page: Page) -> str:
    """The sentences under the heading."""
    return words_of(page.by_class("muted")[0])


def test_it_offers_more_at_the_end_while_there_are_cards(learner: Journey) -> None:
    page = learner.start(more="2")
    while page.prompt_id:
        page = learner.grade(page)
    assert page.all("button", name="more", value="10")
    more = learner.send(page, "/review/sessions", more="10")
    assert more.prompt_id
    while more.prompt_id:
        more = learner.grade(more)
    assert not more.all("button", name="more")


def test_it_ends_whenever_the_learner_wants(learner: Journey) -> None:
    page = learner.grade(learner.start(more="20"))
    (end,) = [one for one in page.all("a") if words_of(one) == "← End"]
    summary = learner.get(end.get("href") or "")
    assert summary.words("h1") == "Stopped"
    assert _lead(summary).startswith("1 answer in 1 minute. 10 cards are left for today. ")
    on = learner.send(summary, "/review/sessions")
    assert on.prompt_id == page.prompt_id
    (bar,) = on.all("progress")
    assert (bar.get("value"), bar.get("max")) == ("1", "11")


def test_it_says_what_is_left_when_nothing_was_answered(learner: Journey, clock: Clock) -> None:
    for _ in range(3):
        learner.grade(learner.start(), "easy")
    clock.pass_time(days=1)
    learner.start()
    end = learner.get("/review/summary")
    assert end.words("h1") == "Stopped"
    assert "11 cards are left for today." in _lead(end)
    assert "Tomorrow, if you stop here: 3 cards due" in _lead(end)
    for wrong in ("Nothing is due", "Everything", "waiting", "10 more"):
        assert wrong not in end.text
    first = end.by_class("answer-bar")[0].findall(".//button")[0]
    assert words_of(first).startswith("Go on")
    assert learner.send(end, "/review/sessions").prompt_id


def test_it_offers_to_start_what_is_due_while_no_review_was_begun(
    one_card: Journey, clock: Clock
) -> None:
    one_card.grade(one_card.start())
    clock.pass_time(days=1)
    end = one_card.get("/review/summary")
    assert end.words("h1") == "Nothing answered yet"
    assert _lead(end).startswith("1 card is due today. Tomorrow, if you stop here: 1 card due")
    assert one_card.send(end, "/review/sessions").prompt_id == "sky"


def test_it_counts_for_tomorrow_what_is_still_waiting_today(
    make_app: Callable[..., Flask], tmp_path: Path, clock: Clock
) -> None:
    learner = Journey(make_app(big_deck(tmp_path / "many", 20)).test_client())
    page = learner.start(more="20")
    while page.prompt_id:
        clock.pass_time(seconds=20)
        page = learner.grade(page)
    fields = learner.get("/settings").form("/settings")
    fields["minutes_per_day"] = "1"
    learner.post("/settings", fields)
    clock.pass_time(days=1)
    page = learner.start()
    (bar,) = page.all("progress")
    answered = int(bar.get("max") or "0")
    page = learner.grade(page, "again")
    while page.prompt_id:
        page = learner.grade(page)
    assert page.words("h1") == "Done for today"
    assert f"{20 - answered} more cards are waiting" in page.text
    assert f", {20 - answered} of them from today" in _lead(page)


def test_it_says_that_nothing_was_due_when_nothing_was_answered(learner: Journey) -> None:
    assert learner.get("/review/summary").words("h1") == "Nothing is due"


def test_it_names_the_hardest_cards_of_the_day(one_card: Journey, clock: Clock) -> None:
    one_card.grade(one_card.start(), "good")
    clock.pass_time(days=2)
    page = one_card.grade(one_card.start(), "again")
    done = one_card.grade(page, "good")
    assert "Which colour has the sky?" in done.text
    assert "Forgotten 1 time" in done.text
    assert done.all("a", href="/cards/sky/edit?next=/review/summary")


def test_it_keeps_the_grade_as_it_was_given(one_card: Journey) -> None:
    one_card.grade(one_card.start(), "hard")
    facts = one_card.get("/review/summary").by_class("facts")[0]
    assert "Again0 Hard1 Good0 Easy0" in words_of(facts)
