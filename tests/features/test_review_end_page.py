"""The end of a review: what happened, what was hard, what tomorrow brings, and a way to go on."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.support.client import CheckingClient
from tests.support.decks import write_deck
from tests.support.journey import Journey, words_of
from tests.support.live import deck_of
from tests.support.moments import Clock


@pytest.fixture
def learner(client: CheckingClient) -> Journey:
    return Journey(client)


@pytest.fixture
def one_card(make_app: Callable[..., Flask], tmp_path: Path) -> Journey:
    """A deck of the one plain card `sky`."""
    return Journey(make_app(write_deck(tmp_path / "one", deck_of("sky"))).test_client())


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
    assert summary.words("h1") == "Done for today"
    assert re.search(r"1 (answer|card) in 1 minute", summary.text)


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
