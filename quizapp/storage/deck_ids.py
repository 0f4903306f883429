"""Writing ids into the deck's files for the cards that have none."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from quizapp.core.deck_text import mint_ids
from quizapp.core.errors import NotWritable
from quizapp.storage.deck_folder import GUIDE, read_deck


@dataclass(frozen=True, slots=True)
class Minted:
    """The ids that were written into one file."""

    path: str
    ids: tuple[str, ...]


def mint_missing(root: Path) -> list[Minted]:
    """Give each card without an id one that no card of the deck has; ids that are there stay."""
    reading = read_deck(root)
    taken = {card.id for card in reading.deck.cards}
    found: list[Minted] = []
    for path in (stamp.path for stamp in reading.stamps):
        if not path.endswith(".md") or path.endswith(f"/{GUIDE}"):
            continue
        file = root / path
        try:
            text = file.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            continue  # `deck check` says what is wrong with it
        changed, minted = mint_ids(text, taken)
        if minted:
            _replace(file, path, changed)
            taken.update(minted)
            found.append(Minted(path, tuple(minted)))
    return found


def _replace(file: Path, path: str, text: str) -> None:
    """All of the new text or none of it; the file keeps its mode."""
    name = ""
    try:
        mode = file.stat().st_mode & 0o777
        handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
        with os.fdopen(handle, "wb") as new:
            new.write(text.encode("utf-8"))
            new.flush()
            os.fsync(new.fileno())
        Path(name).chmod(mode)
        Path(name).replace(file)
    except OSError as error:
        if name:
            Path(name).unlink(missing_ok=True)
        raise NotWritable(f"The file {path} cannot be written ({error.strerror}).") from error
