"""A page of the documentation hub: its text → title, intro, and sections with their cards.

technologies/python.md   the six technologies; concepts/, challenges/, practices/ alike
hub/home.md              the hub's own pages, whose headings are free
topics/sql/guide.md      a topic's page (`core/guides.py`), shown like the others
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from quizapp.core.card_fields import near_miss
from quizapp.core.deck_blocks import Block, blocks_of, too_long
from quizapp.core.errors import Problem
from quizapp.core.front_matter import read_front_matter
from quizapp.core.guides import Guide, Section, outline_of
from quizapp.core.kinds.block import Fault, Line, shortened
from quizapp.core.page_links import address_of, guide_path
from quizapp.core.page_parts import Include, Part, Program, parts_of
from quizapp.core.page_tails import REMEDIES, Named, read_tails

#: The hub's first page, which gives the order of the others.
HOME = "hub/home.md"
CORE_RULES = "core-rules"
CHECK_YOURSELF = "check-yourself"
QUESTIONS = 5
#: What every page may have without a card.
WITHOUT_CARDS = ("Version notes", "Sources")

_THING = (
    "Mental model",
    "What breaks without it",
    "Core rules",
    "Worked example",
    "Common errors",
    "Choose between",
    "Version notes",
    "Check yourself",
    "Sources",
)
_CHALLENGE = (
    "Symptom",
    "Reproduce",
    "Measure",
    "Cause",
    "Fix",
    "Prevent",
    "Check yourself",
    "Sources",
)
_PRACTICE = (
    "Why",
    "Example",
    "When not to",
    "How it is enforced",
    "Checklist",
    "Check yourself",
    "Sources",
)


class PageType(NamedTuple):
    """Pages of a folder: what they are called together, and the headings that each must have."""

    folder: str
    title: str
    headings: tuple[str, ...]


TYPES = {
    one.folder: one
    for one in (
        PageType("hub", "The hub", ()),
        PageType("technologies", "Technologies", _THING),
        PageType("concepts", "Concepts", _THING),
        PageType("challenges", "Challenges", _CHALLENGE),
        PageType("practices", "Practices", _PRACTICE),
        PageType("topics", "Topics in depth", ()),
    )
}
#: The folders of the hub's pages; topics have guides instead.
FOLDERS = tuple(folder for folder in TYPES if folder != "topics")


@dataclass(frozen=True, slots=True)
class PageSection:
    """A section: what it holds in order, the cards that it names, and its sources."""

    anchor: str
    title: str
    line: int
    parts: tuple[Part, ...]
    cards: tuple[Named, ...] = ()
    sources: tuple[Line, ...] = ()

    @property
    def programs(self) -> int:
        """How much code of it is run by the tests."""
        return sum(isinstance(part, Program | Include) for part in self.parts)


@dataclass(frozen=True, slots=True)
class HubPage:
    """A page of the hub; `path` is its file, seen from the deck's folder.

    One that `is_made` has no file: the app writes it from other ones.
    """

    path: str
    title: str = ""
    text: str = ""
    topics: tuple[Named, ...] = ()
    intro: tuple[Part, ...] = ()
    sections: tuple[PageSection, ...] = ()
    is_made: bool = False

    @property
    def folder(self) -> str:
        return self.path.partition("/")[0]

    @property
    def address(self) -> str:
        return address_of(self.path) or "/hub"

    @property
    def anchors(self) -> frozenset[str]:
        """What a link may name after the page's name and `#`."""
        return frozenset(section.anchor for section in self.sections)

    @property
    def parts(self) -> Iterable[Part]:
        yield from self.intro
        for section in self.sections:
            yield from section.parts

    @property
    def sources(self) -> tuple[Line, ...]:
        """All its source lines, with their numbers in the file."""
        return tuple(line for section in self.sections for line in section.sources)


