"""Changing one card of a deck's file without touching the rest."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from quizapp.core.card_fields import is_id, split_heading
from quizapp.core.deck_blocks import Block, blocks_of
from quizapp.core.errors import InvalidInput, NotFound

LONGEST_ID = 40
SHORTEST_ID = 3
_NOT_IN_A_SLUG = re.compile("[^a-z0-9]+")


def find_block(text: str, card_id: str) -> tuple[int, int]:
    """Where the card stands: `text[start:end]` is its block, without the line end after it."""
    for block in blocks_of(text):
        if block.is_card and _id_of(block) == card_id:
            return block.start, block.end
    raise NotFound(f"There is no card `{card_id}` in this file any more.")


def replace_card(text: str, card_id: str, new_block: str) -> str:
    """The text with another block for one card and every other character as it was."""
    start, end = find_block(text, card_id)
    block = new_block.replace("\r\n", "\n").strip("\n").rstrip()
    blocks = [part for part in blocks_of(block, 1) if part.heading.number]
    if len(blocks) != 1 or not block.startswith("## "):
        raise InvalidInput("Write one card: a heading that begins with `## `, and what follows it.")
    return text[:start] + block.replace("\n", _line_end(text)) + text[end:]


def mint_ids(text: str, taken: Collection[str]) -> tuple[str, list[str]]:
    """The text with an id, made from its heading, for each card that has none; and those ids."""
    blocks = [block for block in blocks_of(text) if block.is_card]
    used = {*taken, *filter(None, map(_id_of, blocks))}
    parts: list[str] = []
    minted: list[str] = []
    counts: dict[str, int] = {}
    at = 0
    for block in blocks:
        heading = block.heading.text
        title, braces = split_heading(heading[2:])
        if (braces and "#" in braces) or "{#" in title:
            continue
        new = _free_id(_slug_of(title), used, counts)
        used.add(new)
        minted.append(new)
        if braces is None:
            place, addition = len(heading.rstrip()), f" {{#{new}}}"
        else:
            place, addition = heading.rfind("{") + 1, f"#{new} "
        parts += [text[at : block.start + place], addition]
        at = block.start + place
    return "".join([*parts, text[at:]]), minted


def _id_of(block: Block) -> str | None:
    words = (split_heading(block.heading.text)[1] or "").split()
    return next((word[1:] for word in words if word.startswith("#") and is_id(word[1:])), None)


def _slug_of(title: str) -> str:
    ascii_title = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    slug = _NOT_IN_A_SLUG.sub("-", ascii_title.lower()).strip("-")
    if len(slug) > LONGEST_ID:
        slug = slug[: LONGEST_ID + 1].rpartition("-")[0] or slug[:LONGEST_ID]
    return slug if len(slug) >= SHORTEST_ID else f"card-{slug}".rstrip("-")


def _free_id(slug: str, used: Collection[str], counts: dict[str, int]) -> str:
    """The slug, or the slug with the next number; `counts` remembers where the search stands."""
    new, count = slug, counts.get(slug, 1)
    while new in used:
        count += 1
        new = f"{slug[: LONGEST_ID - 1 - len(str(count))].rstrip('-')}-{count}"
    counts[slug] = count
    return new


def _line_end(text: str) -> str:
    return "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
