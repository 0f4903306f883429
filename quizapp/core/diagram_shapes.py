"""The pieces that diagrams are drawn from, as SVG with classes instead of styles.

Sizes are in the pixels of a page; text is measured generously, because the reader's font is not
known.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from html import escape

LINE = 18
#: Room between a box and its words.
PAD = 10
_ARROW, _HALF = 9, 4.5


def width_of(text: str) -> float:
    """How wide a text may become at 14 pixels."""
    return sum(map(_width_of_char, text))


def wrapped(text: str, most: float) -> list[str]:
    """The text in lines of at most this width; a word that is too long is cut."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        for piece in _cut(word, most):
            longer = f"{line} {piece}" if line else piece
            if line and width_of(longer) > most:
                lines.append(line)
                line = piece
            else:
                line = longer
    return [*lines, line] if line else lines


def number(value: float) -> str:
    """A coordinate, short."""
    return f"{value:.1f}".removesuffix(".0")


def box(x: float, y: float, width: float, height: float, name: str = "diagram__box") -> str:
    """A rounded rectangle."""
    return (
        f'<rect class="{name}" x="{number(x)}" y="{number(y)}" width="{number(width)}" '
        f'height="{number(height)}" rx="8"/>'
    )


def words(lines: Sequence[str], x: float, middle: float, name: str = "diagram__text") -> str:
    """Lines of text around a point."""
    top = middle - (len(lines) - 1) * LINE / 2 + 5
    return "".join(
        f'<text class="{name}" x="{number(x)}" y="{number(top + place * LINE)}" '
        f'text-anchor="middle">{escape(line)}</text>'
        for place, line in enumerate(lines)
    )


def path(points: str, name: str = "diagram__line") -> str:
    """A line along path data."""
    return f'<path class="{name}" d="{points}"/>'


def arrow_head(x: float, y: float, towards: str) -> str:
    """The tip of an arrow at a point: down, up, left or right."""
    back = -_ARROW if towards in ("down", "right") else _ARROW
    if towards in ("down", "up"):
        corners = ((x - _HALF, y + back), (x + _HALF, y + back))
    else:
        corners = ((x + back, y - _HALF), (x + back, y + _HALF))
    around = "L".join(f"{number(one)} {number(two)}" for one, two in corners)
    return f'<path class="diagram__tip" d="M{number(x)} {number(y)}L{around}Z"/>'


def picture(title: str, width: float, height: float, shapes: Sequence[str]) -> str:
    """The whole drawing in its natural size; a page scrolls it when it is too wide."""
    size = f'width="{number(width)}" height="{number(height)}"'
    view = f'viewBox="0 0 {number(width)} {number(height)}"'
    label = escape(title)
    return (
        f'<svg class="diagram__plot" role="img" aria-label="{label}" {size} {view}>'
        f"{''.join(shapes)}</svg>"
    )


def _width_of_char(char: str) -> float:
    if unicodedata.combining(char):
        return 0.0
    if unicodedata.east_asian_width(char) in "WF":
        return 15.0
    if char in "ijl.,:;'|!()[] ":
        return 5.0
    return 11.0 if char.isupper() or char in "mw@%—" else 8.4


def _cut(word: str, most: float) -> list[str]:
    """The word in pieces that fit; most words are one."""
    pieces: list[str] = []
    piece, width = "", 0.0
    for char in word:
        wide = _width_of_char(char)
        if piece and width + wide > most:
            # A path or a name in code is best cut behind one of its signs.
            sign = max(piece.rfind(one) for one in "/_.-=") + 1
            cut = sign if sign > len(piece) // 2 else len(piece)
            pieces.append(piece[:cut])
            piece = piece[cut:]
            width = width_of(piece)
        piece, width = piece + char, width + wide
    return [*pieces, piece]
