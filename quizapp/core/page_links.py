"""Links between the deck's files: which file a link names, and its address in the app."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from typing import NamedTuple

from quizapp.core.kinds.spans import prose_and_code

#: The file that the pages of sources and versions are made from.
SOURCES = "sources.toml"

#: Ids of the app's page around the content; a section with such a name gets another id.
TAKEN = ("main", "status", "network")

_TARGET = re.compile(r'\]\(([^()\s<>]+)(?: "[^"\n]*")?\)')
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|/")
_GUIDE = re.compile(r"topics/([^/]+)/guide\.md")


class Link(NamedTuple):
    """A link to a file of the deck: where its target stands in the text, file and anchor.

    `path` is seen from the deck's folder; it begins with `..` when it leads out of it.
    """

    start: int
    end: int
    path: str
    anchor: str


def links_in(text: str, page: str) -> Iterator[Link]:
    """The links of a page's Markdown to files of the deck, inline code left out."""
    for begin, end, is_code in prose_and_code(text):
        if is_code or not begin < end:
            continue
        for found in _TARGET.finditer(text, begin, end):
            if _ELSEWHERE.match(found[1]) is None:
                path, _, anchor = found[1].partition("#")
                named = normpath(join(dirname(page), path)) if path else page
                yield Link(found.start(1), found.end(1), named, anchor)


def with_addresses(text: str, page: str) -> str:
    """The Markdown with links that lead to pages of the app instead of files."""
    pieces: list[str] = []
    done = 0
    for link in links_in(text, page):
        address = address_of(link.path)
        if address is not None:
            pieces += [text[done : link.start], address, _fragment(link.anchor)]
            done = link.end
    return "".join([*pieces, text[done:]])


def address_of_link(link: str, page: str) -> str | None:
    """Where the app shows what a link of a page or card names."""
    path, _, anchor = link.partition("#")
    address = address_of(normpath(join(dirname(page), path)))
    return f"{address}{_fragment(anchor)}" if address else address


def address_of(path: str) -> str | None:
    """Where the app shows a page of the deck; None for a file that is no page."""
    guide = _GUIDE.fullmatch(path)
    if guide is not None:
        return f"/hub/{guide[1]}"
    if path == SOURCES:
        return "/hub/sources"
    folder, _, file = path.rpartition("/")
    if not folder or "/" in folder or not file.endswith(".md") or folder.startswith("."):
        return None
    name = file.removesuffix(".md")
    if folder == "hub":
        return "/hub" if name == "home" else f"/hub/{name}"
    return f"/hub/{folder}/{name}"


def guide_path(topic: str) -> str:
    """The file of a topic's page, relative to the deck."""
    return f"topics/{topic}/guide.md"


def section_address(path: str, anchor: str) -> str:
    """Where the app shows a section of a page; the page alone when the anchor is empty."""
    return f"{address_of(path) or '/hub'}{_fragment(anchor)}"


def section_id(anchor: str) -> str:
    """The id of a section where the app shows its page."""
    return f"{anchor}-section" if anchor in TAKEN else anchor


def _fragment(anchor: str) -> str:
    return f"#{section_id(anchor)}" if anchor else ""
