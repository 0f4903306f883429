"""Telling the prose of a card from its code."""

from __future__ import annotations

from quizapp.core.cards import Card
from quizapp.core.kinds.block import Line
from quizapp.core.kinds.fences import Fence, Prose, pieces_of
from quizapp.core.kinds.spans import prose_and_code


def prose_of(markdown: str) -> str:
    """The text without its fenced code."""
    lines = [line.text for piece in _pieces(markdown) if isinstance(piece, Prose) for line in piece[0]]
    return "\n".join(lines).strip()


def words_of(markdown: str) -> str:
    """The prose without inline code either, each piece of which stands as an ellipsis."""
    text = prose_of(markdown)
    return "".join("…" if code else text[start:end] for start, end, code in prose_and_code(text))


def code_in(markdown: str) -> list[str]:
    """The fenced code of a text, fence by fence."""
    return [piece.code for piece in _pieces(markdown) if isinstance(piece, Fence)]


def prose_of_card(card: Card) -> str:
    """All that an author wrote as words: question, answer, explanations, why."""
    body = card.text.partition("\n")[2]
    lines = [line for line in body.splitlines() if not line.startswith(("Source:", "Proof:", "="))]
    return words_of(card.front + "\n\n" + "\n".join(lines))


def _pieces(markdown: str) -> list[Prose | Fence]:
    return pieces_of(Line(n, text) for n, text in enumerate(markdown.split("\n"), start=1))
