"""Which wording of a card was read against which text of its section: the deck's `cards.lock`.

One line per card, sorted: its id, its content hash, the hash of its section.  People confirm,
`quizapp deck confirm` writes, the lint reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from quizapp.core.cards import Card, hash_of
from quizapp.core.errors import Problem
from quizapp.core.guides import Guide, Section
from quizapp.core.kinds.block import shortened

_LINE = re.compile(r"([a-z0-9-]{3,40}) ([0-9a-f]{16}) ([0-9a-f]{16})")
_REMEDY = "Remove the line, read the card and run `quizapp deck confirm` with its id."


class Confirmation(NamedTuple):
    """The hashes of a card and of its section at the moment of reading."""

    card: str
    section: str


def confirmation_of(card: Card, sections: Mapping[tuple[str, str], Section]) -> Confirmation:
    """What confirming the card as it stands would write; `sections` is `sections_of` the pages."""
    section = next(
        (
            sections[card.topic, source.anchor]
            for source in card.sources
            if source.anchor is not None and (card.topic, source.anchor) in sections
        ),
        None,
    )
    text = f"{section.title}\n{section.text}" if section else ""
    return Confirmation(card.content_hash, hash_of(text))


def sections_of(guides: Iterable[Guide]) -> dict[tuple[str, str], Section]:
    """The sections by topic and by what a card of that topic calls them."""
    return {
        (guide.topic, f"guide.md#{section.anchor}"): section
        for guide in guides
        for section in guide.sections
    }


def parse_lock(text: str, path: str) -> tuple[dict[str, Confirmation], list[Problem]]:
    """The confirmations by card id, and a problem for each line that is none."""
    confirmed: dict[str, Confirmation] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), start=1):
        found = _LINE.fullmatch(line.rstrip())
        if found is None:
            if line.strip():
                message = f"`{shortened(line.strip())}` is no confirmation."
                problems.append(Problem(path, number, message, _REMEDY))
        elif found[1] in confirmed:
            message = f"The card `{found[1]}` is confirmed twice."
            problems.append(Problem(path, number, message, _REMEDY))
        else:
            confirmed[found[1]] = Confirmation(found[2], found[3])
    return confirmed, problems


def write_lock(confirmed: Mapping[str, Confirmation]) -> str:
    """The file's text, sorted, so that two people's confirmations merge line by line."""
    return "".join(f"{card} {one.card} {one.section}\n" for card, one in sorted(confirmed.items()))
