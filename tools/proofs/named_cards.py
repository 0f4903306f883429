"""The cards that name a proof, and the code of their options."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from quizapp.core.cards import Card
from quizapp.core.deck_text import parse_file
from quizapp.core.kinds.block import Line
from quizapp.core.kinds.choice import Option
from quizapp.core.kinds.fences import Fence, Prose, pieces_of
from quizapp.core.kinds.spans import text_of_code_span


def cards_naming(path: Path, function: str) -> list[Card]:
    """The cards of the proof's topic whose line `Proof:` names this function of this file."""
    named = f"{path.parent.name}/{path.name}::{function}"
    return [card for card in _cards_in(path.parent.parent) if card.proof == named]


def fence_of(card: Card) -> str:
    """The code of the one fence on the card's front."""
    [fence] = [piece for piece in _pieces_of(card.front) if isinstance(piece, Fence)]
    return fence.code


def code_of(markdown: str) -> str | None:
    """The code of a text that is one fence or one piece of inline code and nothing else."""
    pieces = _pieces_of(markdown)
    if len(pieces) == 1 and isinstance(pieces[0], Fence):
        return pieces[0].code
    return text_of_code_span(markdown)


def has_code_options(card: Card) -> bool:
    """Whether each option of the card is code, which a proof can run."""
    return card.kind == "choice" and all(code_of(one.text) is not None for one in card.body)


def options_of(card: Card) -> tuple[tuple[str, bool], ...]:
    """Each option of a choice card and whether it is right, code without its marks."""
    codes = ((code_of(one.text), one) for one in card.body)
    return tuple((one.text if code is None else code, one.right) for code, one in codes)


def with_a_lie(card: Card) -> Iterator[Card]:
    """The card once for each option, which is made to say what an option of the other side says.

    No proof that runs all options can hold for one of these.
    """
    options: tuple[Option, ...] = card.body
    for index, option in enumerate(options):
        other = next(one for one in options if one.right != option.right)
        lie = replace(option, text=other.text)
        yield replace(card, body=(*options[:index], lie, *options[index + 1 :]))


def with_another_key(card: Card) -> Iterator[Card]:
    """The card once for each wrong option, which changes its mark with that of a right one.

    The texts stay where they are: a proof that knows the key by its place must fail as well.
    """
    options: tuple[Option, ...] = card.body
    key = next(one for one in options if one.right)
    for wrong in (one for one in options if not one.right):
        body = (replace(one, right=one.right ^ (one in (key, wrong))) for one in options)
        yield replace(card, body=tuple(body))


def _pieces_of(markdown: str) -> list[Prose | Fence]:
    return pieces_of(Line(n, text) for n, text in enumerate(markdown.split("\n"), start=1))


@cache
def _cards_in(topic: Path) -> tuple[Card, ...]:
    texts = [(path.read_text(encoding="utf-8"), path) for path in sorted(topic.glob("*.md"))]
    files = [parse_file(text, path.name) for text, path in texts if path.name != "guide.md"]
    return tuple(card for cards, _ in files for card in cards)
