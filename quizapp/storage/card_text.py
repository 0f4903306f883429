"""Words in the language of the full-text index of either database.

They go through the same normalisation as the index (`searchable`), and each one is quoted, so no
text that a person types can be syntax.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    column,
    func,
    literal_column,
    select,
    table,
)

from quizapp.core.card_query import Words
from quizapp.core.search_words import searchable
from quizapp.storage.tables import cards

#: Shorter beginnings of words match too much to be worth the time.
SHORTEST_PREFIX = 2

INDEX = table("card_search", column("rowid"), column("rank"))
_vector: ColumnElement[Any] = literal_column("to_tsvector('simple', cards.search_text)")


def tokens(text: str) -> list[str]:
    """The words of a text as the index knows them."""
    return searchable(text).split()


def expression(dialect: str, words: Sequence[Words]) -> str:
    """The words in the language of the index; empty when they hold no letter or digit."""
    parts = []
    for place, one in enumerate(words):
        found = tokens(one.text)
        if not found:
            continue
        is_open = place == len(words) - 1 and not (one.is_phrase or one.is_negated)
        is_open = is_open and len(found[-1]) >= SHORTEST_PREFIX
        if dialect == "sqlite":
            parts.append(f'"{" ".join(found)}"' + (" *" if is_open else ""))
        else:
            quoted = " <-> ".join(f"'{token}'" for token in found)
            parts.append(f"({quoted}{':*' if is_open else ''})")
    return (" AND " if dialect == "sqlite" else " & ").join(parts)


def matches(dialect: str, wanted: str | BindParameter[str]) -> ColumnElement[bool]:
    """The condition that a card's text holds what an expression wants."""
    if dialect == "sqlite":
        return literal_column("card_search").bool_op("MATCH")(wanted)
    return _vector.bool_op("@@")(func.to_tsquery(literal_column("'simple'"), wanted))


def numbers(dialect: str, wanted: str | BindParameter[str]) -> Select[Any]:
    """The numbers of the cards whose text matches."""
    other = cards.alias("other")
    if dialect == "sqlite":
        return select(INDEX.c.rowid).where(matches(dialect, wanted))
    vector: ColumnElement[Any] = literal_column("to_tsvector('simple', other.search_text)")
    found = vector.bool_op("@@")(func.to_tsquery(literal_column("'simple'"), wanted))
    return select(other.c.number).where(found)


def rank_of(dialect: str, wanted: str | BindParameter[str]) -> ColumnElement[Any]:
    """How well a card matches, the best first."""
    if dialect == "sqlite":
        return INDEX.c.rank
    return func.ts_rank(_vector, func.to_tsquery(literal_column("'simple'"), wanted)).desc()