def parse_page(text: str, path: str) -> tuple[HubPage, list[Problem]]:
    """The page, as far as it can be read, and everything that is wrong with it by itself."""
    refusal = too_long(text)
    if refusal is not None:
        return HubPage(path), [Problem(path, 1, *refusal)]
    kind = TYPES.get(path.partition("/")[0], TYPES["hub"])
    topics, faults = _topics_of(text, kind)
    outline = outline_of(blocks_of(text))
    intro, found = parts_of(outline.intro, pasted_code=False)
    faults += outline.faults + found
    sections = []
    for section, block in outline.sections.values():
        one, found = _section_of(section, block)
        sections.append(one)
        faults += found
    if kind.headings:
        faults += _misplaced(sections, kind.headings)
        faults += _unasked(sections)
    page = HubPage(path, outline.title, text, topics, tuple(intro), tuple(sections))
    if kind.headings and not page.sources:
        faults.append(Fault(1, "The page has no source.", REMEDIES["Source"]))
    return page, sorted(Problem(path, *fault) for fault in set(faults))


def page_of_guide(guide: Guide) -> tuple[HubPage, list[Problem]]:
    """A topic's guide as a page, and what is wrong with its fences and sources."""
    path = guide_path(guide.topic)
    outline = outline_of(blocks_of(guide.text))
    intro, faults = parts_of(outline.intro)
    sections = []
    for one, block in outline.sections.values():
        section, found = _section_of(one, block, of_topic=True)
        sections.append(section)
        faults += found
    topics = (Named(1, guide.topic),)
    page = HubPage(path, guide.title, guide.text, topics, tuple(intro), tuple(sections))
    return page, [Problem(path, *fault) for fault in faults]


def _topics_of(text: str, kind: PageType) -> tuple[tuple[Named, ...], list[Fault]]:
    matter = read_front_matter(text)
    faults = list(matter.faults)
    for key, (line, _) in matter.values.items():
        if key != "topics":
            message = f"The front matter has no field `{shortened(key)}`."
            faults.append(Fault(line, message, near_miss(key, ["topics"])))
    line, value = matter.values.get("topics", (1, ""))
    names = [one.strip() for one in value.split(",") if one.strip()]
    if kind.headings and not names:
        remedy = "Begin the file with the lines `---`, `topics: http, rest` (or others) and `---`."
        faults.append(Fault(line, "The page names no topics.", remedy))
    return tuple(Named(line, name) for name in dict.fromkeys(names)), faults


def _section_of(
    section: Section, block: Block, *, of_topic: bool = False
) -> tuple[PageSection, list[Fault]]:
    tails = read_tails(block, names_cards=not of_topic)
    # Fenced lines of a card's file are judged by its kind; a page judges them here.
    parts, faults = parts_of(tails.text, pasted_code=of_topic)
    one = PageSection(
        section.anchor,
        section.title,
        section.line,
        tuple(parts),
        tuple(tails.cards.values()),
        tuple(tails.sources),
    )
    return one, tails.faults + faults


def _misplaced(sections: Sequence[PageSection], headings: tuple[str, ...]) -> list[Fault]:
    """A fault for each heading that is missing, unknown, or not in its place."""
    faults = []
    found = {section.title for section in sections}
    last = sections[-1].line if sections else 1
    listed = ", ".join(headings)
    for heading in headings:
        if heading not in found:
            remedy = f"Add `## {heading}`; the order is: {listed}."
            faults.append(Fault(last, f"The section “{heading}” is missing.", remedy))
    before = -1
    for section in sections:
        if section.title not in headings:
            message = f"This page has no section “{shortened(section.title)}”."
            remedy = f"Use these headings: {listed}."
            faults.append(Fault(section.line, message, remedy))
            continue
        place = headings.index(section.title)
        if place < before:
            message = f"“{section.title}” stands after “{headings[before]}”."
            faults.append(Fault(section.line, message, f"Keep this order: {listed}."))
        before = max(before, place)
    return faults


def _unasked(sections: Sequence[PageSection]) -> list[Fault]:
    """A fault for each section that should have cards and has none, or not as many as it must."""
    faults = []
    for section in sections:
        if section.anchor == CHECK_YOURSELF:
            if len(section.cards) != QUESTIONS:
                message = f"“Check yourself” names {len(section.cards)} cards, not {QUESTIONS}."
                remedy = f"Write one line `Cards: ` with {QUESTIONS} ids."
                faults.append(Fault(section.line, message, remedy))
        elif not section.cards and section.title not in WITHOUT_CARDS:
            message = f"The section “{shortened(section.title)}” has no cards."
            faults.append(Fault(section.line, message, REMEDIES["Cards"]))
    return faults
