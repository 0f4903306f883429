"""What only shows when the hub's pages are looked at together with topics, cards and files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from quizapp.core.card_fields import near_miss
from quizapp.core.errors import Problem
from quizapp.core.kinds.block import shortened
from quizapp.core.page_links import SOURCES, links_in
from quizapp.core.page_parts import Include, Prose, region_of
from quizapp.core.pages import HubPage

#: A list of all ids of a deck would be no remedy.
_MOST_LISTED = 200
#: So many unknown names of a page are likened to known ones, which takes time.
_MOST_LIKENED = 20


def problems_of_pages(
    pages: Iterable[HubPage],
    *,
    cards: Collection[str],
    topics: Collection[str],
    files: Mapping[str, str],
) -> list[Problem]:
    """Every unknown topic and card, dead link, and include of what is not there.

    `files` are the texts of what pages include, by path.
    """
    listed = list(pages)
    anchors = {page.path: page.anchors for page in listed}
    found: list[Problem] = []
    for page in listed:
        found += _unknown(page, cards, topics)
        found += _not_included(page, files)
        found += _dead_links(page, anchors)
    return found


def included(page: HubPage) -> Iterator[Include]:
    """All that a page includes."""
    return (part for part in page.parts if isinstance(part, Include))


def _unknown(page: HubPage, cards: Collection[str], topics: Collection[str]) -> Iterator[Problem]:
    named = [card for section in page.sections for card in section.cards]
    for what, names, known in (
        ("no topic of the roadmap", page.topics, topics),
        ("the id of no card", named, cards),
    ):
        unknown = [one for one in names if one.id not in known]
        for number, one in enumerate(unknown):
            remedy = _remedy(one.id, known if number < _MOST_LIKENED else ())
            yield Problem(page.path, one.line, f"`{shortened(one.id)}` is {what}.", remedy)


def _not_included(page: HubPage, files: Mapping[str, str]) -> Iterator[Problem]:
    for one in included(page):
        if one.path not in files:
            message = f"There is no file {shortened(one.path, 100)} to include."
            remedy = "Write its path as seen from the deck's folder."
            yield Problem(page.path, one.line, message, remedy)
        elif region_of(files[one.path], one.region) is None:
            message = f"{shortened(one.path, 100)} has no region `{shortened(one.region)}`."
            remedy = f"Put its lines between `# region: {one.region}` and `# endregion`."
            yield Problem(page.path, one.line, message, remedy)


def _dead_links(page: HubPage, anchors: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    likened = 0
    for part in page.parts:
        if not isinstance(part, Prose):
            continue
        line, counted = part.line, 0
        for link in links_in(part.text, page.path):
            line += part.text.count("\n", counted, link.start)
            counted = link.start
            if link.path == SOURCES:
                continue
            if link.path not in anchors:
                message = f"The link leads to {shortened(link.path, 100)}, which is no page."
                remedy = "Name a page as seen from this file, such as `../topics/http/guide.md`."
                yield Problem(page.path, line, message, remedy)
            elif link.anchor and link.anchor not in anchors[link.path]:
                message = f"{link.path} has no section #{shortened(link.anchor)}."
                likened += 1
                known = anchors[link.path] if likened <= _MOST_LIKENED else frozenset()
                yield Problem(page.path, line, message, _remedy(link.anchor, known))


def _remedy(word: str, known: Collection[str]) -> str:
    remedy = near_miss(word, known) if known else ""
    short = remedy.startswith("Did") or 0 < len(remedy) < _MOST_LISTED
    return remedy if short else "Name one that exists."
