"""Pages of the deck's folder → database: rendered when they change, and never otherwise."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Connection, bindparam, func, select, update

from quizapp.core.cards import Topic, hash_of
from quizapp.core.page_links import SOURCES, guide_path, links_in
from quizapp.core.page_lists import Listed, lists_of
from quizapp.core.page_parts import Include, Part, Prose, region_of
from quizapp.core.pages import HOME, TYPES, HubPage, PageSection
from quizapp.core.proof_results import claims_of_page, executed_parts, proved
from quizapp.core.search_words import searchable
from quizapp.storage.tables import cards, page_sections, pages

#: The page that is made from a file of another kind.
MADE = {SOURCES: "hub/sources.md"}


@dataclass(frozen=True, slots=True)
class Around:
    """What rendering a part of a page needs besides it.

    `codes` is the code of what the page includes, by target; `ran_on` the versions that code of
    it has passed on, by line.
    """

    path: str
    codes: Mapping[str, str]
    ran_on: Mapping[int, str]


class PageRenderer(Protocol):
    """Turns the parts of a page into safe HTML; `version` changes when its output does."""

    version: str

    def page(self, parts: Iterable[Part], around: Around) -> str: ...

    def inline(self, text: str) -> str: ...

    def plain(self, text: str) -> str: ...

    def words(self, html: str) -> str: ...


@dataclass(frozen=True, slots=True)
class ReadyPage:
    """The rows of a page that was rendered."""

    row: dict[str, Any]
    sections: list[dict[str, Any]]


def known_pages(connection: Connection) -> dict[str, str]:
    """The content hash of every page that the database has, by path."""
    rows = connection.execute(select(pages.c.path, pages.c.content_hash))
    return {row.path: row.content_hash for row in rows}


def around(page: HubPage, files: Mapping[str, str], proofs_lock: str) -> Around:
    """What the page includes, and what is known of its code."""
    codes = {}
    for part in page.parts:
        if isinstance(part, Include) and part.path in files:
            code = region_of(files[part.path], part.region)
            if code is not None:
                codes[part.target] = code
    results = proved(proofs_lock, claims_of_page(page, files)) if proofs_lock else {}
    lines = {name: part.line for name, part in executed_parts(page)}
    ran_on = {
        lines[name]: f"{one.versions} ({one.month})"
        for name, one in results.items()
        if name in lines
    }
    return Around(page.path, codes, ran_on)


def hash_of_page(page: HubPage, its: Around, renderer: PageRenderer) -> str:
    """Names what the page shows: its text, the code that it includes, and what that ran on."""
    return hash_of("\n".join([renderer.version, page.text, repr(its)]))


def rendered(page: HubPage, its: Around, renderer: PageRenderer) -> ReadyPage:
    """The page as it is kept."""
    row = {
        "path": page.path,
        "folder": page.folder,
        "title": renderer.plain(page.title),
        "topics": json.dumps([topic.id for topic in page.topics]),
        "intro_html": renderer.page(page.intro, its),
        "content_hash": hash_of_page(page, its, renderer),
    }
    sections = [_section(one, page, its, renderer) for one in page.sections]
    return ReadyPage(row, sections)


def write_pages(
    connection: Connection,
    ready: Sequence[ReadyPage],
    all_pages: Sequence[HubPage],
    topics: Sequence[Topic],
    keep: Collection[str],
) -> None:
    """Replace the pages that changed, remove those that are gone, and put all in order.

    `keep` are files and folders whose pages must not be removed although they could not be read.
    """
    known = {
        row.path: row.position for row in connection.execute(select(pages.c.path, pages.c.position))
    }
    order = positions(all_pages, topics)
    folders = tuple(f"{path}/" for path in keep)
    gone = [
        path
        for path in known
        if path not in order and path not in keep and not path.startswith(folders)
    ]
    _remove(connection, [*gone, *(one.row["path"] for one in ready)])
    number = connection.scalar(select(func.coalesce(func.max(page_sections.c.number), 0))) or 0
    for one in ready:
        path = one.row["path"]
        connection.execute(pages.insert(), one.row | {"position": order[path]})
        rows = []
        for position, section in enumerate(one.sections):
            number += 1
            rows.append(section | {"path": path, "position": position, "number": number})
        if rows:
            connection.execute(page_sections.insert(), rows)
    written = {one.row["path"] for one in ready}
    moved = [
        {"moved": path, "place": place}
        for path, place in order.items()
        if path not in written and known.get(path) != place
    ]
    if moved:
        connection.execute(_MOVE, moved)


def write_proved(connection: Connection, versions: Mapping[str, str]) -> None:
    """Keep what each card was proved on; a card that is not among these has no proof today."""
    rows = connection.execute(select(cards.c.id, cards.c.proved_on))
    changed = [
        {"card": row.id, "versions": versions.get(row.id, "")}
        for row in rows
        if row.proved_on != versions.get(row.id, "")
    ]
    if changed:
        connection.execute(_PROVED, changed)


def positions(all_pages: Sequence[HubPage], topics: Sequence[Topic]) -> dict[str, int]:
    """The order of reading: as the hub's first page links them, topics as the roadmap does."""
    home = next((page for page in all_pages if page.path == HOME), HubPage(HOME))
    named = [
        MADE.get(link.path, link.path)
        for part in home.parts
        if isinstance(part, Prose)
        for link in links_in(part.text, HOME)
    ]
    place = {path: number for number, path in enumerate(dict.fromkeys(named))}
    place |= {guide_path(topic.id): number for number, topic in enumerate(topics)}
    folders = [folder for folder in TYPES if folder != "hub"]
    rank = {folder: number for number, folder in enumerate([*folders, "hub"])}
    ordered = sorted(
        (page.path for page in all_pages),
        key=lambda path: (rank[path.partition("/")[0]], place.get(path, len(place)), path),
    )
    return {path: number for number, path in enumerate(ordered)}


