"""A term and what it means, asked in both directions."""

from __future__ import annotations

from quizapp.core.cards import Card, Face, Markdown, Prompt
from quizapp.core.kinds import basic

REVERSE = "reverse"

program_graded = False
parse = basic.parse
write = basic.write
meaning = basic.meaning
arrange = basic.arrange
check = basic.check


def prompts(card: Card) -> tuple[Prompt, ...]:
    """The card from front to answer, then from answer to front."""
    return (Prompt(card.id), Prompt(card.id, REVERSE))


def face(card: Card, prompt: Prompt) -> Face:
    if prompt.part == REVERSE:
        return {"question": Markdown(card.body), "answer": Markdown(card.front)}
    return basic.face(card, prompt)
