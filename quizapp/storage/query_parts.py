"""A query → its parts, which decide the SQL, and their values, which do not.

Queries of the same parts share a prepared statement, as composing one takes longer than most
searches.  Private to `card_search`.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any, NamedTuple

from quizapp.core.card_query import CardQuery
from quizapp.storage.card_text import expression

#: The name of what is looked for in the text of cards; no filter is called so.
WORDS = "words"
COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
}


class Part(NamedTuple):
    """A condition of a query without its value: as much of it as decides the SQL.

    `name` is that of the filter, or `words`; `how` a state of `is:`, or how numbers compare.
    """

    name: str
    how: str = ""
    is_negated: bool = False
    holds_for_new: bool = False


def parts_of(dialect: str, query: CardQuery, today: int) -> tuple[tuple[Part, ...], dict[str, Any]]:
    """A query as the parts of its statement and their values, by the parameters' names."""
    parts: list[tuple[Part, Any]] = []
    wanted = expression(dialect, [one for one in query.words if not one.is_negated])
    if wanted:
        parts.append((Part(WORDS), wanted))
    for words in query.words:
        unwanted = expression(dialect, [words]) if words.is_negated else ""
        if unwanted:
            parts.append((Part(WORDS, is_negated=True), unwanted))
    for one in query.named:
        how = one.value if one.name == "is" else ""
        parts.append((Part(one.name, how, one.is_negated, how == "new"), one.value))
    for compared in query.compared:
        name, how, number = compared.name, compared.operator, compared.number
        # A new prompt was never forgotten; it has neither a day nor an interval.
        holds = name == "lapses" and bool(COMPARE[how](0, number))
        value = today + number if name == "due" else number
        parts.append((Part(name, how, compared.is_negated, holds), value))
    values = {parameter(place): value for place, (_, value) in enumerate(parts)}
    return tuple(part for part, _ in parts), values | {"today": today}


def parameter(place: int) -> str:
    """The name of the parameter that holds a part's value."""
    return f"value_{place}"
