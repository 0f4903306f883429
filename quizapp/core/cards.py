"""The deck's vocabulary: what an author writes, and what a learner is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any


class Markdown(str):
    """Text that is still Markdown: it is rendered once, when its card enters the database."""

    __slots__ = ()


#: A tree of JSON values in which `Markdown` leaves are yet to be rendered.
Face = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card stands: file (relative to the deck), first line, and the line after its last."""

    path: str
    line: int
    end_line: int


@dataclass(frozen=True, slots=True)
class Source:
    """What a card rests on.  `anchor` is set for a section of a page of the hub.

    `text` is Markdown; `anchor` looks like `guide.md#isolation-levels`.
    """

    text: str
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """What an author writes: one level-2 heading of a deck file and what belongs to it.

    `front` is Markdown (the heading's text and anything up to a `***` line), `body` is the
    value that its kind parsed, `text` is the exact block as it stands in the file.
    """

    id: str
    kind: str
    topic: str
    front: str
    body: Any
    why: str
    sources: tuple[Source, ...]
    place: Place
    text: str
    proof: str | None = None
    level: int = 2
    since: str | None = None
    until: str | None = None
    contrast: str | None = None
    needs: tuple[str, ...] = ()
    rev: int = 1
    exact_case: bool = False

    @property
    def content_hash(self) -> str:
        """Names this wording of the card; white space at line ends does not count."""
        return block_hash(self.text)


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is asked and scheduled: a card in one direction, or one of its gaps.

    `part` is empty, `reverse`, or a gap's number; the id is `card` or `card~part`.
    """

    card_id: str
    part: str = ""

    @property
    def id(self) -> str:
        return f"{self.card_id}~{self.part}" if self.part else self.card_id


@dataclass(frozen=True, slots=True)
class Topic:
    """A node of the roadmap; `needs` are the ids of topics that come before it."""

    id: str
    title: str
    group: str = "foundations"
    needs: tuple[str, ...] = ()
    optional: bool = False
    hub: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Milestone:
    """A project and the ids of the topics that it takes, in the order of the file."""

    id: str
    title: str
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deck:
    """The whole collection as read from its files, in the order of the roadmap."""

    topics: tuple[Topic, ...] = ()
    cards: tuple[Card, ...] = field(default=())
    milestones: tuple[Milestone, ...] = ()


def block_hash(text: str) -> str:
    """Names the wording of a card's block; white space at line ends does not count."""
    return hash_of("\n".join(line.rstrip() for line in text.strip().splitlines()))


def hash_of(text: str) -> str:
    """The first 16 hexadecimal digits of the text's SHA-256."""
    return sha256(text.encode()).hexdigest()[:16]
