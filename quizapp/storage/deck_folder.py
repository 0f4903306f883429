"""The deck's folder → a Deck, with the problems found in it; and saving one card of it.

roadmap.toml             topics in order
sources.toml             what cards may cite
pairs.toml               look-alikes and the cards that contrast them
cards.lock               which cards were confirmed against which sections
proofs.lock              which proofs have passed, and on what
topics/<topic>/guide.md  the topic's page
topics/<topic>/*.md      its cards
technologies/*.md        pages of the hub, as in concepts, challenges, practices and hub
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from quizapp.core.cards import Card, Deck, Milestone, Topic
from quizapp.core.confirmations import Confirmation, parse_lock
from quizapp.core.deck_blocks import visible
from quizapp.core.deck_text import parse_file
from quizapp.core.errors import Problem
from quizapp.core.guides import Guide, parse_guide
from quizapp.core.made_pages import made_pages
from quizapp.core.milestones import parse_milestones
from quizapp.core.page_checks import included, problems_of_pages
from quizapp.core.pages import HubPage, page_of_guide, parse_page
from quizapp.core.pairs import Pair, parse_pairs
from quizapp.core.proof_results import parse_results
from quizapp.core.roadmap import parse_roadmap
from quizapp.core.sources import Registry, parse_links, parse_sources
from quizapp.storage.card_file import write_card_block
from quizapp.storage.deck_checks import NO_HOMES, problems_between
from quizapp.storage.deck_files import (
    LOCK,
    PAIRS,
    RESULTS,
    ROADMAP,
    SOURCES,
    FileStamp,
    deck_files,
    file_at,
    program_files,
    text_of,
)

__all__ = ["LOCK", "DeckReading", "FileStamp", "read_deck", "stamp", "write_card_block"]

GUIDE = "guide.md"


Parsed = TypeVar("Parsed")


@dataclass(frozen=True, slots=True)
class DeckReading:
    """What the folder holds: good cards and pages, and a problem for all that is not good.

    `sources` and `confirmed` are None in a deck without their files.
    """

    deck: Deck = field(default_factory=Deck)
    guides: tuple[Guide, ...] = ()
    pages: tuple[HubPage, ...] = ()
    #: The texts of proofs, of examples, and of what pages include besides, by path.
    files: dict[str, str] = field(default_factory=dict)
    #: The text of proofs.lock; empty in a deck without one.
    proved: str = ""
    problems: tuple[Problem, ...] = ()
    stamps: tuple[FileStamp, ...] = ()
    sources: Registry | None = None
    #: Addresses that pages may name besides the homes of sources.
    links: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()
    confirmed: dict[str, Confirmation] | None = None


def read_deck(root: Path, homes: Mapping[str, str] = NO_HOMES) -> DeckReading:
    """The whole collection.  A file or card that cannot be used never hides the others.

    `homes` are the files that cards were last read from, by id: a newcomer that takes the id of
    such a card does not take its place.
    """
    problems: list[Problem] = []
    stamps: list[FileStamp] = []
    texts: dict[str, str] = {}
    for path, found in deck_files(root):
        if isinstance(found, Problem):
            problems.append(found)
            continue
        stamps.append(found)
        text = text_of(root, path, found.size)
        if isinstance(text, Problem):
            problems.append(text)
        else:
            texts[path] = text
    topics = _topics_of(texts, problems)
    sources = _parsed(SOURCES, parse_sources, texts, problems)
    links = _parsed(SOURCES, parse_links, texts, problems)
    pairs = _parsed(PAIRS, parse_pairs, texts, problems)
    confirmed = _parsed(LOCK, parse_lock, texts, problems)
    guides: list[Guide] = []
    pages: list[HubPage] = []
    cards: list[Card] = []
    for path, text in texts.items():
        if "/" not in path:
            continue
        is_page = not path.startswith("topics/")
        if is_page or path.endswith(f"/{GUIDE}"):
            clean = visible(text)
            if clean != text:
                problems.append(_hidden(path))
            if is_page:
                page, found_here = parse_page(clean, path)
            else:
                guide, found_here = parse_guide(clean, path, topic=_folder_of(path))
                guides.append(guide)
                page, found_in_fences = page_of_guide(guide)
                problems += found_in_fences
            pages.append(page)
        else:
            read, found_here = parse_file(text, path)
            cards.extend(read)
        problems += found_here
    cards, found_between = problems_between(cards, topics, guides, homes)
    place = {topic.id: index for index, topic in enumerate(topics)}
    cards.sort(key=lambda card: place[card.topic])
    milestones = _milestones_of(texts, place, problems)
    deck = Deck(tuple(topics), tuple(cards), milestones)
    files = _program_texts(root, pages)
    proved = texts.get(RESULTS, "")
    problems += parse_results(proved)[1]
    problems += problems_of_pages(
        pages, cards={card.id for card in cards}, topics=set(place), files=files
    )
    if sources is not None:
        written = {page.path for page in pages}
        made = made_pages(sources, cards, proved)
        pages += [page for page in made if page.path not in written]
    return DeckReading(
        deck=deck,
        guides=tuple(guides),
        pages=tuple(pages),
        files=files,
        proved=proved,
        problems=tuple(sorted(problems + found_between)),
        stamps=tuple(stamps),
        sources=sources,
        links=links or (),
        pairs=pairs or (),
        confirmed=confirmed,
    )


def stamp(root: Path) -> str:
    """A fingerprint of the folder's listing: it changes when a file of the deck does."""
    digest = sha256()
    for path, found in (*deck_files(root), *program_files(root)):
        digest.update(repr((path, found)).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _program_texts(root: Path, pages: list[HubPage]) -> dict[str, str]:
    """The texts of all programs, and of what pages include besides, as far as they can be read."""
    found = dict(program_files(root))
    for path in {one.path for page in pages for one in included(page)} - set(found):
        found[path] = file_at(root, path)
    texts = {}
    for path, file in found.items():
        text = text_of(root, path, file.size) if isinstance(file, FileStamp) else file
        if isinstance(text, str):
            texts[path] = visible(text)
    return texts


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
    folders = dict.fromkeys(_folder_of(path) for path in texts if "/" in path)
    return [Topic(folder, folder) for folder in folders]


def _milestones_of(
    texts: dict[str, str], topics: Collection[str], problems: list[Problem]
) -> tuple[Milestone, ...]:
    milestones, found = parse_milestones(texts.get(ROADMAP, ""), ROADMAP, topics)
    problems += found
    return tuple(replace(one, title=visible(one.title)) for one in milestones)


def _parsed(
    path: str,
    parse: Callable[[str, str], tuple[Parsed, list[Problem]]],
    texts: dict[str, str],
    problems: list[Problem],
) -> Parsed | None:
    """What one of the deck's own files says; None when the deck has no such file."""
    if path not in texts:
        return None
    parsed, found = parse(texts[path], path)
    problems += found
    return parsed


def _hidden(path: str) -> Problem:
    return Problem(path, 1, "It holds an invisible character.", "Remove it; it is left out.")


def _folder_of(path: str) -> str:
    return path.split("/")[1]
