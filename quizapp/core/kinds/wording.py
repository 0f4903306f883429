"""What two wordings have in common, whatever their layout."""

from __future__ import annotations

import unicodedata

from quizapp.core.kinds.block import Line
from quizapp.core.kinds.fences import Fence, Prose, pieces_of
from quizapp.core.kinds.spans import prose_and_code

_AROUND_WORDS = ".,;:!?\"'’“”()*_~ "


def plain_words(markdown: str) -> str:
    """The text's words without case, punctuation and emphasis; its code exactly as it stands."""
    return "\n".join(
        exact_code(piece.code)
        if isinstance(piece, Fence)
        else _words_of(" ".join(line.text for line in piece.lines))
        for piece in _pieces(markdown)
    )


def code_of(markdown: str) -> str:
    """The fenced code of a text."""
    return "\n".join(
        f"{piece.info}\n{exact_code(piece.code)}"
        for piece in _pieces(markdown)
        if isinstance(piece, Fence)
    )


def exact_code(code: str) -> str:
    """The code but for white space at line ends, which no language of ours reads."""
    return "\n".join(line.rstrip() for line in code.split("\n"))


def _words_of(prose: str) -> str:
    words: list[str] = []
    for start, end, is_code in prose_and_code(prose):
        stretch = prose[start:end]
        if is_code:
            words.append(stretch)
            continue
        normal = unicodedata.normalize("NFKC", stretch).casefold()
        words.extend(word.strip(_AROUND_WORDS) for word in normal.split())
    return " ".join(word for word in words if word)


def _pieces(markdown: str) -> list[Prose | Fence]:
    return pieces_of(Line(n, text) for n, text in enumerate(markdown.split("\n"), start=1))
