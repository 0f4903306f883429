"""The files of the deck's folder: which there are, what may be read of them, and their texts.

A file that leads out of the folder, or that cannot be read, is a problem and never an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import NamedTuple

from quizapp.core import proof_results
from quizapp.core.deck_blocks import MOST_CHARACTERS
from quizapp.core.errors import Problem
from quizapp.core.pages import FOLDERS

ROADMAP = "roadmap.toml"
SOURCES = "sources.toml"
PAIRS = "pairs.toml"
LOCK = "cards.lock"
RESULTS = proof_results.PATH


class FileStamp(NamedTuple):
    """A file of the deck as the folder lists it; it changes when the file does."""

    path: str
    mtime_ns: int
    size: int


def deck_files(root: Path) -> Iterator[tuple[str, FileStamp | Problem]]:
    """The deck's files in order of their names, with a problem for each that is refused."""
    inside = root.resolve()
    for name in (ROADMAP, SOURCES, PAIRS, LOCK, RESULTS):
        if (root / name).is_symlink() or (root / name).exists():
            yield name, _stamp_of(root, name, inside)
    topics = root / "topics"
    found = _listed(root, "topics", inside) if topics.exists() else []
    for folder in FOLDERS:
        if (root / folder).is_symlink() or (root / folder).exists():
            yield from _files_in(root, folder, inside)
    if isinstance(found, Problem):
        yield "topics", found
        return
    for folder in found:
        path = f"topics/{folder}"
        if not (root / path).is_symlink() and not (root / path).is_dir():
            continue
        yield from _files_in(root, path, inside)


def _files_in(
    root: Path, folder: str, inside: Path, ending: str = ".md"
) -> Iterator[tuple[str, FileStamp | Problem]]:
    names = _listed(root, folder, inside)
    if isinstance(names, Problem):
        yield folder, names
        return
    for name in names:
        if name.endswith(ending):
            yield f"{folder}/{name}", _stamp_of(root, f"{folder}/{name}", inside)


def program_files(root: Path) -> Iterator[tuple[str, FileStamp | Problem]]:
    """Proofs and the examples of practices: what is run, and what pages include."""
    inside = root.resolve()
    for folder in sorted([*root.glob("topics/*/proofs"), *root.glob("practices/[!.]*/")]):
        yield from _files_in(root, folder.relative_to(root).as_posix(), inside, "")


def file_at(root: Path, path: str) -> FileStamp | Problem:
    """One file of the folder."""
    return _stamp_of(root, path, root.resolve())


def _listed(root: Path, path: str, inside: Path) -> list[str] | Problem:
    refusal = _refusal(root, path, inside)
    if refusal is not None:
        return refusal
    try:
        if not S_ISDIR((root / path).stat().st_mode):
            return Problem(path, 1, "This is no folder.", "Remove it from the deck.")
        return sorted(one.name for one in (root / path).iterdir() if not one.name.startswith("."))
    except OSError as error:
        return _unreadable(path, error)


def _stamp_of(root: Path, path: str, inside: Path) -> FileStamp | Problem:
    refusal = _refusal(root, path, inside)
    if refusal is not None:
        return refusal
    try:
        status = (root / path).stat()
    except OSError as error:
        return _unreadable(path, error)
    # Reading a pipe or a device would wait for ever.
    if not S_ISREG(status.st_mode):
        return Problem(path, 1, "This is no plain file.", "Remove it from the deck.")
    return FileStamp(path, status.st_mtime_ns, status.st_size)


def _refusal(root: Path, path: str, inside: Path) -> Problem | None:
    """A problem for a name that leads out of the deck's folder."""
    try:
        if (root / path).resolve().is_relative_to(inside):
            return None
    except (OSError, RuntimeError) as error:
        return _unreadable(path, error)
    message = "This link leads out of the deck's folder and is not followed."
    return Problem(path, 1, message, "Copy the file to where the link is.")


def text_of(root: Path, path: str, size: int) -> str | Problem:
    """The text of a file of this size, or why it cannot be had."""
    # No character takes more than four bytes.
    if size > 4 * MOST_CHARACTERS:
        return Problem(path, 1, f"The file has {size} bytes.", "Split it into several.")
    try:
        raw = (root / path).read_bytes()
    except OSError as error:
        return _unreadable(path, error)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"This line is not UTF-8: it holds the byte 0x{raw[error.start]:02x}."
        return Problem(path, line, message, "Save the file as UTF-8.")


def _unreadable(path: str, error: Exception) -> Problem:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    message = f"It cannot be read ({reason})."
    return Problem(path, 1, message, "Let the app's user read it, or remove it.")
