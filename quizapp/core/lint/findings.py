"""What a rule finds, and what the rules look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from quizapp.core.cards import Deck
from quizapp.core.confirmations import Confirmation, sections_of
from quizapp.core.guides import Guide, Section
from quizapp.core.lint.card_view import CardView
from quizapp.core.pages import HubPage
from quizapp.core.pairs import Pair
from quizapp.core.sources import Registry


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A rule that some card or page breaks: where, what is wrong, what to write instead.

    `rule` begins with E for an error and W for a warning; `card_id` is empty for what is not
    about one card.
    """

    path: str
    line: int
    rule: str
    message: str
    remedy: str
    card_id: str = ""

    @property
    def is_error(self) -> bool:
        return self.rule.startswith("E")

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule} {self.message} {self.remedy}"


@dataclass(frozen=True)
class Collection:
    """A deck with all that its rules compare it with.

    `month` is the one in which the lint runs, such as 2026-11, `files` are the texts of proofs by
    path, `results` is the text of proofs.lock, `links` are addresses that pages may name besides
    the homes of sources.  Without `sources` the rules on names, versions and what is listed are
    off, without `confirmed` those on confirmations, without `files` that on proofs.
    """

    deck: Deck
    guides: tuple[Guide, ...]
    month: str
    sources: Registry | None = None
    pairs: tuple[Pair, ...] = ()
    confirmed: Mapping[str, Confirmation] | None = None
    pages: tuple[HubPage, ...] = ()
    files: Mapping[str, str] | None = None
    results: str = ""
    links: tuple[str, ...] = ()

    @cached_property
    def views(self) -> tuple[CardView, ...]:
        return tuple(CardView(card) for card in self.deck.cards)

    @cached_property
    def views_by_topic(self) -> dict[str, list[CardView]]:
        """The cards of each topic, in the order of the roadmap."""
        by_topic: dict[str, list[CardView]] = {topic.id: [] for topic in self.deck.topics}
        for view in self.views:
            by_topic.setdefault(view.card.topic, []).append(view)
        return by_topic

    @cached_property
    def sections(self) -> dict[tuple[str, str], Section]:
        return sections_of(self.guides)


def about(view: CardView, rule: str, message: str, remedy: str, at: str = "") -> Finding:
    """A finding about a card, on the first of its lines that holds a text."""
    card = view.card
    return Finding(card.place.path, view.line_of(at), rule, message, remedy, card.id)


def about_topic(views: list[CardView], rule: str, message: str, remedy: str) -> Finding:
    """A finding about all cards of a topic, on the first of them."""
    place = views[0].card.place
    return Finding(place.path, place.line, rule, message, remedy)
