"""The key that signs tokens: made at the first start, kept in the data folder, mode 600."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from quizapp.config import SettingError

SHORTEST = 32


def secret_key(data: Path) -> bytes:
    """The key of this installation.  Raises SettingError when the folder cannot hold it."""
    path = data / "secret.key"
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            _make(path)
        key = path.read_bytes()
    except OSError as error:
        raise SettingError(
            f"The data folder {data} cannot be used ({error.strerror}). Make it writable, or name "
            "another one in QUIZAPP_DATA."
        ) from error
    if len(key) < SHORTEST:
        raise SettingError(f"{path} holds no key. Remove it: the next start makes a new one.")
    return key


def _make(path: Path) -> None:
    # Written whole under another name first: a start that is killed, or two at once, must not
    # leave a part of a key.
    part = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_hex(32).encode())
        with suppress(FileExistsError):
            _name(part, path)
    finally:
        part.unlink(missing_ok=True)


def _name(part: Path, path: Path) -> None:
    try:
        path.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:  # some file systems know no hard links
        part.replace(path)