_PROVED = (
    update(cards).where(cards.c.id == bindparam("card")).values(proved_on=bindparam("versions"))
)
_MOVE = update(pages).where(pages.c.path == bindparam("moved")).values(position=bindparam("place"))


def _remove(connection: Connection, paths: Iterable[str]) -> None:
    for path in paths:
        connection.execute(page_sections.delete().where(page_sections.c.path == path))
        connection.execute(pages.delete().where(pages.c.path == path))


def _section(
    section: PageSection, page: HubPage, its: Around, renderer: PageRenderer
) -> dict[str, Any]:
    listed = _lists(section, page.path)
    html = renderer.page(listed.parts, its)
    title = renderer.plain(section.title)
    listed_words = [f"{one.title}: {one.about}" for one in listed.entries]
    listed_words += [one.text for one in listed.goals]
    words = "\n".join([renderer.words(html), *map(renderer.plain, listed_words)]).strip()
    return {
        "anchor": section.anchor,
        "title": title,
        "html": html,
        "cards": json.dumps([card.id for card in section.cards]),
        "sources_html": json.dumps([renderer.inline(line.text) for line in section.sources]),
        "lists": json.dumps(
            {
                "entries": [
                    {"path": one.path, "title": one.title, "about": renderer.inline(one.about)}
                    for one in listed.entries
                ],
                "goals": [
                    {
                        "text": renderer.inline(one.text),
                        "figure": one.figure,
                        "planned": one.planned,
                    }
                    for one in listed.goals
                ],
            }
        ),
        "programs": section.programs,
        "words": words,
        "search_title": searchable(f"{page.title} {section.title}"),
        "search_text": searchable(words),
    }


def _lists(section: PageSection, path: str) -> Listed:
    if not path.startswith("hub/"):
        return Listed(parts=list(section.parts))
    return lists_of(section.parts, path)
