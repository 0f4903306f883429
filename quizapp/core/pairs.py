"""Things that learners mix up, and the two cards that contrast them: the deck's `pairs.toml`."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.core.errors import Problem
from quizapp.core.kinds.block import shortened
from quizapp.core.toml_tables import TableForm, read_tables

_FORM = TableForm(
    name="pair",
    noun="pair",
    file="The list of pairs",
    keys={
        "name": (str, 'Write name = "PUT / PATCH".'),
        "topic": (str, 'Write topic = "rest".'),
        "cards": (list, 'Write cards = ["rest-put", "rest-patch"], or cards = [] until written.'),
    },
    required=("name", "topic", "cards"),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two look-alikes; `cards` are the ids of the cards that contrast them, if written."""

    name: str
    topic: str
    line: int
    cards: tuple[str, ...] = ()


def parse_pairs(text: str, path: str) -> tuple[tuple[Pair, ...], list[Problem]]:
    """The pairs in the order of the file, and what is wrong with it."""
    tables, problems = read_tables(text, path, _FORM)
    pairs: list[Pair] = []
    for line, values in tables:
        pair = Pair(line=line, **values)
        if len(pair.cards) in (0, 2) and len(set(pair.cards)) == len(pair.cards):
            pairs.append(pair)
        else:
            message = f"The pair `{shortened(pair.name)}` does not name two cards."
            problems.append(Problem(path, line, message, _FORM.keys["cards"][1]))
    return tuple(pairs), sorted(problems)
