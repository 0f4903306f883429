"""Single cards for tests, read from their Markdown."""

from __future__ import annotations

from quizapp.core.cards import Card, Face, Prompt
from quizapp.core.deck_text import parse_file
from quizapp.core.kinds import kind_of
from quizapp.core.kinds.block import Given
from quizapp.core.reviews import Verdict

TAIL = "> Because of its cause.\n\nSource: A book, chapter 2\n"


def read(text: str) -> tuple[tuple[Card, ...], list[str]]:
    """The good cards of a text, and what is wrong with it as `line: message`."""
    cards, problems = parse_file(text, "file.md", topic="alpha")
    return cards, [f"{problem.line}: {problem.message}" for problem in problems]


def read_card(braces: str, body: str, heading: str = "What is it?") -> Card:
    """The card with these braces and this body, with a why and a source."""
    text = f"## {heading} {{{braces}}}\n{body}\n\n{TAIL}"
    cards, wrong = read(text)
    assert wrong == []
    assert len(cards) == 1
    return cards[0]


def faults_of(braces: str, body: str) -> list[str]:
    """What is wrong with a card that has a why and a source; its heading is line 1."""
    cards, wrong = read(f"## What is it? {{{braces}}}\n{body}\n\n{TAIL}")
    assert wrong == [] or cards == ()
    return wrong


def face_of(card: Card, part: str = "") -> Face:
    """The face of one of the card's prompts."""
    return kind_of(card).face(card, Prompt(card.id, part))


def shown(card: Card, seed: str = "seed", given: Given | None = None) -> Face:
    """The face of the card's first prompt in the order of display."""
    return kind_of(card).arrange(face_of(card), seed, given or {})


def checked(card: Card, **given: list[str]) -> Verdict:
    """The verdict on an answer to the card's first prompt."""
    verdict = kind_of(card).check(card, Prompt(card.id), given)
    assert verdict is not None
    return verdict
