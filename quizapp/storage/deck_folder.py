"""The deck's folder → a Deck, with the problems found in it; and saving one card of it.

roadmap.toml             topics in order
topics/<topic>/guide.md  the topic's page
topics/<topic>/*.md      its cards
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import NamedTuple

from quizapp.core.cards import Card, Deck, Topic
from quizapp.core.deck_blocks import MOST_CHARACTERS, visible
from quizapp.core.deck_text import parse_file
from quizapp.core.errors import Problem
from quizapp.core.guides import Guide, parse_guide
from quizapp.core.roadmap import parse_roadmap
from quizapp.storage.card_file import write_card_block
from quizapp.storage.deck_checks import problems_between

__all__ = ["DeckReading", "FileStamp", "read_deck", "stamp", "write_card_block"]

ROADMAP = "roadmap.toml"
GUIDE = "guide.md"


class FileStamp(NamedTuple):
    """A file of the deck as the folder lists it; it changes when the file does."""

    path: str
    mtime_ns: int
    size: int


@dataclass(frozen=True, slots=True)
class DeckReading:
    """What the folder holds: good cards and pages, and a problem for all that is not good."""

    deck: Deck = field(default_factory=Deck)
    guides: tuple[Guide, ...] = ()
    problems: tuple[Problem, ...] = ()
    stamps: tuple[FileStamp, ...] = ()


def read_deck(root: Path) -> DeckReading:
    """The whole collection.  A file or card that cannot be used never hides the others."""
    problems: list[Problem] = []
    stamps: list[FileStamp] = []
    texts: dict[str, str] = {}
    for path, found in _files(root):
        if isinstance(found, Problem):
            problems.append(found)
            continue
        stamps.append(found)
        text = _text_of(root, path, found.size)
        if isinstance(text, Problem):
            problems.append(text)
        else:
            texts[path] = text
    topics = _topics_of(texts, problems)
    guides: list[Guide] = []
    cards: list[Card] = []
    for path, text in texts.items():
        if path == ROADMAP:
            continue
        if path.endswith(f"/{GUIDE}"):
            clean = visible(text)
            if clean != text:
                problems.append(_hidden(path))
            guide, found_here = parse_guide(clean, path, topic=_folder_of(path))
            guides.append(guide)
        else:
            read, found_here = parse_file(text, path)
            cards.extend(read)
        problems += found_here
    cards, found_between = problems_between(cards, topics, guides)
    place = {topic.id: index for index, topic in enumerate(topics)}
    cards.sort(key=lambda card: place[card.topic])
    deck = Deck(tuple(topics), tuple(cards))
    return DeckReading(deck, tuple(guides), tuple(sorted(problems + found_between)), tuple(stamps))


def stamp(root: Path) -> str:
    """A fingerprint of the folder's listing: it changes when a file of the deck does."""
    digest = sha256()
    for path, found in _files(root):
        digest.update(repr((path, found)).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _topics_of(texts: dict[str, str], problems: list[Problem]) -> list[Topic]:
    text = texts.get(ROADMAP)
    if text is None:
        if not any(problem.path == ROADMAP for problem in problems):
            remedy = "Write it with a `[[topic]]` for each folder under topics/."
            problems.append(Problem(ROADMAP, 1, "The deck has no roadmap.", remedy))
        topics: tuple[Topic, ...] = ()
    else:
        topics, found = parse_roadmap(text, ROADMAP)
        problems += found
        clean = tuple(replace(topic, title=visible(topic.title)) for topic in topics)
        if clean != topics:
            problems.append(_hidden(ROADMAP))
            topics = clean
    if topics:
        return list(topics)
    # Without a roadmap the folders still tell which topics there are, so cards can be learned.
    folders = dict.fromkeys(_folder_of(path) for path in texts if path != ROADMAP)
    return [Topic(folder, folder) for folder in folders]


def _files(root: Path) -> Iterator[tuple[str, FileStamp | Problem]]:
    """The deck's files in order of their names, with a problem for each that is refused."""
    inside = root.resolve()
    if (root / ROADMAP).is_symlink() or (root / ROADMAP).exists():
        yield ROADMAP, _stamp_of(root, ROADMAP, inside)
    topics = root / "topics"
    found = _listed(root, "topics", inside) if topics.exists() else []
    if isinstance(found, Problem):
        yield "topics", found
        return
    for folder in found:
        path = f"topics/{folder}"
        if not (root / path).is_symlink() and not (root / path).is_dir():
            continue
        names = _listed(root, path, inside)
        if isinstance(names, Problem):
            yield path, names
            continue
        for name in names:
            if name.endswith(".md"):
                yield f"{path}/{name}", _stamp_of(root, f"{path}/{name}", inside)


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


def _text_of(root: Path, path: str, size: int) -> str | Problem:
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


def _hidden(path: str) -> Problem:
    return Problem(path, 1, "It holds an invisible character.", "Remove it; it is left out.")


def _unreadable(path: str, error: Exception) -> Problem:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    message = f"It cannot be read ({reason})."
    return Problem(path, 1, message, "Let the app's user read it, or remove it.")


def _folder_of(path: str) -> str:
    return path.split("/")[1]
