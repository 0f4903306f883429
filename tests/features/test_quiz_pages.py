"""Picking a quiz: what is offered, what is refused, and what is said when questions are few."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from quizapp.core.reviews import Occasion
from tests.support.decks import SMALL_DECK, write_deck
from tests.support.journey import Journey, fields_of, words_of
from tests.support.logbook import Logbook
from tests.support.quizzing import Quizzer


@pytest.fixture
def learner(app: Flask) -> Quizzer:
    return Quizzer(app.test_client())


def test_it_offers_each_topic_with_its_number_of_questions(learner: Quizzer) -> None:
    page = learner.get("/quiz")
    labels = [words_of(one) for one in page.by_class("pick")]
    assert "Alpha topic 4" in labels
    assert "Beta topic 5" in labels
    assert "Beside each topic stands how many cards it has." in page.text
    assert [one.get("value") for one in page.all("input", name="size")[:4]] == [
        "5",
        "10",
        "12",
        "20",
    ]


def test_it_marks_its_entry_in_the_navigation(learner: Quizzer) -> None:
    page = learner.get("/quiz")
    assert page.words("a", aria_current="page") == "Quiz"


def test_it_ticks_the_topic_that_a_link_names(learner: Quizzer) -> None:
    assert learner.get("/quiz?topic=beta").status == 200
    page = learner.get("/quiz?topic=beta&topic=nonsense")
    assert page.status == 422
    (notice,) = page.by_class("notice--bad")
    assert "Topic is ‘nonsense’; it must be one of: alpha, beta." in words_of(notice)
    ticked = [
        one.get("value")
        for one in page.all("input", type="checkbox")
        if one.get("checked") is not None
    ]
    assert ticked == ["beta"]


def test_it_says_how_many_there_are_and_offers_what_is_possible(learner: Quizzer) -> None:
    page = learner.pick("beta", size="10", mode="check")
    assert page.status == 422
    (notice,) = page.by_class("notice--warn")
    told = "Beta topic has 5 cards, each asked once, and you asked for 10 questions."
    assert told in words_of(notice)
    offers = [words_of(one) for one in notice.iter("button")]
    assert offers == ["Ask these 5", "Add what it builds on: Alpha topic"]
    done = learner.post("/quiz", page.form("/quiz"))
    assert done.words("h1") == "Beta topic"
    assert "Question 1 of 5" in done.text
    assert "Check" in done.text


def test_it_offers_the_topics_that_a_small_one_builds_on(learner: Quizzer) -> None:
    page = learner.pick("beta", size="20")
    forms = [one for one in page.all("form", action="/quiz") if "Add" in words_of(one)]
    topics = [one.get("value") for one in forms[0].iter("input") if one.get("name") == "topic"]
    assert topics == ["beta", "alpha"]


@pytest.mark.parametrize(
    ("fields", "allowed"),
    [
        ({"topic": ["gamma"]}, "one of: alpha, beta"),
        ({"topic": []}, "No topic is picked"),
        ({"size": ["7"]}, "one of: 5, 10, 12, 20, all"),
        ({"size": []}, "The number of questions is missing"),
        ({"mode": ["exam"]}, "one of: practice, check"),
        ({"purpose": ["fun"]}, "one of: topics, milestone, weak, mistakes"),
        ({"purpose": ["retake"], "quiz": ["x"]}, "a whole number from 1"),
        ({"purpose": ["placement"], "topic": ["alpha", "beta"]}, "one topic"),
        ({"purpose": ["milestone"], "milestone": ["m99"]}, "milestone is"),
        ({"start_id": ["mine"]}, "out of date"),
    ],
)
def test_it_refuses_what_cannot_be_and_names_what_can(
    fields: dict[str, list[str]], allowed: str, learner: Quizzer
) -> None:
    sent = learner.get("/quiz").form("/quiz")
    sent.setlist("topic", ["alpha"])
    sent.setlist("size", ["5"])
    for name, values in fields.items():
        sent.setlist(name, values)
    page = learner.post("/quiz", sent)
    assert page.status == 422
    assert allowed in words_of(page.by_class("notice--bad")[0])
    assert learner.get("/quiz/1").status == 404


def test_a_double_click_starts_one_quiz(learner: Quizzer) -> None:
    fields = learner.get("/quiz").form("/quiz")
    fields.setlist("topic", ["beta"])
    fields.setlist("size", ["5"])
    assert learner.post("/quiz", fields).words("h1") == "Beta topic"
    assert learner.post("/quiz", fields).response.request.path == "/quiz/1"
    assert learner.get("/quiz/2").status == 404


def test_a_quiz_of_somebody_else_or_of_nobody_is_not_found(learner: Quizzer) -> None:
    for path in ("/quiz/9", "/quiz/9/result", "/quiz/9/questions/0", f"/quiz/{10**30}"):
        assert learner.get(path).status == 404


def test_an_empty_deck_says_that_there_is_nothing_to_ask(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    page = Journey(make_app(tmp_path / "empty").test_client()).get("/quiz")
    assert "nothing to ask" in page.text
    assert not page.all("form", action="/quiz")


def test_the_final_takes_all_there_is(learner: Quizzer) -> None:
    page = learner.pick(size="20", mode="check", purpose="final")
    assert page.words("h1") == "Final over all topics"
    assert "Question 1 of 9" in page.text


def test_nothing_is_called_weak_without_reviews(learner: Quizzer) -> None:
    page = learner.pick(purpose="weak")
    assert page.status == 422
    assert "No topic has enough reviews yet" in page.text


def test_suspended_cards_are_not_asked(learner: Quizzer, log: Logbook) -> None:
    log.mark("list-files", Occasion.SUSPEND)
    page = learner.pick("beta")
    assert (
        "has 4 cards, each asked once, and you asked for 5 questions. 1 more card is suspended."
        in page.text
    )


@pytest.mark.parametrize("mode", ["check", "practice"])
def test_the_final_is_a_check_or_a_practice(mode: str, learner: Quizzer) -> None:
    page = learner.get("/quiz")
    (form,) = [
        one
        for one in page.all("form", action="/quiz")
        if any(field.get("value") == "final" for field in one.iter("input"))
    ]
    assert [one.get("value") for one in form.iter("button")] == ["check", "practice"]
    fields = fields_of(form)
    fields["mode"] = mode
    shown = learner.post("/quiz", fields)
    assert mode.capitalize() in words_of(shown.by_class("quiz-top")[0])


def test_a_checkpoint_asks_a_milestone_and_what_came_before(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    files = dict(SMALL_DECK)
    files["roadmap.toml"] += """
[[milestone]]
id = "first"
title = "First project"
topics = ["alpha"]

[[milestone]]
id = "second"
title = "Second project"
topics = ["beta"]
"""
    learner = Quizzer(make_app(write_deck(tmp_path / "with", files)).test_client())
    assert "Second project" in learner.get("/quiz").text
    page = learner.pick(purpose="milestone", milestone="first", mode="check")
    assert page.words("h1") == "Checkpoint: First project"
    assert "Question 1 of 4" in page.text
    assert "Question 1 of 9" in learner.pick(purpose="milestone", milestone="second").text
