"""Two lists that the hub's own pages may hold besides prose: pages, and goals that are counted.

- [Python](../technologies/python.md): the logic      a page, shown with the learner's recall
- Core technologies: {technologies} of 6 pages        a goal, done when as many are counted
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from quizapp.core.page_links import address_of, links_in
from quizapp.core.page_parts import Part, Prose

_ENTRY = re.compile(r"- \[([^\[\]]+)\]\([^()\s]+\):? ?(.*)")
_GOAL = re.compile(r"- (.*\{([a-z-]+)\} of (\d{1,4})\b.*)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that a list names: its file, what it is called there, and what it is about."""

    path: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Goal:
    """Something that is done when enough of it is counted."""

    text: str
    figure: str
    planned: int


@dataclass(slots=True)
class Listed:
    """The parts of a section without the items that make these lists."""

    parts: list[Part] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)


def lists_of(parts: Iterable[Part], page: str) -> Listed:
    """Take the lists out of a section of one of the hub's own pages."""
    listed = Listed()
    for part in parts:
        if not isinstance(part, Prose):
            listed.parts.append(part)
            continue
        kept = [line for line in part.text.split("\n") if not _take(line, page, listed)]
        text = "\n".join(kept).strip("\n")
        if text:
            listed.parts.append(Prose(part.line, text))
    return listed


def _take(line: str, page: str, listed: Listed) -> bool:
    """Whether the line is an item of one of the lists, which then has it."""
    goal = _GOAL.fullmatch(line)
    if goal is not None:
        listed.goals.append(Goal(goal[1], goal[2], int(goal[3])))
        return True
    entry = _ENTRY.fullmatch(line)
    link = next(links_in(line, page), None) if entry is not None else None
    if entry is None or link is None or link.anchor or address_of(link.path) is None:
        return False
    listed.entries.append(Entry(link.path, entry[1], entry[2]))
    return True
