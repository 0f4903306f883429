"""Cards that are asked in both directions."""

from __future__ import annotations

from quizapp.core.kinds import kind_of, prompts_of
from tests.support.cards import face_of, faults_of, read_card


def test_it_asks_two_prompts() -> None:
    card = read_card("#idempotent .both", "Repeating changes nothing.")
    assert [prompt.id for prompt in prompts_of(card)] == ["idempotent", "idempotent~reverse"]


def test_it_swaps_question_and_answer_in_the_second() -> None:
    card = read_card("#idempotent .both", "Repeating changes nothing.", heading="Idempotent")
    forward, backward = face_of(card), face_of(card, "reverse")
    assert forward == {"question": "Idempotent", "answer": "Repeating changes nothing."}
    assert backward == {"question": "Repeating changes nothing.", "answer": "Idempotent"}


def test_it_refuses_an_empty_side() -> None:
    assert faults_of("#idempotent .both", "") == ["1: The card has no answer."]


def test_it_is_graded_by_the_learner() -> None:
    assert not kind_of(read_card("#idempotent .both", "x")).program_graded
