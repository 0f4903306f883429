"""Every card of the built-in deck is short, explained and plainly worded."""

from __future__ import annotations

import re

from tests.support.built_in import cards, cards_of, guides
from tests.support.cards import read_card
from tests.support.prose import answer_of, code_in, prose_of, prose_of_card, words_of

LONGEST_FRONT = {"scenario": 420}
FILLER = re.compile(r"\b(?:very|simply|just|obviously|basically|of course|etc)\b", re.IGNORECASE)
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def test_every_answer_in_words_is_at_most_two_sentences_and_240_characters() -> None:
    answers = {card.id: answer_of(card) for card in cards()}
    assert sum(map(bool, answers.values())) >= 30
    long = {
        card: len(prose_of(text)) for card, text in answers.items() if len(prose_of(text)) > 240
    }
    assert long == {}
    sentences = {card: SENTENCE_END.split(words_of(text)) for card, text in answers.items()}
    assert {card: found for card, found in sentences.items() if len(found) > 2} == {}


def test_every_question_is_at_most_200_characters_or_420_in_a_scenario() -> None:
    long = {
        card.id: len(prose_of(card.front))
        for card in cards()
        if len(prose_of(card.front)) > LONGEST_FRONT.get(card.kind, 200)
    }
    assert long == {}


def test_code_has_at_most_15_lines_of_88_columns() -> None:
    # An error is not the author's to shorten.
    codes = {card.id: code_in(card.text, besides="error") for card in cards()}
    assert sum(map(bool, codes.values())) >= 26
    long = {card for card, found in codes.items() if any(code.count("\n") >= 15 for code in found)}
    wide = {
        card
        for card, found in codes.items()
        if any(len(line) > 88 for code in found for line in code.splitlines())
    }
    assert (long, wide) == (set(), set())


def test_every_why_has_40_to_400_characters() -> None:
    assert {card.id: len(card.why) for card in cards() if not 40 <= len(card.why) <= 400} == {}


def test_every_typed_answer_has_at_most_40_characters() -> None:
    forms = [(card.id, form) for card in cards_of("typed") for form in card.body.forms]
    assert len(forms) >= 10
    assert [pair for pair in forms if len(pair[1]) > 40] == []


def test_every_order_has_three_to_six_steps_of_at_most_60_characters() -> None:
    orders = cards_of("order")
    assert {card.id: len(card.body) for card in orders if not 3 <= len(card.body) <= 6} == {}
    steps = [(card.id, step) for card in orders for step in card.body]
    assert [pair for pair in steps if len(pair[1]) > 60] == []


def test_every_choice_has_three_or_four_options_and_explains_the_wrong_ones() -> None:
    choices = cards_of("choice")
    assert {card.id: len(card.body) for card in choices if not 3 <= len(card.body) <= 4} == {}
    wrong = [(card.id, option) for card in choices for option in card.body if not option.right]
    unexplained = [(card, option.text) for card, option in wrong if not option.note.strip()]
    assert unexplained == []


def filler_in(words: str) -> list[str]:
    return FILLER.findall(words)


def test_no_card_and_no_guide_uses_a_filler_word() -> None:
    found = {card.id: filler_in(prose_of_card(card)) for card in cards()}
    found |= {
        f"{topic}/guide.md": filler_in(words_of(guide.text)) for topic, guide in guides().items()
    }
    assert {name: words for name, words in found.items() if words} == {}


def test_the_words_of_a_card_are_its_prose_alone() -> None:
    asked = "Asked.\n```\nbasically\n```\n***\n"
    card = read_card(".scenario #asked", f"{asked}Just `very` much.\n```\nsimply\n```\nObviously.")
    words = prose_of_card(card)
    assert "What is it?\nAsked.\n***\nJust … much.\nObviously.\n\n> Because" in words
    assert filler_in(words) == ["Just", "Obviously"]
