"""Plain cards: one question, one answer, graded by the learner."""

from __future__ import annotations

from quizapp.core.cards import Prompt
from quizapp.core.kinds import kind_of, prompts_of
from tests.support.cards import face_of, faults_of, read_card, shown


def test_it_asks_one_prompt_with_the_id_of_the_card() -> None:
    assert prompts_of(read_card("#one", "The answer.")) == (Prompt("one"),)


def test_it_shows_the_heading_and_the_answer() -> None:
    card = read_card("#one", "The **answer**.\n\n- in parts")
    assert face_of(card) == {"question": "What is it?", "answer": "The **answer**.\n\n- in parts"}


def test_it_takes_a_question_up_to_the_line_of_stars() -> None:
    card = read_card("#one", "More of it.\n\n```python\nx = 1\n***\n```\n\n***\n\nThe answer.")
    assert card.front == "What is it?\n\nMore of it.\n\n```python\nx = 1\n***\n```"
    assert card.body == "The answer."


def test_it_refuses_an_empty_answer() -> None:
    assert faults_of("#one", "") == ["1: The card has no answer."]


def test_it_leaves_the_grade_to_the_learner() -> None:
    card = read_card("#one", "The answer.")
    kind = kind_of(card)
    assert not kind.program_graded
    assert kind.check(card, Prompt("one"), {"typed": ["The answer."]}) is None


def test_it_shows_the_same_face_for_every_seed() -> None:
    card = read_card("#one", "The answer.")
    assert shown(card, "a") == shown(card, "b") == face_of(card)


def test_it_takes_punctuation_and_emphasis_for_no_part_of_the_meaning() -> None:
    meaning = kind_of(read_card("#one", "x")).meaning
    assert meaning("It is **kept**, always.") == meaning("it is kept always")
    assert meaning("It is kept.") != meaning("It is dropped.")


def test_it_takes_the_case_of_inline_code_for_a_part_of_the_meaning() -> None:
    meaning = kind_of(read_card("#one", "x")).meaning
    assert meaning("Use `PUT`.") != meaning("Use `put`.")
