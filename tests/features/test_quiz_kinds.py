"""Every kind in a quiz: asked, judged, explained, and nothing given away before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from quizapp.core.kinds import KINDS
from tests.support.decks import write_deck
from tests.support.journey import Page, words_of
from tests.support.live import deck_of
from tests.support.quizzing import Quizzer, main_form

#: A card of each kind that the program judges, with words that only its answer has.
JUDGED = {
    "pick": ("It is wrong", "Right answer", "misconception"),
    "list-files": ("/bin/ls", "= ls"),
    "in-order": ("in_order", "Out of order"),
    "prints": ("<code>2", "It prints"),
    "cloze-two": (),
}
COMPARED = {
    "sky": "Blue.",
    "idempotent": "Repeating it has the same effect.",
    "fails": "int(&quot;1&quot;)",
    "full-disk": "At the size of the log files.",
}

Open = Callable[..., tuple[Quizzer, Page]]


@pytest.fixture
def ask(make_app: Callable[..., Flask], tmp_path: Path) -> Open:
    """Starts a quiz on a deck with one card."""

    def asked(card_id: str, mode: str = "practice", *, htmx: bool = False) -> tuple[Quizzer, Page]:
        app = make_app(write_deck(tmp_path / card_id, deck_of(card_id)))
        learner = Quizzer(app.test_client())
        page = learner.pick("alpha", size="all", mode=mode)
        if htmx:
            learner.headers = {"HX-Request": "true"}
        return learner, page

    return asked


def test_it_has_tried_every_kind() -> None:
    assert len(JUDGED) + len(COMPARED) == len(KINDS)


@pytest.mark.parametrize("card_id", JUDGED)
def test_it_gives_nothing_away_before_an_answer(card_id: str, ask: Open) -> None:
    _, page = ask(card_id)
    assert not page.by_class("verdict")
    assert not page.all("section", id="answer")
    for words in ("The reason why", "First things", *JUDGED[card_id]):
        assert words not in page.text


@pytest.mark.parametrize("card_id", COMPARED)
def test_it_holds_nothing_of_what_is_compared_until_it_is_asked_for(
    card_id: str, ask: Open
) -> None:
    learner, page = ask(card_id)
    answer = COMPARED[card_id]
    if "Repeating it" in words_of(page.by_class("card__question")[0]):
        answer = "Idempotent"  # asked the other way round
    assert answer not in page.text.replace("&#34;", "&quot;")
    assert "The reason why" not in page.text
    shown = learner.compare(page, typed="my own words")
    assert "The reason why" in shown.text
    assert "my own words" in shown.text
    marks = [one.get("value") for one in shown.all("button", name="mark")]
    assert marks == ["wrong", "partly", "right"]


def test_a_card_asked_the_other_way_round_is_announced_by_what_it_asks(ask: Open) -> None:
    learner, page = ask("idempotent")
    asked = words_of(page.by_class("card__question")[0])
    for _ in range(40):  # which way it is asked is left to the seed
        if asked != "Idempotent":
            break
        page = learner.pick("alpha", size="all")
        asked = words_of(page.by_class("card__question")[0])
    assert asked == "Repeating it has the same effect."
    assert page.all("h1")[0].get("data-announce") == f"Question 1: {asked}"
    learner.give_up(page)
    for path in (f"{learner.quiz}/result", "/quiz/mistakes"):
        assert asked in learner.get(path).text
    assert "Idempotent" not in learner.get(f"{learner.quiz}/result").text


@pytest.mark.parametrize("card_id", JUDGED)
@pytest.mark.parametrize("htmx", [False, True])
def test_it_judges_and_explains_a_right_answer(card_id: str, htmx: bool, ask: Open) -> None:
    learner, page = ask(card_id, htmx=htmx)
    shown = learner.answer(page)
    assert words_of(shown.by_class("verdict")[0]) == "Right"
    text = words_of(shown.all("section", id="answer")[0])
    assert "The reason why this is so" in text
    assert "First things" in text
    assert "A primary source 1.0, section 2" in text


@pytest.mark.parametrize("card_id", JUDGED)
def test_it_judges_and_explains_a_wrong_answer(card_id: str, ask: Open) -> None:
    learner, page = ask(card_id)
    shown = learner.answer(page, right=False)
    assert words_of(shown.by_class("verdict")[0]) in ("Not right", "Partly right")
    assert shown.all("a", href="/quiz/1/result")
    if card_id == "pick":
        text = words_of(shown.all("section", id="answer")[0])
        assert "Not this one. Your choice." in text
        assert "It is wrong." in text
        assert "It is wrong as well." in text


@pytest.mark.parametrize(
    ("mark", "words"), [("right", "Right"), ("partly", "Partly right"), ("wrong", "Not right")]
)
def test_what_the_learner_judges_is_called_that(mark: str, words: str, ask: Open) -> None:
    learner, page = ask("sky")
    shown = learner.send(learner.compare(page), "/quiz/1/answers", mark=mark)
    assert words_of(shown.by_class("verdict")[0]) == f"{words}, by your own mark"
    assert "by your own marks" in learner.get("/quiz/1/result").words("h1")


@pytest.mark.parametrize("card_id", [*JUDGED, *COMPARED])
def test_not_knowing_is_an_answer_and_shows_the_right_one(card_id: str, ask: Open) -> None:
    learner, page = ask(card_id)
    shown = learner.give_up(page)
    assert words_of(shown.by_class("verdict")[0]) == "You said that you don’t know"
    assert "The reason why" in shown.text
    steps = [words_of(one) for one in shown.by_class("step")]
    assert steps in ([], ["Wake up", "Get up", "Go out"])


@pytest.mark.parametrize("card_id", JUDGED)
def test_what_the_program_judges_cannot_be_looked_up(card_id: str, ask: Open) -> None:
    learner, page = ask(card_id)
    refused = learner.get("/quiz/1/answer", main_form(page))
    assert refused.status == 422
    assert "The reason why" not in refused.text


@pytest.mark.parametrize(
    "wrong",
    [{"typed": "a" * 9000}, {"confidence": "certain"}, {"answer_id": "nonsense"}, {"place": "1"}],
)
def test_what_cannot_be_compared_is_refused_with_the_question(
    wrong: dict[str, str], ask: Open
) -> None:
    learner, page = ask("sky")
    refused = learner.compare(page, **wrong)
    assert refused.status == 422
    assert refused.by_class("notice--warn")
    assert refused.all("form", id="answer-form")
    assert "The reason why" not in refused.text


def test_what_is_typed_to_be_compared_fits_into_an_address(ask: Open) -> None:
    learner, page = ask("sky")
    (field,) = page.all("textarea", name="typed")
    longest = int(field.get("maxlength") or 0)
    shown = learner.compare(page, typed="\N{HIRAGANA LETTER A}" * longest)
    assert shown.all("button", name="mark")
    assert len(shown.response.request.full_path) < 8190 - 200


@pytest.mark.parametrize("card_id", ["sky", "list-files"])
def test_what_is_seen_has_its_address(card_id: str, ask: Open) -> None:
    learner, page = ask(card_id, htmx=True)
    if card_id == "sky":
        compared = learner.compare(page, typed="blue & grey")
        address = compared.response.headers["HX-Replace-Url"]
        assert address.startswith("/quiz/1/answer?place=0&")
        assert learner.get(address).all("textarea") == []
        assert "blue &amp; grey" in learner.get(address).text
        answered = learner.send(compared, "/quiz/1/answers", mark="right")
    else:
        answered = learner.answer(page)
    assert answered.response.headers["HX-Replace-Url"] == "/quiz/1/questions/0"


def test_the_hint_for_rows_stands_with_sql_alone(ask: Open) -> None:
    _, page = ask("prints")
    assert "Line by line, as it is printed" in page.text
    assert "SQLite prints a row" not in page.text


def test_enter_does_not_press_an_arrow_of_the_steps(ask: Open) -> None:
    _, page = ask("in-order")
    (form,) = page.all("form", id="answer-form")
    first = next(iter(form.iter("button")))
    assert (first.get("name"), first.get("hidden") is not None) == (None, True)


@pytest.mark.parametrize("card_id", ["pick", "list-files", "prints", "cloze-two"])
def test_an_empty_answer_is_refused_and_the_question_stays(card_id: str, ask: Open) -> None:
    learner, page = ask(card_id)
    refused = learner.give(page, confidence=["guess"])
    assert refused.status == 422
    assert refused.all("form", id="answer-form")
    assert refused.by_class("notice--warn")
    kept = [
        one for one in refused.all("input", name="confidence") if one.get("checked") is not None
    ]
    assert [one.get("value") for one in kept] == ["guess"]


@pytest.mark.parametrize(
    "given",
    [
        {"choice": ["deadbeef"]},
        {"confidence": ["certain"]},
        {"answer": ["perhaps"]},
        {"answer_id": ["nonsense"]},
        {"place": ["7"]},
        {"place": ["-1"]},
        {"place": [""]},
        {"mark": ["great"]},
    ],
)
def test_what_no_form_of_ours_sends_is_refused(given: dict[str, list[str]], ask: Open) -> None:
    learner, page = ask("pick")
    refused = learner.give(page, **given)
    assert refused.status == 422
    assert learner.question().all("form", id="answer-form")


def test_a_mark_does_for_no_question_that_the_program_judges(ask: Open) -> None:
    learner, page = ask("pick")
    assert learner.give(page, mark=["right"]).status == 422


def test_steps_are_moved_without_a_script_and_keep_what_was_chosen(ask: Open) -> None:
    learner, page = ask("in-order")
    order = main_form(page).getlist("order")
    moved = learner.give(page, move=[f"{order[2]}:up"], confidence=["sure"])
    assert moved.status == 200
    assert main_form(moved).getlist("order") == [order[0], order[2], order[1]]
    assert main_form(moved).get("confidence") == "sure"
    assert not moved.by_class("verdict")
    again = learner.give(moved, move=[f"{order[2]}:up"])
    assert main_form(again).getlist("order") == [order[2], order[0], order[1]]


def test_options_stand_in_the_same_order_whenever_they_are_shown(ask: Open) -> None:
    learner, page = ask("pick")
    order = [one.get("value") for one in page.all("input", name="choice")]
    assert order == [one.get("value") for one in learner.question().all("input", name="choice")]
