"""Folders for tests that write much and prove nothing about the disk."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

_MEMORY = Path("/dev/shm")


def mkdtemp_in_memory(prefix: str) -> str:
    """A new folder that lives in memory, where the system has such a place."""
    usable = _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK)
    return tempfile.mkdtemp(prefix=prefix, dir=_MEMORY if usable else None)
