"""The key that signs tokens: made at the first start, kept in the data folder, mode 600."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from quizapp.config import SettingError


def secret_key(data: Path) -> bytes:
    """The key of this installation.  Raises SettingError when the folder cannot hold it."""
    path = data / "secret.key"
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_bytes()
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_hex(32).encode())
        return path.read_bytes()
    except OSError as error:
        raise SettingError(
            f"The data folder {data} cannot be used ({error.strerror}). Make it writable, or name "
            "another one in QUIZAPP_DATA."
        ) from error
