"""A topic's page: its title, and its sections with the anchors that cards name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from quizapp.core.deck_blocks import Block, blocks_of, too_long
from quizapp.core.errors import Problem
from quizapp.core.kinds.block import Fault, Line, text_of
from quizapp.core.page_tails import read_tails

_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_SECTION_REMEDY = "Change one of the two headings."


@dataclass(frozen=True, slots=True)
class Section:
    """A level-2 heading of a page and the Markdown below it; `anchor` is its slug.

    In a guide the text is without the lines that name sources.
    """

    anchor: str
    title: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Guide:
    """A topic's page; `intro` is the Markdown between its title and its first section."""

    topic: str
    title: str
    text: str
    intro: str
    sections: tuple[Section, ...]

    @property
    def anchors(self) -> frozenset[str]:
        """What a card's source may name after `guide.md#`."""
        return frozenset(section.anchor for section in self.sections)


@dataclass(slots=True)
class Outline:
    """What every page is made of, a topic's or the hub's: title, intro, sections by anchor.

    A section whose anchor is taken is left out.
    """

    title: str = ""
    intro: list[Line] = field(default_factory=list)
    sections: dict[str, tuple[Section, Block]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def parse_guide(text: str, path: str, *, topic: str = "") -> tuple[Guide, list[Problem]]:
    """The topic's page, and what is wrong with it."""
    refusal = too_long(text)
    if refusal is not None:
        return Guide(topic, "", "", "", ()), [Problem(path, 1, *refusal)]
    outline = outline_of(blocks_of(text))
    # What a section rests on is no text of it: learners read it below, and cards are confirmed
    # against the text alone.
    sections = tuple(
        replace(section, text=text_of(read_tails(block, names_cards=False).text))
        for section, block in outline.sections.values()
    )
    guide = Guide(topic, outline.title, text, text_of(outline.intro), sections)
    return guide, sorted(Problem(path, *fault) for fault in outline.faults)


def outline_of(blocks: Sequence[Block]) -> Outline:
    """The blocks of a page by what they are; each block brings its own faults along."""
    outline = Outline(faults=[fault for block in blocks for fault in block.faults])
    titles = [block for block in blocks if block.heading.number and not block.is_card]
    if not titles:
        fault = Fault(1, "The page has no title.", "Begin it with a line `# Its title`.")
        outline.faults.append(fault)
    outline.faults += [
        Fault(block.heading.number, "The page has a second title.", "Write `## ` for a section.")
        for block in titles[1:]
    ]
    outline.title = titles[0].heading.text[2:].strip() if titles else ""
    outline.intro = [*blocks[0].lines, *(titles[0].lines if titles else ())]
    for block in blocks:
        if block.is_card:
            section = _section_of(block)
            fault_found = _fault_of(section, outline.sections)
            if fault_found is not None:
                outline.faults.append(fault_found)
            else:
                outline.sections[section.anchor] = section, block
    return outline


def slug_of(heading: str) -> str:
    """The anchor that GitHub gives a heading."""
    # The text counts, not its markup; underscores stay, as GitHub keeps them in names.
    words = _LINK.sub(r"\1", heading).strip().lower()
    return "".join(
        "-" if char == " " else char for char in words if char in "-_ " or _is_in_a_word(char)
    )


def _is_in_a_word(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMN"


def _section_of(block: Block) -> Section:
    heading = block.heading.text[2:].strip()
    return Section(slug_of(heading), heading, block.heading.number, text_of(block.lines))


def _fault_of(section: Section, sections: dict[str, tuple[Section, Block]]) -> Fault | None:
    if not section.anchor:
        message = "This heading has no letter or digit to make an anchor of."
        return Fault(section.line, message, "Give it a name.")
    if section.anchor in sections:
        earlier = sections[section.anchor][0].line
        message = f"The anchor `#{section.anchor}` is that of line {earlier} already."
        return Fault(section.line, message, _SECTION_REMEDY)
    return None
