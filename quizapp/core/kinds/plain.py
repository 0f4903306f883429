"""What kinds do alike that ask one thing, show it as it stands, and leave grading to people."""

from __future__ import annotations

from quizapp.core.cards import Card, Face, Prompt
from quizapp.core.kinds.block import Fault, Given
from quizapp.core.reviews import Verdict


def prompts(card: Card) -> tuple[Prompt, ...]:
    """The card is asked in one way."""
    return (Prompt(card.id),)


def arrange(face: Face, seed: str, given: Given) -> Face:
    """Nothing of the face changes from one showing to the next."""
    return face


def check(card: Card, prompt: Prompt, given: Given) -> Verdict | None:
    """Only the learner can tell whether the answer was right."""
    return None


def empty_answer(line: int = 0) -> Fault:
    """The fault of a card that has nothing to recall."""
    return Fault(line, "The card has no answer.", "Write the answer below the question.")
