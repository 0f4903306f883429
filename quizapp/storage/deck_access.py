"""Whether a card's file can be written at all, so the editor can say so before anyone types."""

from __future__ import annotations

import os
from pathlib import Path

_ANY_WRITER = 0o222


def why_not_writable(root: Path, path: str) -> str | None:
    """A sentence when a file of the deck cannot be saved; None when it can."""
    file = root / path
    if not file.is_file():
        return f"The file {path} is no longer in the deck's folder, so the card cannot be edited."
    is_open = file.stat().st_mode & _ANY_WRITER and os.access(file, os.W_OK)
    # Saving puts a new file in the old one's place, so the folder counts as well.
    if not is_open or not os.access(file.parent, os.W_OK | os.X_OK):
        return (
            f"The file {path} cannot be written, so the card can only be read here. Make the "
            "file and its folder writable, or name a copy of the deck in QUIZAPP_CARDS."
        )
    return None
