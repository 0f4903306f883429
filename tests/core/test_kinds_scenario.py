"""Situations that take more than a heading to tell."""

from __future__ import annotations

from quizapp.core.cards import Prompt
from quizapp.core.kinds import kind_of, prompts_of
from tests.support.cards import face_of, faults_of, read_card


def test_it_ends_the_situation_at_the_line_of_stars() -> None:
    card = read_card("#full .scenario", "It is night.\n\nThe disk is full.\n\n***\n\nLook at logs.")
    assert face_of(card) == {
        "question": "What is it?\n\nIt is night.\n\nThe disk is full.",
        "answer": "Look at logs.",
    }


def test_it_needs_no_more_than_a_heading() -> None:
    card = read_card("#full .scenario", "Look at logs.")
    assert face_of(card)["question"] == "What is it?"


def test_it_refuses_a_situation_without_an_answer() -> None:
    assert faults_of("#full .scenario", "The disk is full.\n\n***\n") == [
        "1: The card has no answer."
    ]


def test_it_is_one_prompt_graded_by_the_learner() -> None:
    card = read_card("#full .scenario", "Look at logs.")
    assert prompts_of(card) == (Prompt("full"),)
    assert kind_of(card).check(card, Prompt("full"), {}) is None
