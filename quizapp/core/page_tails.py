"""The lines of a section that are no text of it: the cards that it names, and its sources."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from quizapp.core.deck_blocks import Block
from quizapp.core.kinds.block import Fault, Line, shortened

REMEDIES = {
    "Cards": "Write `Cards: one-id, another-id`.",
    "Source": "Write `Source: ` and where to read it, with the month of checking.",
}
_TAIL = re.compile(r"(Cards|Source):(?: (.*))?")
_MISSPELT_TAIL = re.compile(r"(cards?|sources?)[ \t]*:", re.IGNORECASE)
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


class Named(NamedTuple):
    """Something that a page names, and the line on which it does."""

    line: int
    id: str


@dataclass(slots=True)
class Tails:
    """A section's lines by what they are for."""

    text: list[Line] = field(default_factory=list)
    cards: dict[str, Named] = field(default_factory=dict)
    sources: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_tails(block: Block, *, names_cards: bool = True) -> Tails:
    """The section without its Cards and Source lines, which are kept beside it.

    A topic's page does not name cards, its cards name it: there such a line is text.
    """
    tails = Tails()
    for line, fenced in zip(block.lines, block.fenced, strict=True):
        name = None if fenced else _name_of(line)
        if name is None or (name == "Cards" and not names_cards):
            tails.text.append(line)
            continue
        tail = _TAIL.fullmatch(line.text)
        if tail is None:
            message = f"`{line.text.partition(':')[0]}:` begins no line of a page."
            tails.faults.append(Fault(line.number, message, REMEDIES[name]))
            tails.text.append(line)
        else:
            _read_tail(name, Line(line.number, (tail[2] or "").strip()), tails)
    return tails


def _name_of(line: Line) -> str | None:
    """What a line is meant to hold besides text, though it may be misspelt."""
    found = _MISSPELT_TAIL.match(line.text)
    if found is None:
        return None
    return "Cards" if found[1].lower().startswith("card") else "Source"


def _read_tail(name: str, value: Line, tails: Tails) -> None:
    if not value.text:
        tails.faults.append(Fault(value.number, f"Nothing follows `{name}:`.", REMEDIES[name]))
    elif name == "Source":
        tails.sources.append(value)
    else:
        _read_cards(value, tails)


def _read_cards(line: Line, tails: Tails) -> None:
    for name in (one.strip() for one in line.text.split(",")):
        if _ID.fullmatch(name) is None:
            message = f"`{shortened(name)}` cannot be the id of a card."
            tails.faults.append(Fault(line.number, message, REMEDIES["Cards"]))
        elif name in tails.cards:
            message = f"The section names `{shortened(name)}` twice."
            tails.faults.append(Fault(line.number, message, "Remove one of the two."))
        else:
            tails.cards[name] = Named(line.number, name)
