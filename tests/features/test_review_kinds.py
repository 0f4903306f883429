"""Each kind of card in the review: its controls, its check, and nothing given away before."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from quizapp.core.kinds import KINDS
from quizapp.core.kinds.tokens import token_of
from tests.features.conftest import Open
from tests.support.decks import write_deck
from tests.support.journey import Journey, Page, words_of
from tests.support.live import deck_of
from tests.support.moments import Clock

#: A card of each kind that the program grades, with words that only its answer has.
CHECKED = {
    "pick": ("It is wrong", "Right answer"),
    "list-files": ("/bin/ls", "= ls"),
    "in-order": ("In order", "Out of order"),
    "prints": ("<code>2", "It prints"),
}
SELF_GRADED = ("sky", "idempotent", "cloze-two", "fails", "full-disk")


def _token(page: Page, words: str) -> str:
    for label in page.all("label"):
        if words in words_of(label):
            return next(one.get("value") or "" for one in label.iter("input"))
    raise AssertionError(f"no option {words}")


@pytest.mark.parametrize("card_id", CHECKED)
def test_it_gives_nothing_away_before_the_answer_is_asked_for(
    card_id: str, open_card: Open
) -> None:
    _, page = open_card(card_id)
    assert not page.is_revealed
    assert not page.all("section", id="answer")
    assert not page.grades
    assert "The reason why" not in page.text
    for words in CHECKED[card_id]:
        assert words not in page.text


@pytest.mark.parametrize("card_id", SELF_GRADED)
def test_it_keeps_the_answer_closed_until_a_self_graded_card_is_turned(
    card_id: str, open_card: Open
) -> None:
    learner, page = open_card(card_id)
    (answer,) = page.all("section", id="answer")
    assert answer.get("hidden") is not None
    (bar,) = [one for one in page.all("form") if one.get("data-grade-bar") is not None]
    assert bar.get("hidden") is not None
    shown = learner.reveal(page)
    assert shown.is_revealed
    assert not shown.by_class("verdict")
    assert learner.grade(shown).status == 200


def test_a_card_asked_the_other_way_round_is_announced_by_what_it_asks(
    open_card: Open, clock: Clock
) -> None:
    learner, page = open_card("idempotent")
    assert page.words("h1") == "Alpha topic"
    assert page.all("h1")[0].get("data-announce") == "Idempotent"
    learner.grade(page)
    clock.pass_time(days=1)
    asked = set()
    page = learner.start()
    while page.prompt_id:
        asked.add(page.prompt_id)
        (heading,) = page.all("h1")
        if page.prompt_id == "idempotent~reverse":
            assert heading.get("data-announce") == "Repeating it has the same effect."
            why = learner.get("/review/why/idempotent~reverse")
            assert why.words("h1") == "Repeating it has the same effect."
            assert "Idempotent" not in why.text
        page = learner.grade(page)
    assert "idempotent~reverse" in asked


def test_it_has_tried_every_kind() -> None:
    assert len(CHECKED) + len(SELF_GRADED) == len(KINDS)


@pytest.mark.parametrize(
    ("words", "state", "suggested"),
    [("The key", "right", "good"), ("The first wrong one", "wrong", "again")],
)
def test_it_judges_a_choice(words: str, state: str, suggested: str, open_card: Open) -> None:
    learner, page = open_card("pick")
    assert len(page.all("input", type="radio", name="choice")) == 3
    shown = learner.reveal(page, choice=_token(page, words))
    assert shown.by_class("verdict")[0].get("data-verdict") == state
    text = words_of(shown.all("section", id="answer")[0])
    assert "Right answer." in text
    assert "Your choice." in text
    assert "It is wrong." in text
    (button,) = [one for one in shown.all("button") if one.get("data-suggested") is not None]
    assert button.get("value") == suggested


def test_it_wants_a_choice_before_it_checks(open_card: Open) -> None:
    learner, page = open_card("pick")
    refused = learner.get("/review/answer", page.form("/review/answer"))
    assert refused.status == 422
    assert "Choose one of the options" in refused.text
    assert refused.prompt_id == "pick"


def test_it_refuses_an_option_that_is_not_there(open_card: Open) -> None:
    learner, page = open_card("pick")
    refused = learner.reveal(page, choice="deadbeef")
    assert refused.status == 422
    assert "out of date" in refused.text


def test_it_moves_steps_without_javascript(open_card: Open) -> None:
    learner, page = open_card("in-order")
    right = [token_of(step) for step in ("Wake up", "Get up", "Go out")]
    order = page.form("/review/answer").getlist("order")
    assert sorted(order) == sorted(right)
    assert order != right
    for wanted, token in enumerate(right):
        while order.index(token) > wanted:
            page = learner.reveal(page, move=f"{token}:up")
            assert not page.is_revealed
            moved = page.form("/review/answer").getlist("order")
            place = order.index(token)
            assert moved.index(token) == place - 1
            order = moved
    assert order == right
    shown = learner.reveal(page)
    assert shown.by_class("verdict")[0].get("data-verdict") == "right"
    assert learner.grade(shown).words("h1") == "Done for today"


def test_it_names_each_step_on_its_buttons(open_card: Open) -> None:
    _, page = open_card("in-order")
    names = {one.get("aria-label") for one in page.all("button", name="move")}
    assert names == {
        f"Move {way}: {step}" for way in ("up", "down") for step in ("Wake up", "Get up", "Go out")
    }
    assert len([one for one in page.all("button") if one.get("aria-disabled") == "true"]) == 2


def test_it_says_where_wrong_steps_belong(open_card: Open) -> None:
    learner, page = open_card("in-order")
    turned = [token_of(step) for step in ("Go out", "Get up", "Wake up")]
    shown = learner.reveal(page, order=turned)
    assert shown.by_class("verdict")[0].get("data-verdict") in ("wrong", "partly")
    # One of three turned round can stay where it is; the other two have to move past it.
    assert [one.get("data-verdict") for one in shown.by_class("step")] == [
        "right",
        "wrong",
        "wrong",
    ]
    assert "Out of order: you had it at 2" in shown.text


@pytest.mark.parametrize("order", [["deadbeef"], [], ["a", "a", "a"]])
def test_it_refuses_steps_that_are_not_there(order: list[str], open_card: Open) -> None:
    learner, page = open_card("in-order")
    refused = learner.reveal(page, order=order)
    assert refused.status == 422
    assert not refused.is_revealed


def test_it_shuffles_options_by_itself(open_card: Open) -> None:
    _, page = open_card("pick")
    values = [one.get("value") or "" for one in page.all("input", name="choice")]
    assert all(re.fullmatch(r"[0-9a-f]{8}", value) for value in values)
    assert not [one for one in page.tree.iter() if "right" in (one.get("class") or "")]


def test_more_options_than_letters_have_numbers(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    files = deck_of("pick")
    more = "".join(
        f"- [ ] Wrong one {n}\n  > It is wrong. (misconception: {n})\n" for n in range(7)
    )
    path, key = "topics/alpha/cards.md", "- [x] The key\n"
    files[path] = files[path].replace(key, key + more)
    learner = Journey(make_app(write_deck(tmp_path / "ten", files)).test_client())
    page = learner.start()
    keys = [(one.get("data-key") or "").split() for one in page.by_class("option")]
    assert keys[7:] == [["h", "8"], ["9"], []]
    assert words_of(page.by_class("menu__list")[0]).count("Shift+") == 3
