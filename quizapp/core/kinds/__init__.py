"""The kinds of card.  A new kind is one module here, one template, and one line in KINDS."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from quizapp.core.cards import Card, Face, Prompt
from quizapp.core.kinds import (
    basic,
    choice,
    cloze,
    fix,
    ordering,
    output,
    scenario,
    typed,
)
from quizapp.core.kinds import reversed as both
from quizapp.core.kinds.block import Fault, Given, Line
from quizapp.core.reviews import Verdict


class Kind(Protocol):
    """What a module of this package offers.

    `program_graded` says that the program checks the answer itself, so nothing of it may be in
    the page before it is asked for.
    """

    program_graded: bool

    def parse(self, lines: Sequence[Line], front: str) -> tuple[Any, list[Fault]]:
        """The card's body from the lines that belong to its kind, with the faults found."""

    def write(self, body: Any) -> str:
        """The Markdown of a body, such that parsing it gives an equal body."""

    def meaning(self, body: Any) -> str:
        """The part of a body whose change is a change of meaning (key, answer, code, output)."""

    def prompts(self, card: Card) -> tuple[Prompt, ...]:
        """What is asked and scheduled, in order."""

    def face(self, card: Card, prompt: Prompt) -> Face:
        """What the kind's template shows, `Markdown` leaves unrendered."""

    def arrange(self, face: Face, seed: str, given: Given) -> Face:
        """The face in the order in which it is shown for this seed.

        `given` is what the form already holds, so that a page drawn again keeps it.
        """

    def check(self, card: Card, prompt: Prompt, given: Given) -> Verdict | None:
        """What the program thinks of an answer; None when only the learner can tell.

        Raises InvalidInput for form values that this kind cannot have sent.
        """


KINDS: dict[str, Kind] = {
    "basic": basic,
    "both": both,
    "cloze": cloze,
    "choice": choice,
    "typed": typed,
    "order": ordering,
    "output": output,
    "fix": fix,
    "scenario": scenario,
}


def kind_of(card: Card) -> Kind:
    """The kind of a card that has been parsed."""
    return KINDS[card.kind]


def prompts_of(card: Card) -> tuple[Prompt, ...]:
    """The prompts of a card, in order."""
    return kind_of(card).prompts(card)
