"""What a search shows: sections with the words marked, and the best cards."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.core.card_query import parse_query
from quizapp.core.page_links import section_address
from quizapp.core.pages import TYPES
from quizapp.core.search_words import Piece, Wanted, excerpt, marked
from quizapp.storage.database import Connection
from quizapp.storage.page_search import (
    FoundCard,
    FoundSection,
    find_cards,
    find_sections,
    wanted_words,
)
from quizapp.web.addresses import with_values

HOME = "/search"
SECTIONS, CARDS = 10, 8
MOST_PAGES = 1000


@dataclass(frozen=True, slots=True)
class SectionHit:
    """A section in words: where it leads, which page it is of, and a piece of its text."""

    url: str
    folder: str
    page_title: str
    title: list[Piece]
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class CardHit:
    """A card in words."""

    url: str
    title: list[Piece]
    kind: str
    topic_title: str


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that the page shows.  `filters` says that some words are for the list of cards."""

    text: str
    problems: tuple[str, ...] = ()
    filters: bool = False
    sections: tuple[SectionHit, ...] = ()
    section_total: int = 0
    first: int = 0
    cards: tuple[CardHit, ...] = ()
    card_total: int = 0
    cards_url: str = "/cards"
    previous_url: str = ""
    next_url: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.text.strip()


def results(connection: Connection, text: str, page: str) -> Results:
    """Find the words; a search that cannot be read is answered with sentences."""
    query = parse_query(text)
    if query.problems:
        return Results(text, query.problems)
    words = query.words
    if words and all(one.is_negated for one in words):
        return Results(text, ("Name at least one word that is to be found.",))
    is_number = page.isascii() and page.isdecimal() and len(page) < 6
    number = min(max(1, int(page) if is_number else 1), MOST_PAGES)
    first = SECTIONS * (number - 1)
    found = find_sections(connection, words, first, SECTIONS)
    cards = find_cards(connection, words, CARDS)
    wanted = wanted_words(words)
    more = first + len(found.rows) < found.total
    return Results(
        text=text,
        filters=bool(query.named or query.compared),
        sections=tuple(_section(one, wanted) for one in found.rows),
        section_total=found.total,
        first=first + 1,
        cards=tuple(_card(one, wanted) for one in cards.rows),
        card_total=cards.total,
        cards_url=with_values("/cards", q=text),
        previous_url=with_values(HOME, q=text, page=number - 1) if number > 1 else "",
        next_url=with_values(HOME, q=text, page=number + 1) if more else "",
    )


def _section(found: FoundSection, wanted: Wanted) -> SectionHit:
    folder = found.path.partition("/")[0]
    return SectionHit(
        url=section_address(found.path, found.anchor),
        folder=TYPES[folder].title if folder in TYPES else folder,
        page_title=found.page_title,
        title=marked(found.title, wanted),
        pieces=excerpt(found.words, wanted),
    )


def _card(found: FoundCard, wanted: Wanted) -> CardHit:
    return CardHit(f"/cards/{found.id}", marked(found.title, wanted), found.kind, found.topic_title)
