"""The roadmap: topics in learning order beside mastery, and what is next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from quizapp.config import bundled
from quizapp.features.roadmap.overview import GOALS
from tests.features.roadmap.conftest import ALPHA
from tests.support.client import CheckingClient
from tests.support.decks import ROADMAP, SMALL_DECK, write_deck
from tests.support.journey import Journey, Page, words_of
from tests.support.logbook import Logbook
from tests.support.moments import Clock

PAGES = (
    "/roadmap",
    "/roadmap/graph",
    "/roadmap/error",
    "/roadmap?show=due",
    "/roadmap?show=weak",
    "/roadmap?milestone=m02",
    "/roadmap/milestones/m01",
    "/roadmap/milestones/m01/answers",
    "/roadmap/topics/alpha",
    "/roadmap/topics/alpha/questions",
    "/roadmap/topics/alpha/reviews",
    "/roadmap/topics/alpha/answers",
)


def titles(page: Page) -> list[str]:
    return [words_of(one).removesuffix(" next") for one in page.by_class("station__title")]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_before_and_after_learning(
    path: str, learner: Journey, log: Logbook, clock: Clock
) -> None:
    assert learner.get(path).status == 200
    log.answer("sky", 2)
    log.undo()
    log.answer("sky", 4)
    clock.pass_time(days=1)
    assert learner.get(path).status == 200


def test_a_new_learner_gets_three_suggestions_at_most_and_no_ring(learner: Journey) -> None:
    page = learner.get("/roadmap")
    assert page.by_class("ring") == []
    assert page.by_class("station") == []
    (starts,) = page.by_class("starts")
    assert 1 <= len(list(starts.iter("h3"))) <= 3
    assert "Alpha topic" in words_of(starts)
    assert "Take a placement" in page.text
    folded = next(one for one in page.all("details") if "All 2 topics" in words_of(one))
    assert folded.get("open") is None


def test_topics_stand_in_learning_order_with_level_and_figures(
    learner: Journey, well: Logbook
) -> None:
    page = learner.get("/roadmap")
    assert titles(page) == ["Alpha topic", "Beta topic"]
    (alpha, beta) = page.by_class("station__note")
    assert "Holding" in words_of(alpha)
    assert "6 of 6 seen" in words_of(alpha)
    assert words_of(beta) == "○ Not started · builds on Alpha topic"
    assert "1 of 2 topics holding" in words_of(page.all("main")[0])


def test_next_is_what_holds_already_allows(learner: Journey, well: Logbook) -> None:
    page = learner.get("/roadmap")
    (notice,) = page.by_class("notice")
    assert words_of(notice).startswith("Next, by what holds already: Beta topic.")
    assert "locked" not in words_of(notice)


def test_each_topic_opens_in_place_with_its_ways(learner: Journey, well: Logbook) -> None:
    page = learner.get("/roadmap")
    body = page.by_class("topic__body")[0]
    targets = {one.get("href") for one in body.iter("a")}
    assert targets >= {
        "/hub/alpha",
        "/quiz?topic=alpha",
        "/roadmap/topics/alpha",
        "/roadmap/topics/alpha/questions",
        "/roadmap/topics/alpha/answers",
    }
    assert any((one or "").startswith("/cards?q=topic:alpha") for one in targets)
    assert "No checked answers yet" in words_of(body)


def test_skipping_is_a_plain_form_and_leaves_the_denominator(
    learner: Journey, log: Logbook
) -> None:
    log.answer("sky", 4)
    page = learner.get("/roadmap")
    assert "0 of 2 topics holding" in words_of(page.all("main")[0])
    fields = {"topic": "beta", "back": "/roadmap"}
    page = learner.post("/roadmap/choices", {**fields, "choice": "skip"})
    assert page.status == 200
    assert "0 of 1 topic holding" in words_of(page.all("main")[0])
    assert "Left out: 1 topic" in page.text
    assert "0 of 1 topic holding" in learner.get("/roadmap/milestones/m01").text
    page = learner.post("/roadmap/choices", {**fields, "choice": "reset"})
    assert "0 of 2 topics holding" in words_of(page.all("main")[0])


def test_a_decision_leads_back_to_the_list_as_it_was_filtered(
    learner: Journey, well: Logbook
) -> None:
    fields = learner.get("/roadmap?show=all&milestone=m02").form("/roadmap/choices")
    assert fields["back"] == "/roadmap?show=all&milestone=m02"
    page = learner.post("/roadmap/choices", {**fields.to_dict(), "choice": "skip"})
    assert page.response.request.full_path.startswith("/roadmap?show=all&milestone=m02")
    assert "0 of 0 topics holding" in page.text
    assert learner.get("/roadmap").form("/roadmap/choices")["back"] == "/roadmap"


def test_what_is_to_be_repeated_today_is_due_as_on_today(learner: Journey, log: Logbook) -> None:
    log.start()
    log.answer("sky", 2)
    assert "1 card is due" in learner.get("/").text
    assert "1 card due" in words_of(learner.get("/roadmap").by_class("muted")[0])


def test_optional_topics_are_left_out_until_they_are_taken(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    optional = ROADMAP.replace('needs = ["alpha"]', 'needs = ["alpha"]\noptional = true')
    app = make_app(write_deck(tmp_path / "optional", {**SMALL_DECK, "roadmap.toml": optional}))
    Logbook(app).answer("sky", 4)
    learner = Journey(app.test_client())
    assert "0 of 1 topic holding" in words_of(learner.get("/roadmap").all("main")[0])
    page = learner.post("/roadmap/choices", {"topic": "beta", "choice": "take"})
    assert "0 of 2 topics holding" in words_of(page.all("main")[0])


def test_filters_show_what_is_due_weak_or_of_a_milestone(
    learner: Journey, log: Logbook, clock: Clock
) -> None:
    for prompt in ALPHA:
        log.answer(prompt, 4)
    assert titles(learner.get("/roadmap?show=due")) == []
    assert "Nothing is due here today." in learner.get("/roadmap?show=due").text
    clock.pass_time(days=60)
    assert titles(learner.get("/roadmap?show=due")) == ["Alpha topic"]
    assert titles(learner.get("/roadmap?show=weak")) == ["Alpha topic"]
    assert titles(learner.get("/roadmap?milestone=m02")) == ["Beta topic"]
    assert titles(learner.get("/roadmap?show=due&milestone=m02")) == []


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/roadmap?show=nonsense", 422, "it must be one of: all, due, weak"),
        ("/roadmap?milestone=m99", 422, "it must be one of: m01, m02"),
        ("/roadmap/topics/gamma", 404, "There is no topic"),
        ("/roadmap/milestones/m99", 404, "There is no milestone"),
        ("/roadmap/topics/alpha/questions?page=2", 404, "There is one page"),
        ("/roadmap/topics/alpha/answers?page=2", 404, "none of them"),
        ("/roadmap/topics/alpha/questions?section=x", 422, "one of: first-things"),
        ("/roadmap/topics/alpha/answers?section=", 422, "one of: first-things"),
        ("/roadmap/milestones/m99/answers", 404, "There is no milestone"),
        ("/roadmap/topics/alpha/questions?page=0", 422, "whole number from 1"),
        ("/roadmap/topics/alpha/reviews?before=x", 422, "whole number from 1"),
    ],
)
def test_what_cannot_be_shown_is_said_with_what_can(
    path: str, status: int, words: str, learner: Journey
) -> None:
    page = learner.get(path)
    assert page.status == status
    assert words in words_of(page.all("main")[0])


@pytest.mark.parametrize("fields", [{"topic": "gamma", "choice": "skip"}, {"topic": "alpha"}])
def test_a_wrong_decision_is_refused_with_what_is_allowed(
    fields: dict[str, str], learner: Journey
) -> None:
    page = learner.post("/roadmap/choices", fields)
    assert page.status == 422
    assert "it must be one of" in page.text


def test_a_decision_never_leads_to_another_site(client: CheckingClient) -> None:
    fields = {"topic": "alpha", "choice": "skip", "back": "//evil.example"}
    assert client.post("/roadmap/choices", data=fields).headers["Location"] == (
        "/roadmap#topic-alpha"
    )


@pytest.mark.parametrize("shape", ["graph--narrow", "graph--wide"])
def test_the_graph_links_each_topic_and_names_what_it_needs(
    learner: Journey, well: Logbook, shape: str
) -> None:
    page = learner.get("/roadmap/graph")
    (drawing,) = page.by_class(shape)
    nodes = page.by_class("graph__node", within=drawing)
    assert [one.get("aria-label") for one in nodes] == [
        "Alpha topic: Holding",
        "Beta topic: Not started; builds on Alpha topic",
    ]
    assert [one.get("href") for one in nodes] == ["/roadmap/topics/alpha", "/roadmap/topics/beta"]
    assert len(page.by_class("graph__need", within=drawing)) == 1


def test_milestones_say_what_they_need(learner: Journey, well: Logbook) -> None:
    page = learner.get("/roadmap")
    notes = [words_of(one) for one in page.by_class("mark__note")]
    assert notes == [
        "1 of 2 topics holding; needs Beta topic",
        "0 of 1 topic holding; needs Beta topic",
    ]


def test_the_five_items_are_counted_as_the_hub_counts_them(learner: Journey) -> None:
    home = (bundled("cards") / "hub" / "home.md").read_text(encoding="utf-8")
    items = [line for line in home.splitlines() if line.startswith("- ") and "} of " in line]
    assert len(items) == len(GOALS)
    for item, (text, name, planned) in zip(items, GOALS, strict=True):
        assert item == "- " + text.format(f"{{{name}}}", planned)
    shown = words_of(learner.get("/roadmap").all("section", aria_labelledby="goals")[0])
    assert "0 of 5" in shown
    assert "0 of 22 pages" in shown


def test_today_names_the_level_of_each_topic(learner: Journey, well: Logbook) -> None:
    notes = [words_of(one) for one in learner.get("/").by_class("station__note")]
    assert notes[0].startswith("Holding · 6 of 6 seen")
