"""GIFT: choice and typed cards go out and come back whole; what cannot is named."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.cards import Card
from quizapp.core.deck_text import parse_file
from quizapp.core.kinds.choice import Option
from quizapp.core.kinds.typed import Accepted
from quizapp.core.quizzes.gift import to_gift
from quizapp.core.quizzes.gift_reading import from_gift
from tests.support.built_in import cards
from tests.support.cards import read_card

CHOICE = read_card(
    "#pick .choice", "- [x] a = b\n- [ ] {c}\n  > It is ~wrong#1. (misconception: c)"
)
SEVERAL = read_card("#some .choice", "- [x] a\n- [x] b\n- [ ] c\n  > No.")
TYPED = read_card("#typed .typed", "= git rm --cached .env\n= a\\b: c", "Question: which {one}?")


def back(text: str) -> list[tuple[Any, ...]]:
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
    patterns = read_card("#odd .typed", "= ls\n=~ ls( -l)?\n=~ ls {1,3}#?~")
    gone = to_gift([patterns, read_card("#sky", "Blue.")])
    assert gone.left == (
        "odd: other programs accept its written forms, not its patterns.",
        "1 card of the kind basic has no form in GIFT.",
    )
    came = from_gift(gone.text)
    assert (came.left, back(came.text)[0][3]) == ((), patterns.body)


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
        ("None?{=%0%a}", "none of its answers is right"),
        ("Which?{=a ~b", "not closed"),
    ],
)
def test_questions_of_other_kinds_are_named_and_left_out(question: str, why: str) -> None:
    found = from_gift(f"{question}\n\nWhich?{{=a ~b}}")
    assert why in found.left[0]
    assert found.text.count("##") == 1


def test_what_stands_in_the_braces_comes_back_and_exact_case_is_reported() -> None:
    fields = "level=3 since=django-5.2 case=exact"
    card = read_card(f"#exact .typed {fields}", "= PATH")
    gone = to_gift([card])
    assert gone.left == ("exact: other programs may take any case; here case matters.",)
    came = from_gift(gone.text).text
    assert f"{{#exact .typed {fields}}}" in came
    assert "// in braces" not in to_gift([CHOICE]).text
    proved = to_gift([replace(CHOICE, proof="proofs/prove_it.py::test_it")])
    assert "Proof: proofs/prove_it.py::test_it" in from_gift(proved.text).text
    hostile = gone.text.replace(fields, "level=3} # x")
    assert "level=3" not in from_gift(hostile).text


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("$CATEGORY: tom/dick\n\nWhich?{=a ~b}", "Category tom/dick: left out"),
        ("::Q7\\: why::Which?{=a ~b}", "its name is left out: Q7: why"),
        ("[html]<p>Which?</p>{=a ~b}", "HTML tags"),
        ("Which?{=a ~%50%b ~c}", "an option with a part counts as wrong"),
        ("Which?{=%100%a =%50%b}", "what has some counts as right"),
        ("Which?{=a =%0%b}", "names as wrong without saying why are left out"),
    ],
)
def test_what_a_card_cannot_say_is_reported(text: str, note: str) -> None:
    found = from_gift(text)
    assert sum(note in one for one in found.left) == 1
    assert found.text.count("## ") == 1


def test_part_points_make_no_second_right_option() -> None:
    assert from_gift("Which?{=a ~%50%b ~c}").text.count("- [x]") == 1
    assert from_gift("Which?{~%50%a ~%50%b ~%-100%c}").text.count("- [x]") == 2
    assert "= b" not in from_gift("Which?{=a =%0%b}").text


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
    assert [one.partition(": ")[2] for one in part.left] == [
        "it names no source: add one.",
        "it has no general feedback, so the card needs a why.",
        "its part points are left out; the option counts as right.",
    ]


def test_explanations_of_answers_to_be_typed_go_into_the_why() -> None:
    found = from_gift(
        "Who is buried there?{=Grant#The president himself =Ulysses S. Grant#His full name"
        " =%0%Julia#His wife: she lies beside him. =%0%*#Read it again! =%0%Lee\n####One grave.}"
    )
    assert [one.partition(": ")[2] for one in found.left] == [
        "it names no source: add one.",
        "answers that it names as wrong without saying why are left out.",
    ]
    ((*_, body, why),) = back(found.text.replace("{.typed}", "{#grave .typed}"))
    assert body == Accepted(("Grant", "Ulysses S. Grant"))
    assert why == (
        "One grave.\n\n"
        "`Grant` is right: The president himself.\n\n"
        "`Ulysses S. Grant` is right: His full name.\n\n"
        "`Julia` is wrong: His wife: she lies beside him.\n\n"
        "Any other answer is wrong: Read it again!"
    )
    assert not any("general feedback" in one for one in from_gift("Who?{=Grant#He is.}").left)


def test_the_decks_own_cards_come_back_whole() -> None:
    before = {card.id: card for card in cards() if card.kind in ("choice", "typed")}
    assert len(before) > 50
    came = from_gift(to_gift(before.values()).text)
    assert came.left == ()
    after, problems = parse_file(f"---\ntopic: mixed\n---\n{came.text}", "file.md")
    assert problems == []
    kept = [name for name in Card.__slots__ if name not in ("topic", "place", "text")]
    for card in after:
        was = before.pop(card.id)
        assert [getattr(card, name) for name in kept] == [getattr(was, name) for name in kept]
    assert before == {}
