"""What a change of a card means."""

from __future__ import annotations

import pytest

from quizapp.core.edits import Change, classify
from tests.support.cards import TAIL, read, read_card

CHOICE = "- [x] Key\n- [ ] Wrong"
CODE = "```python run\nprint(1)\n```\n```output\n1\n```"
CLOZE = "A ==gap=={1} here."


def change(old: tuple[str, str], new: tuple[str, str]) -> Change:
    return classify(read_card(*old), read_card(*new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("#one", "The answer."), ("#one", "The  answer.\n")),
        (("#one", "The answer."), ("#one", "the *answer*")),
        (("#one", "A\nb."), ("#one", "A b.")),
        (("#one level=1", "A"), ("#one level=3 since=django-6.0 needs=http", "A")),
        (("#one .typed", "= a\n= b"), ("#one .typed", "= a\n\n= b")),
        (("#one .output", CODE), ("#one .output", CODE.replace("print(1)", "print(1)  "))),
        (("#one .order", "1. A\n2. B"), ("#one .order", "1) A\n2) B.")),
    ],
)
def test_it_calls_a_change_of_layout_cosmetic(old: tuple[str, str], new: tuple[str, str]) -> None:
    assert change(old, new) is Change.COSMETIC


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("#one", "A"), ("#one", "Longer question.\n\n***\nA")),
        (("#one .choice", CHOICE), ("#one .choice", CHOICE + "\n- [ ] Other")),
        (("#one .choice", CHOICE), ("#one .choice", CHOICE + "\n  > It says why.")),
        (("#one .choice", CHOICE), ("#one .choice", "- [ ] Wrong\n- [x] Key")),
        (("#one .cloze", CLOZE), ("#one .cloze", CLOZE.replace("here", "there"))),
        (("#one", "A"), ("#one .scenario", "A")),
    ],
)
def test_it_calls_other_words_for_the_same_wording(
    old: tuple[str, str], new: tuple[str, str]
) -> None:
    assert change(old, new) is Change.WORDING


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("#one", "The answer is kept."), ("#one", "The answer is dropped.")),
        (("#one", "`PUT`"), ("#one", "`put`")),
        (("#one", "```\nx\n```\n\n***\nA"), ("#one", "```\ny\n```\n\n***\nA")),
        (("#one .choice", CHOICE), ("#one .choice", "- [ ] Key\n- [x] Wrong")),
        (("#one .choice", CHOICE), ("#one .choice", CHOICE.replace("Key", "Clue"))),
        (("#one .typed", "= a"), ("#one .typed", "= a\n= b")),
        (("#one .typed", "= a"), ("#one .typed", "= a\n=~ b?")),
        (("#one .typed", "= a"), ("#one .typed case=exact", "= a")),
        (("#one .order", "1. A\n2. B"), ("#one .order", "1. B\n2. A")),
        (("#one .output", CODE), ("#one .output", CODE.replace("print(1)", "print( 1)"))),
        (("#one .output", CODE), ("#one .output", CODE.replace("\n1\n", "\n2\n"))),
        (("#one .cloze", CLOZE), ("#one .cloze", CLOZE.replace("gap", "hole"))),
        (("#one .cloze", CLOZE), ("#one .cloze", CLOZE.replace("{1}", "{2}"))),
    ],
)
def test_it_calls_a_change_of_what_is_right_meaning(
    old: tuple[str, str], new: tuple[str, str]
) -> None:
    assert change(old, new) is Change.MEANING


def test_it_calls_another_heading_or_why_wording() -> None:
    text = f"## What? {{#one}}\nA\n\n{TAIL}"
    (old,), _ = read(text)
    for before, after in (("What?", "Which one?"), ("Because", "Since")):
        (new,), _ = read(text.replace(before, after))
        assert classify(old, new) is Change.WORDING


def test_it_calls_another_source_cosmetic() -> None:
    text = f"## What? {{#one}}\nA\n\n{TAIL}"
    (old,), _ = read(text)
    (new,), _ = read(f"{text}Source: Another\nProof: proofs/a.py::b\n")
    assert classify(old, new) is Change.COSMETIC
