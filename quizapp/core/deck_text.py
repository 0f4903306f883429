"""Markdown text to cards and back.

What is wrong with a card is a `Problem` with its line and a remedy, and never keeps the other
cards of its file from being read.
"""

from __future__ import annotations

import re

from quizapp.core.card_fields import near_miss, read_heading, values_of, written_heading
from quizapp.core.card_parts import missing_from, parts_of
from quizapp.core.cards import Card, Place
from quizapp.core.deck_blocks import Block, blocks_of, too_long
from quizapp.core.deck_changes import find_block, mint_ids, replace_card
from quizapp.core.errors import Problem
from quizapp.core.front_matter import read_front_matter
from quizapp.core.kinds import KINDS
from quizapp.core.kinds.block import Fault, shortened, text_of

__all__ = ["find_block", "mint_ids", "parse_file", "replace_card", "write_card", "write_file"]

_TOPIC = re.compile("[a-z0-9-]{2,40}")


def parse_file(
    text: str, path: str, *, topic: str | None = None
) -> tuple[tuple[Card, ...], list[Problem]]:
    """The good cards of a file, and the problems of the others, in the order of their lines.

    `topic` is for a text without front matter, such as a card in the editor.
    """
    refusal = too_long(text)
    if refusal is not None:
        return (), [Problem(path, 1, *refusal)]
    faults: list[Fault] = []
    if topic is None:
        topic, faults = _topic_of(text)
    cards: list[Card] = []
    lines_by_id: dict[str, int] = {}
    for block in blocks_of(text):
        faults += block.faults
        if not block.is_card:
            continue
        card, found = _card_of(block, topic or "", path, text[block.start : block.end])
        faults += found
        if card is None:
            continue
        earlier = lines_by_id.setdefault(card.id, card.place.line)
        if earlier != card.place.line:
            message = f"The id `{card.id}` is already that of the card on line {earlier}."
            faults.append(Fault(card.place.line, message, "Give this card an id of its own."))
        elif topic is not None:
            cards.append(card)
    return tuple(cards), sorted(Problem(path, *fault) for fault in faults)


def write_card(card: Card) -> str:
    """The Markdown of a card, such that reading it gives the card again."""
    title, _, rest = card.front.partition("\n\n")
    body = KINDS[card.kind].write(card.body)
    parts = [written_heading(card, title)]
    # The first `***` of a card ends its front, so one in the answer needs another before it.
    if rest or "***" in (line.rstrip() for line in body.split("\n")):
        parts += [rest, "***"]
    quote = "\n".join(f"> {line}" if line else ">" for line in card.why.split("\n"))
    tail = [f"Source: {source.text}" for source in card.sources]
    if card.proof is not None:
        tail.append(f"Proof: {card.proof}")
    return "\n\n".join(filter(None, [*parts, body, quote, "\n".join(tail)]))


def write_file(topic: str, cards: tuple[Card, ...]) -> str:
    """The Markdown of a whole file of cards."""
    return "\n\n".join([f"---\ntopic: {topic}\n---", *map(write_card, cards)]) + "\n"


def _card_of(block: Block, topic: str, path: str, text: str) -> tuple[Card | None, list[Fault]]:
    heading, faults = read_heading(block.heading)
    parts = parts_of(block, heading.kind)
    front = "\n\n".join(filter(None, (heading.title, text_of(parts.front))))
    faults += parts.faults
    body = None
    # In a card whose code does not end, all that follows would be reported as missing.
    if not block.is_unclosed:
        faults += missing_from(parts)
        if heading.kind is not None:
            body, found = KINDS[heading.kind].parse(parts.body, front)
            faults += found
    values = values_of(heading.fields)
    if heading.id is not None and values.get("contrast") == heading.id:
        faults.append(Fault(0, "The card contrasts with itself.", "Name the other card."))
    first = block.heading.number
    if faults or block.faults or heading.id is None or heading.kind is None:
        return None, [fault if fault.line else fault._replace(line=first) for fault in faults]
    return Card(
        id=heading.id,
        kind=heading.kind,
        topic=topic,
        front=front,
        body=body,
        why=parts.why,
        sources=tuple(parts.sources),
        place=Place(path, first, block.last_line + 1),
        text=text,
        proof=parts.proof,
        **values,
    ), []


def _topic_of(text: str) -> tuple[str | None, list[Fault]]:
    matter = read_front_matter(text)
    faults = list(matter.faults)
    for key, (line, _) in matter.values.items():
        if key != "topic":
            message = f"The front matter has no field `{shortened(key)}`."
            faults.append(Fault(line, message, near_miss(key, ["topic"])))
    line, topic = matter.values.get("topic", (1, ""))
    if _TOPIC.fullmatch(topic) is None:
        what = f"`{shortened(topic)}` is no topic" if topic else "The file has no topic"
        remedy = "Begin the file with the lines `---`, `topic: http` (or another) and `---`."
        faults.append(Fault(line, f"{what}, so none of its cards can be used.", remedy))
        return None, faults
    return topic, faults
