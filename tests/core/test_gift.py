"""GIFT: choice and typed cards go out and come back whole; what cannot is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.deck_text import parse_file
from quizapp.core.kinds.choice import Option
from quizapp.core.kinds.typed import Accepted
from quizapp.core.quizzes.gift import from_gift, to_gift
from tests.support.cards import read_card

CHOICE = read_card(
    "#pick .choice", "- [x] a = b\n- [ ] {c}\n  > It is ~wrong#1. (misconception: c)"
)
SEVERAL = read_card("#some .choice", "- [x] a\n- [x] b\n- [ ] c\n  > No.")
TYPED = read_card("#typed .typed", "= git rm --cached .env\n= a\\b: c", "Question: which {one}?")


def back(text: str) -> list[object]:
    if "Source:" not in text:
        text = f"{text}\nSource: A book, chapter 2\n"
    cards, _ = parse_file(text, "file.md", topic="alpha")
    return [(card.id, card.kind, card.front, card.body, card.why) for card in cards]


@pytest.mark.parametrize("card", [CHOICE, SEVERAL, TYPED], ids=lambda card: card.id)
def test_a_card_comes_back_with_its_explanations(card) -> None:  # type: ignore[no-untyped-def]
    gone = to_gift([card])
    assert gone.left == ()
    came = from_gift(gone.text)
    assert back(came.text) == [(card.id, card.kind, card.front, card.body, card.why)]
    assert came.left == ()
    assert "Source: A book, chapter 2" in came.text


plain = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z", "M"]), min_size=1, max_size=20
)


@given(st.lists(plain, min_size=2, max_size=4, unique=True), plain, st.integers(0, 3))
def test_whatever_signs_a_choice_holds_it_is_written_and_read_alike(
    texts: list[str], note: str, key: int
) -> None:
    options = tuple(Option(text, n == key % len(texts), note) for n, text in enumerate(texts))
    card = CHOICE
    made = to_gift(
        [type(card)(**{**{f: getattr(card, f) for f in card.__slots__}, "body": options})]
    )
    came = from_gift(made.text).text
    for option in options:
        assert option.text in came
    assert came.count("- [x]") >= 1


def test_what_gift_cannot_say_is_reported() -> None:
    patterns = read_card("#odd .typed", "= ls\n=~ ls( -l)?")
    gone = to_gift([patterns, read_card("#sky", "Blue.")])
    assert gone.left == (
        "odd: patterns (`=~`) have no form in GIFT; its written forms are.",
        "1 of the kind basic have no form in GIFT.",
    )


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("The sun is hot.{T}", "true/false"),
        ("When?{#1815:5}", "true/false, numbers"),
        ("Say more.{}", "no answers that we know"),
        ("Only words.", "description"),
        ("Match.{=a -> b =c -> d}", "matching"),
        ("Grant is {~buried =entombed} there.", "cloze"),
        ("None?{~a ~b}", "none of its options is right"),
    ],
)
def test_questions_of_other_kinds_are_named_and_left_out(question: str, why: str) -> None:
    found = from_gift(f"{question}\n\nWhich?{{=a ~b}}")
    assert why in found.left[0]
    assert found.text.count("##") == 1


def test_questions_of_other_programs_are_read() -> None:
    text = (
        "// a comment\n::Q1:: Who's buried in Grant\\'s tomb?{=Grant =Ulysses Grant\n####Both.}\n"
    )
    (card,) = back(from_gift(text).text.replace("{.typed}", "{#grant .typed}"))
    assert card == (
        *("grant", "typed", "Who's buried in Grant's tomb?"),
        *(Accepted(("Grant", "Ulysses Grant")), "Both."),
    )
    part = from_gift("Which?{~%50%a ~b}")
    assert part.left[0] == "Question 1: it names no source: add one."
    assert "part points" in part.left[1]
    assert "needs a why" in part.left[2]
