"""Disks that are full and places that cannot be written, made on this machine for one test."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

MEGABYTE = 1_000_000


@cache
def can_mount() -> bool:
    """Whether this user may mount a small disk of its own."""
    if os.geteuid() != 0:
        return False
    with TemporaryDirectory() as name:
        try:
            with _mounted("-t", "tmpfs", "-o", "size=1m", "tmpfs", name):
                return True
        except (OSError, subprocess.CalledProcessError):
            return False


@contextmanager
def small_disk(folder: Path, megabytes: int = 16) -> Iterator[Path]:
    """A disk of that size, mounted at a new folder."""
    folder.mkdir(parents=True)
    with _mounted("-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)):
        yield folder


@contextmanager
def filled(disk: Path) -> Iterator[Callable[[], None]]:
    """The disk without one byte of room; calling what is given frees it again."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    yield ballast.unlink
    ballast.unlink(missing_ok=True)


@contextmanager
def files_that_cannot_grow(pid: int, size: int) -> Iterator[Callable[[], None]]:
    """A process whose files may have that many bytes at most, as when its quota is used up."""
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, before[1]))
    yield lambda: resource.prlimit(pid, resource.RLIMIT_FSIZE, before) and None
    with suppress(ProcessLookupError):
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)


@contextmanager
def read_only(place: Path) -> Iterator[None]:
    """A file or folder that cannot be written; root is held back by a read-only mount."""
    if os.geteuid() == 0:
        with _mounted("--bind", str(place), str(place)):
            _run("mount", "-o", "remount,bind,ro", str(place))
            yield
        return
    mode = place.stat().st_mode
    place.chmod(mode & ~0o222)
    try:
        yield
    finally:
        place.chmod(mode)


@contextmanager
def _mounted(*arguments: str) -> Iterator[None]:
    _run("mount", *arguments)
    try:
        yield
    finally:
        _run("umount", "-l", arguments[-1])


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
