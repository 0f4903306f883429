"""Placement: a topic that is known already gets its first intervals, by evidence, undoably."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from quizapp.core.reviews import Occasion
from quizapp.storage import quiz_log
from quizapp.storage.database import reading
from tests.support.decks import SMALL_DECK, write_deck
from tests.support.journey import words_of
from tests.support.logbook import Logbook
from tests.support.moments import Clock
from tests.support.quizzing import Quizzer

_TYPED = """
## Which word is number {n}? {{#word-{n} .typed}}
= word

> The reason why this is so, in some more words than the answer has.

Source: [First things](guide.md#first-things)
Source: A primary source 1.0, section 2, checked 2026-11
"""


@pytest.fixture
def known(make_app: Callable[..., Flask], tmp_path: Path) -> Flask:
    """An app whose first topic has eight typed cards and the small deck's."""
    files = dict(SMALL_DECK)
    files["topics/alpha/cards.md"] += "".join(_TYPED.format(n=n) for n in range(8))
    files["topics/beta/cards.md"] = files["topics/beta/cards.md"].replace(".typed", "")
    return make_app(write_deck(tmp_path / "known", files))


@pytest.fixture
def learner(known: Flask) -> Quizzer:
    return Quizzer(known.test_client())


@pytest.fixture
def book(known: Flask) -> Logbook:
    return Logbook(known)


def run(learner: Quizzer, word: str) -> int:
    """Answer until it stops; the number of questions."""
    page = learner.pick("alpha", purpose="placement", mode="check")
    asked = 0
    while page.all("form", id="answer-form"):
        asked += 1
        choice = page.all("input", name="choice")
        if choice:
            page = learner.answer(page, right=word == "word")
        elif "Which word" in page.text:
            page = learner.give(page, typed=[word])
        else:
            page = learner.answer(page, right=word == "word")
    return asked


def test_it_stops_as_soon_as_it_is_certain_and_seeds_first_intervals(
    learner: Quizzer, book: Logbook
) -> None:
    book.answer("sky", 2)
    before = book.kept("sky")
    assert 3 <= run(learner, "word") <= 5
    result = learner.get("/quiz/1/result")
    assert result.words("h1") == "You know this"
    today = book.kept("word-0").last_day or 0
    placed = [
        one
        for one in book.tables()["memories"]
        if one["learner_id"] == 1 and one["prompt_id"] != "sky"
    ]
    assert len(placed) == 13
    days = [one["due_day"] - today for one in placed]
    assert set(days) <= {2, 3, 4, 5, 6, 7, 8}
    assert max(map(days.count, set(days))) <= 5, days
    assert book.kept("sky") == before
    entries = book.history("word-0")
    assert [one.occasion for one in entries] == [Occasion.PLACEMENT, Occasion.DUE]
    assert book.faults() == []


def test_what_was_not_asked_is_told_apart_and_widens_no_certainty(
    learner: Quizzer, book: Logbook, clock: Clock
) -> None:
    asked = run(learner, "word")
    apart = f"{asked} answered, {14 - asked} taken over from a placement, of 14"
    page = learner.get("/roadmap/topics/alpha")
    main = words_of(page.all("main")[0])
    assert f"Seen{apart}. Each question" in main
    assert f"14 of 14 (100 %): {asked} answered" in main
    cause = f"A placement was passed. Of 14 questions {asked} answered, {14 - asked} taken over"
    assert f"Not started → Learning. {cause} from it." in main
    assert f"so the range is that of {asked} answered questions." in main
    # As wide as that of so many questions that were asked: 98 % ± 1.28 √(4 × 0.98 × 0.02 / n).
    low = round(100 * (0.98 - 1.2816 * (4 * 0.98 * 0.02 / asked) ** 0.5))
    assert f"98 % (likely {low}–100) of those seen" in main
    for way in ("/", "/roadmap", "/hub/alpha"):
        assert apart in words_of(learner.get(way).all("main")[0]), way
    rows = learner.get("/roadmap/topics/alpha/questions").text
    assert rows.count("taken over from a placement</span>") == 14 - asked
    clock.pass_time(days=3)
    book.answer("sky", 4)
    assert f"{asked + 1} answered" in words_of(learner.get("/roadmap/topics/alpha").all("main")[0])
    book.undo()
    learner.send(learner.get("/quiz/1/result"), "/quiz/1/retractions")
    assert "taken over" not in words_of(
        learner.get("/roadmap/topics/alpha").by_class("measures")[0]
    )


def test_it_is_no_days_work_and_leaves_the_days_new_cards(learner: Quizzer, book: Logbook) -> None:
    book.answer("list-files", 4)
    before = book.tables()
    run(learner, "word")
    after = book.tables()
    for name in ("day_totals", "answer_days", "answer_weeks"):
        assert after[name] == before[name]
    assert book.faults() == []


def test_it_is_undone_as_one_action(learner: Quizzer, book: Logbook) -> None:
    before = book.state()
    run(learner, "word")
    assert len(book.history("word-0")) == 2
    result = learner.get("/quiz/1/result")
    assert "Taken back." in learner.send(result, "/quiz/1/retractions").text
    after = book.state()
    for name in ("reviews", "memories", "due_counts"):
        assert after[name] == before[name]
    assert not learner.get("/quiz/1/result").all("form", action="/quiz/1/retractions")
    assert book.faults() == []


def test_it_is_undone_later_too_but_for_what_was_answered_since(
    learner: Quizzer, book: Logbook, clock: Clock
) -> None:
    run(learner, "word")
    clock.pass_time(days=9)
    book.answer("word-0", 4)
    book.answer("list-files", 4)
    kept = book.kept("word-0")
    result = learner.get("/quiz/1/result")
    assert "Undo leaves those of cards that you have answered since" in result.text
    assert "Taken back." in learner.send(result, "/quiz/1/retractions").text
    placed = [one for one in book.tables()["memories"] if one["first_day"] is not None]
    assert sorted(one["prompt_id"] for one in placed) == ["list-files", "word-0"]
    assert book.kept("word-0") == kept
    assert not learner.get("/quiz/1/result").all("form", action="/quiz/1/retractions")
    assert book.faults() == []


def test_two_misses_end_it_and_change_nothing(learner: Quizzer, book: Logbook) -> None:
    before = book.tables()["reviews"]
    assert run(learner, "nonsense") == 2
    result = learner.get("/quiz/1/result")
    assert result.words("h1") == "Not placed"
    assert "Nothing was changed" in result.text
    assert book.tables()["reviews"] == before


def test_it_is_no_evidence_for_mastery(learner: Quizzer, known: Flask) -> None:
    run(learner, "word")
    with known.app_context(), reading() as connection:
        assert quiz_log.checked_answers(connection, 1) == []


def test_a_topic_with_too_few_questions_offers_practice(learner: Quizzer) -> None:
    page = learner.pick("beta", purpose="placement")
    assert page.status == 422
    assert "2 questions that the program can judge, too few to place you" in page.text
    practice = learner.post("/quiz", page.form("/quiz"))
    assert "Practice" in practice.text


def test_a_topic_that_was_begun_wholly_has_nothing_to_place(
    learner: Quizzer, book: Logbook
) -> None:
    for prompt in ("list-files", "in-order", "prints", "fails", "full-disk"):
        book.answer(prompt, 4)
    page = learner.pick("beta", purpose="placement")
    assert page.status == 422
    assert "no card left that you have not begun" in page.text
