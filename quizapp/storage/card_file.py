"""Saving one card into its file: all of it or nothing, and only over what the editor saw."""

from __future__ import annotations

import os
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from stat import S_IMODE

from quizapp.core.cards import block_hash
from quizapp.core.deck_changes import find_block, replace_card
from quizapp.core.deck_text import parse_file
from quizapp.core.errors import EditConflict, InvalidInput, NotFound, NotWritable

_ANY_WRITER = 0o222
_COPY = "Copy your text before you leave this page."
_one_at_a_time = threading.Lock()


def write_card_block(root: Path, path: str, card_id: str, old_hash: str, new_block: str) -> None:
    """Replace a card's block in its file; every other byte and the file's mode stay.

    `old_hash` is the content hash of the wording that was edited.  Raises EditConflict when the
    file holds another one now, NotWritable when it refuses to be written, InvalidInput when the
    new block is no such card.
    """
    _refuse_other_card(card_id, new_block)
    with _one_at_a_time:
        file = _file_of(root, path)
        try:
            before = file.stat()
            text = file.read_bytes().decode("utf-8")
        except FileNotFoundError as error:
            raise EditConflict(f"The file {path} is no longer there. {_COPY}") from error
        except (OSError, UnicodeDecodeError) as error:
            raise NotWritable(f"The file {path} cannot be read. {_COPY}") from error
        new_text = _with_block(text, path, card_id, old_hash, new_block)
        if not before.st_mode & _ANY_WRITER or not os.access(file, os.W_OK):
            raise NotWritable(f"The file {path} is read-only. {_COPY}")
        try:
            _replace(file, new_text.encode("utf-8"), before)
        except OSError as error:
            reason = error.strerror or "unknown reason"
            message = f"The file {path} could not be written ({reason}); it is as it was. {_COPY}"
            raise NotWritable(message) from error


def _refuse_other_card(card_id: str, new_block: str) -> None:
    cards, problems = parse_file(new_block, "card", topic="any")
    if problems:
        raise InvalidInput(f"Line {problems[0].line}: {problems[0].message} {problems[0].remedy}")
    if len(cards) != 1:
        raise InvalidInput("Write one card: a heading that begins with `## `, and what follows it.")
    if cards[0].id != card_id:
        raise InvalidInput(f"Keep the id `#{card_id}`: under another one the card would be new.")


def _file_of(root: Path, path: str) -> Path:
    file = (root / path).resolve()
    if not file.is_relative_to(root.resolve()) or file.suffix != ".md":
        raise NotWritable(f"{path} is not a file of the deck's folder.")
    return file


def _with_block(text: str, path: str, card_id: str, old_hash: str, new_block: str) -> str:
    try:
        start, end = find_block(text, card_id)
    except NotFound as error:
        raise EditConflict(f"The card is no longer in {path}. {_COPY}") from error
    if block_hash(text[start:end]) != old_hash:
        message = f"Someone changed this card in {path} while you edited it. {_COPY}"
        raise EditConflict(f"{message} Then open it again.")
    return replace_card(text, card_id, new_block)


def _replace(file: Path, content: bytes, before: os.stat_result) -> None:
    """Put new content in a file's place in one step that survives a loss of power."""
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as new:
            new.write(content)
            new.flush()
            os.fsync(new.fileno())
        temporary.chmod(S_IMODE(before.st_mode))
        _refuse_changed(file, before)
        temporary.replace(file)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    # The new name is only durable once its folder is; not every system can sync a folder.
    with suppress(OSError):
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _refuse_changed(file: Path, before: os.stat_result) -> None:
    """Another program may have saved the file since it was read: an editor, or git."""
    now = file.stat()
    if (now.st_mtime_ns, now.st_size) != (before.st_mtime_ns, before.st_size):
        raise EditConflict(f"The file {file.name} was changed at this moment. {_COPY}")
