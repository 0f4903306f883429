"""Folders for what is written much and proves nothing about the disk."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MEMORY = Path("/dev/shm")
#: Bytes that must be free there; a container may have 64 MiB of it and no more.
_ROOM = 2 * 1024**3


@contextmanager
def folder_in_memory(prefix: str) -> Iterator[Path]:
    """The same for as long as the block runs."""
    name = mkdtemp_in_memory(prefix)
    try:
        yield Path(name)
    finally:
        shutil.rmtree(name)


def mkdtemp_in_memory(prefix: str) -> str:
    """A new folder that lives in memory, where the system has such a place with room enough."""
    return tempfile.mkdtemp(prefix=prefix, dir=memory())


def memory() -> Path | None:
    """Where files live in memory, if there is room enough."""
    usable = _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK)
    return _MEMORY if usable and shutil.disk_usage(_MEMORY).free >= _ROOM else None
