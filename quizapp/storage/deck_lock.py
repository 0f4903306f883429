"""Noting in the deck's `cards.lock` that people read cards against their sections."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from quizapp.core.confirmations import confirmation_of, sections_of, write_lock
from quizapp.core.errors import InvalidInput, NotWritable
from quizapp.storage.deck_folder import LOCK, read_deck

_MODE = 0o644


class Confirmed(NamedTuple):
    """How many cards were confirmed, and how many lines of cards that are gone were left out."""

    cards: int
    dropped: int


def confirm(root: Path, ids: Collection[str] | None) -> Confirmed:
    """Write that these cards, or all, were read as they stand; other confirmations stay."""
    reading = read_deck(root)
    cards = {card.id: card for card in reading.deck.cards}
    unknown = [card_id for card_id in ids or () if card_id not in cards]
    if unknown:
        raise InvalidInput(f"No card has the id {', '.join(unknown)}. Nothing was written.")
    sections = sections_of(reading.guides)
    before = reading.confirmed or {}
    confirmed = {card_id: one for card_id, one in before.items() if card_id in cards}
    chosen = list(cards if ids is None else dict.fromkeys(ids))
    confirmed |= {card_id: confirmation_of(cards[card_id], sections) for card_id in chosen}
    _write(root / LOCK, write_lock(confirmed))
    return Confirmed(len(chosen), len(set(before) - set(cards)))


def _write(file: Path, text: str) -> None:
    """All of the new text or none of it."""
    name = ""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
        with os.fdopen(handle, "wb") as new:
            new.write(text.encode("utf-8"))
            new.flush()
            os.fsync(new.fileno())
        Path(name).chmod(file.stat().st_mode & 0o777 if file.exists() else _MODE)
        Path(name).replace(file)
    except OSError as error:
        if name:
            with suppress(OSError):
                Path(name).unlink()
        raise NotWritable(f"The file {file.name} cannot be written ({error.strerror}).") from error
