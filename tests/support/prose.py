"""Telling the prose of a card from its code."""

from __future__ import annotations

from quizapp.core.cards import Card
from quizapp.core.kinds.block import Line
from quizapp.core.kinds.fences import Fence, Prose, pieces_of
from quizapp.core.kinds.spans import prose_and_code

#: Lines of a card that are not prose: accepted answers, and what stands below the why.
_MARKED = ("=", "Source:", "Proof:", "Hide:")


def prose_of(markdown: str) -> str:
    """The text without its fenced code."""
    prose = [piece for piece in _pieces(markdown) if isinstance(piece, Prose)]
    return "\n".join(line.text for piece in prose for line in piece.lines).strip()


def words_of(markdown: str) -> str:
    """The prose without inline code either, each piece of which stands as an ellipsis."""
    text = prose_of(markdown)
    return "".join("…" if code else text[start:end] for start, end, code in prose_and_code(text))


def code_in(markdown: str, *, besides: str) -> list[str]:
    """The fenced code of a text, fence by fence, without those of one kind."""
    fences = [piece for piece in _pieces(markdown) if isinstance(piece, Fence)]
    return [fence.code for fence in fences if fence.info != besides]


def answer_of(card: Card) -> str:
    """The answer of a card that is answered in words; empty for other kinds."""
    if card.kind in ("basic", "both", "scenario"):
        return str(card.body)
    return str(card.body.answer) if card.kind == "fix" else ""


def prose_of_card(card: Card) -> str:
    """All that an author wrote as words: question, answer, explanations and why."""
    lines = prose_of(card.text.partition("\n")[2]).splitlines()
    kept = (line for line in lines if not line.startswith(_MARKED))
    return words_of("\n".join([card.front.partition("\n")[0], *kept]))


def _pieces(markdown: str) -> list[Prose | Fence]:
    return pieces_of(Line(n, text) for n, text in enumerate(markdown.split("\n"), start=1))
