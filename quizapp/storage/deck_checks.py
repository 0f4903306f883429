"""What only shows when all files of a deck are looked at together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from posixpath import dirname, join, normpath
from types import MappingProxyType

from quizapp.core.card_fields import near_miss
from quizapp.core.cards import Card, Topic
from quizapp.core.errors import Problem
from quizapp.core.guides import Guide
from quizapp.core.kinds.block import shortened
from quizapp.core.page_links import guide_path

NO_HOMES: Mapping[str, str] = MappingProxyType({})


def problems_between(
    cards: Sequence[Card],
    topics: Sequence[Topic],
    guides: Iterable[Guide],
    homes: Mapping[str, str] = NO_HOMES,
) -> tuple[list[Card], list[Problem]]:
    """The cards that can be used together, and what does not fit.

    A card of an unknown topic, or with an id that another has, is left out; one that names
    something unknown is kept.  `homes` names the files that ids were last read from: of two cards
    with one id the one at home stays, else the first.
    """
    problems: list[Problem] = []
    topic_ids = {topic.id for topic in topics}
    placed = [card for card in cards if card.topic in topic_ids]
    at_home = [card for card in placed if homes.get(card.id) == card.place.path]
    owner: dict[str, Card] = {}
    for card in [*at_home, *placed]:
        owner.setdefault(card.id, card)
    kept: dict[str, Card] = {}
    for card in cards:
        if card.topic not in topic_ids:
            message = f"The topic `{card.topic}` of `{card.id}` is not in the roadmap."
            problems.append(_problem(card, message, near_miss(card.topic, topic_ids)))
        elif owner[card.id] is not card:
            other = owner[card.id].place
            message = f"The id `{card.id}` is that of {other.path}:{other.line} already."
            problems.append(_problem(card, message, "Give one of the two another id."))
        else:
            kept[card.id] = card
    pages = {guide_path(guide.topic): guide for guide in guides}
    for card in kept.values():
        problems += _misplaced(card)
        problems += _unknown_names(card, kept, topic_ids)
        problems += _unknown_anchors(card, pages)
    return list(kept.values()), problems


def _misplaced(card: Card) -> Iterator[Problem]:
    folder = card.place.path.split("/")[1]
    if folder != card.topic:
        message = f"The card `{card.id}` of the topic `{card.topic}` is in the folder `{folder}`."
        yield _problem(card, message, f"Move it to topics/{card.topic}/, or change the topic.")


def _unknown_names(card: Card, cards: Mapping[str, Card], topic_ids: set[str]) -> Iterator[Problem]:
    for need in card.needs:
        if need not in cards and need not in topic_ids:
            message = f"`{card.id}` needs `{need}`, which is no card and no topic."
            yield _problem(card, message, _remedy(need, [*cards, *topic_ids]))
    if card.contrast is None:
        return
    twin = cards.get(card.contrast)
    if twin is None:
        message = f"`{card.id}` contrasts with `{card.contrast}`, which is no card."
        yield _problem(card, message, _remedy(card.contrast, cards))
    elif twin.contrast != card.id:
        message = f"`{card.id}` contrasts with `{twin.id}`, but not the other way round."
        remedy = f"Add contrast={card.id} to {twin.place.path}:{twin.place.line}."
        yield _problem(card, message, remedy)


def _unknown_anchors(card: Card, pages: Mapping[str, Guide]) -> Iterator[Problem]:
    for source in card.sources:
        if source.anchor is None:
            continue
        link, _, anchor = source.anchor.partition("#")
        page = normpath(join(dirname(card.place.path), link))
        if page not in pages:
            message = f"`{card.id}` names the page {shortened(link)}, which is not in the deck."
            yield _problem(card, message, "Name a section of its topic's guide.md.")
        elif anchor not in pages[page].anchors:
            message = f"`{card.id}` names the section #{shortened(anchor)}, which {page} has not."
            yield _problem(card, message, _remedy(anchor, pages[page].anchors))


def _remedy(word: str, known: Iterable[str]) -> str:
    """What to write; all ids of a deck would be too long a list."""
    remedy = near_miss(word, known)
    return remedy if remedy.startswith("Did") or len(remedy) < 200 else "Name one that exists."


def _problem(card: Card, message: str, remedy: str) -> Problem:
    return Problem(card.place.path, card.place.line, message, remedy)
