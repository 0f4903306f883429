"""Weak topics: quizzes and the roadmap say the same, and Check quizzes have their word in it."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support.checks import take_check
from tests.support.journey import words_of
from tests.support.logbook import Logbook
from tests.support.moments import Clock
from tests.support.quizzing import Quizzer

ALPHA = ("sky", "idempotent", "idempotent~reverse", "cloze-two~1", "cloze-two~2", "pick")
BETA = ("list-files", "in-order", "prints", "fails", "full-disk")


@pytest.fixture
def learner(app: Flask) -> Quizzer:
    return Quizzer(app.test_client())


def panel(learner: Quizzer) -> str:
    (found,) = learner.get("/quiz").all("section", aria_labelledby="weak")
    return words_of(found)


def on_the_roadmap(learner: Quizzer) -> list[str]:
    page = learner.get("/roadmap?show=weak")
    return [words_of(next(one.iter("b"))) for one in page.by_class("station__title")]


def test_where_nothing_is_weak_the_least_known_are_offered_as_such(
    learner: Quizzer, log: Logbook
) -> None:
    for prompt in ALPHA:
        log.answer(prompt, 4)
    assert on_the_roadmap(learner) == []
    assert "No topic that you have begun is weak." in panel(learner)
    assert "The least known: Alpha topic" in panel(learner)
    page = learner.pick(purpose="weak", size="all")
    assert page.words("h1") == "Least known topics: Alpha topic"


def test_what_is_forgotten_is_weak_on_both_pages(
    learner: Quizzer, log: Logbook, clock: Clock
) -> None:
    for prompt in ALPHA:
        log.answer(prompt, 4)
    clock.pass_time(days=25)
    for prompt in BETA:
        log.answer(prompt, 4)
    assert on_the_roadmap(learner) == ["Alpha topic"]
    assert panel(learner).startswith("Weak topics Alpha topic Recalled below 85 %")
    assert learner.pick(purpose="weak", size="all").words("h1") == "Weak topics: Alpha topic"


def test_what_checks_found_makes_a_topic_weak(learner: Quizzer, log: Logbook, clock: Clock) -> None:
    for prompt in (*ALPHA, *BETA):
        log.answer(prompt, 4)
    for _ in range(4):
        take_check(log, "beta", [(prompt, float(prompt == "prints")) for prompt in BETA])
        clock.pass_time(days=1)
        for prompt in (*ALPHA, *BETA):
            log.answer(prompt, 4)
    assert "4 of 20 right" in learner.get("/roadmap/topics/beta").text
    assert on_the_roadmap(learner) == ["Beta topic"]
    assert "Weak topics Beta topic" in panel(learner)


def test_a_single_wrong_answer_makes_nothing_weak(learner: Quizzer, log: Logbook) -> None:
    for prompt in ALPHA:
        log.answer(prompt, 4)
    take_check(log, "alpha", [("sky", 0.0)])
    assert on_the_roadmap(learner) == []
    assert "No topic that you have begun is weak." in panel(learner)
