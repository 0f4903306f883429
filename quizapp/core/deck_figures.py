"""What a deck holds, topic by topic: how much of it is proved, sourced and about consequences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from quizapp.core.lint.card_view import CardView
from quizapp.core.lint.findings import Collection
from quizapp.core.lint.shares import asks_for_a_consequence
from quizapp.core.proof_results import proved_cards
from quizapp.core.sources import citation_of


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers of cards, but for `sections` of the page and how many are `covered` by a card.

    Proved is what a program has checked as it stands today, sourced what was read against a source
    in a known month.
    """

    cards: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)
    consequences: int = 0
    proved: int = 0
    sourced: int = 0
    sections: int = 0
    covered: int = 0


def figures_of(collection: Collection) -> dict[str, Figures]:
    """The figures of each topic, in the order of the roadmap."""
    proved = proved_cards(collection.results, collection.deck, collection.files or {})
    return {
        topic: _figures(
            views, [anchor for of, anchor in collection.sections if of == topic], proved
        )
        for topic, views in collection.views_by_topic.items()
    }


def total_of(topics: Sequence[Figures]) -> Figures:
    """The figures of several topics together."""
    return Figures(
        cards=sum(one.cards for one in topics),
        kinds=dict(sum((Counter(one.kinds) for one in topics), Counter())),
        consequences=sum(one.consequences for one in topics),
        proved=sum(one.proved for one in topics),
        sourced=sum(one.sourced for one in topics),
        sections=sum(one.sections for one in topics),
        covered=sum(one.covered for one in topics),
    )


def _figures(views: Sequence[CardView], sections: Sequence[str], proved: Container[str]) -> Figures:
    return Figures(
        cards=len(views),
        kinds=dict(Counter(view.card.kind for view in views)),
        consequences=sum(map(asks_for_a_consequence, views)),
        proved=sum(view.card.id in proved for view in views),
        sourced=sum(any(citation_of(text, None).month for text in view.cited) for view in views),
        sections=len(sections),
        covered=len(set(sections) & {view.section for view in views}),
    )
