"""Pairs and confirmations: the deck's two other lists."""

from __future__ import annotations

import pytest

from quizapp.core.confirmations import (
    Confirmation,
    confirmation_of,
    parse_lock,
    sections_of,
    write_lock,
)
from quizapp.core.guides import parse_guide
from quizapp.core.pairs import Pair, parse_pairs
from tests.support.cards import read

A, B = "0123456789abcdef", "fedcba9876543210"
PAGE = "# Alpha\n\n## First\n\nWords.\n\n## Second\n\nMore words.\n"
CARD = "## Why? {#one}\nSo.\n\n> Because.\n\nSource: [First](guide.md#first)\nSource: A book, 2\n"


def confirmation(page: str, card: str = CARD) -> Confirmation:
    guide, _ = parse_guide(page, "topics/alpha/guide.md", topic="alpha")
    (one,), _ = read(card)
    return confirmation_of(one, sections_of([guide]))


def test_a_lock_is_written_sorted_and_read_back() -> None:
    confirmed = {"two": Confirmation(B, A), "one": Confirmation(A, B)}
    text = write_lock(confirmed)
    assert text == f"one {A} {B}\ntwo {B} {A}\n"
    assert parse_lock(text, "cards.lock") == (confirmed, [])


def test_a_line_that_is_no_confirmation_is_told_and_the_others_are_kept() -> None:
    confirmed, problems = parse_lock(f"one {A} {B}\n\nnonsense\none {A} {A}\n", "cards.lock")
    assert confirmed == {"one": Confirmation(A, B)}
    assert [(one.line, one.message) for one in problems] == [
        (3, "`nonsense` is no confirmation."),
        (4, "The card `one` is confirmed twice."),
    ]


def test_only_the_cards_own_section_and_wording_count() -> None:
    before = confirmation(PAGE)
    assert confirmation(PAGE.replace("More", "Other")) == before
    assert confirmation(PAGE.replace("Words", "Others")).section != before.section
    assert confirmation(PAGE.replace("Words", "Others")).card == before.card
    assert confirmation(PAGE, CARD.replace("So.", "Thus.")).card != before.card


def test_what_a_section_rests_on_is_no_text_that_a_card_is_confirmed_against() -> None:
    cited = PAGE.replace("Words.", "Words.\n\nSource: A book, 2\nSource: Another, 3")
    assert confirmation(cited) == confirmation(PAGE)


def test_it_reads_pairs_with_their_lines() -> None:
    text = '[[pair]]\nname = "a / b"\ntopic = "alpha"\ncards = ["one", "two"]\n'
    empty = '\n[[pair]]\nname = "c / d"\ntopic = "beta"\ncards = []\n'
    assert parse_pairs(text + empty, "pairs.toml") == (
        (Pair("a / b", "alpha", 1, ("one", "two")), Pair("c / d", "beta", 6)),
        [],
    )


@pytest.mark.parametrize("cards", ['["one"]', '["one", "one"]', '["one", "two", "three"]'])
def test_a_pair_names_two_cards_or_none(cards: str) -> None:
    text = f'[[pair]]\nname = "a / b"\ntopic = "alpha"\ncards = {cards}\n'
    pairs, problems = parse_pairs(text, "pairs.toml")
    assert pairs == ()
    assert [one.message for one in problems] == ["The pair `a / b` does not name two cards."]
