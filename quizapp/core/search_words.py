"""Words as the full-text indexes know them, and the piece of a text in which they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

#: About how much of a section a result shows.
LENGTH = 220
_WORD = re.compile(r"[^\W_]+")


class Piece(NamedTuple):
    """Some text of a result; `is_found` when it is one of the words that were asked for."""

    text: str
    is_found: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words that were asked for, and the beginning of one that may be unfinished."""

    words: Collection[str]
    beginning: str = ""

    def fits(self, word: str) -> bool:
        return word in self.words or bool(self.beginning and word.startswith(self.beginning))


def searchable(text: str) -> str:
    """Text as both databases index it: words alone, without marks on letters, without case.

    PostgreSQL would keep `guide.md` or `1.0` whole and SQLite would not, so what is neither letter
    nor digit becomes a space.
    """
    plain = (one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    spaced = "".join(one if one.isalnum() else " " for one in plain)
    return " ".join(spaced.casefold().split())


def marked(text: str, wanted: Wanted) -> list[Piece]:
    """The whole text with the words marked in it."""
    pieces: list[Piece] = []
    done = 0
    for found in _WORD.finditer(text):
        if wanted.fits(searchable(found[0])):
            pieces += [Piece(text[done : found.start()], False), Piece(found[0], True)]
            done = found.end()
    return [piece for piece in [*pieces, Piece(text[done:], False)] if piece.text]


def excerpt(text: str, wanted: Wanted, length: int = LENGTH) -> list[Piece]:
    """The stretch that holds most of the words, the first of equals; its beginning if none."""
    text = " ".join(text.split())
    places = [
        (found.start(), searchable(found[0]))
        for found in _WORD.finditer(text)
        if wanted.fits(searchable(found[0]))
    ]
    first = _best_start(places, length)
    # Some words before the first found one tell what it is about.
    start = max(0, first - length // 4)
    if start:
        space = text.find(" ", start, first)
        start = first if space < 0 else space + 1
    end = start + length
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + length // 2)
    pieces = marked(text[start:end], wanted)
    if start:
        pieces.insert(0, Piece("… ", False))
    if end < len(text):
        pieces.append(Piece(" …", False))
    return pieces


def _best_start(places: list[tuple[int, str]], length: int) -> int:
    """Where a stretch begins that holds the greatest number of different words."""
    best, start, first = 0, places[0][0] if places else 0, 0
    inside: dict[str, int] = {}
    for place, word in places:
        inside[word] = inside.get(word, 0) + 1
        while place - places[first][0] > length // 2:
            gone = places[first][1]
            inside[gone] -= 1
            if not inside[gone]:
                del inside[gone]
            first += 1
        if len(inside) > best:
            best, start = len(inside), places[first][0]
    return start
