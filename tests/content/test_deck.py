"""The built-in deck is whole: no faults, the hub covered, cards and guides tied to each other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quizapp.core.cards import Topic
from quizapp.core.kinds import KINDS
from quizapp.storage.deck_folder import read_deck
from tests.support.built_in import cards, cards_of, guides, reading
from tests.support.decks import SMALL_DECK, write_deck
from tools.deck_report import PAIRS, Pair, report

#: The items of the hub that the deck grew out of, in its order.
HUB = {
    "technology": ("python", "django", "rest-apis", "graphql", "docker", "ci-cd"),
    "concept": ("database-design", "async", "caching", "auth", "testing", "scalability"),
    "challenge": ("async-await", "slow-sql", "multi-service-docker", "secrets"),
    "practice": (
        "modular-code",
        "twelve-factor",
        "test-early",
        "git",
        "document",
        "keep-learning",
    ),
}
ITEMS = [f"{group}:{name}" for group, names in HUB.items() for name in names]
CHALLENGES = [item for item in ITEMS if item.startswith("challenge:")]
CHECKED = re.compile(r"\S.*, checked 20[0-9]{2}-(0[1-9]|1[0-2])")


def topics_serving(item: str) -> set[str]:
    return {topic.id for topic in reading().deck.topics if item in topic.hub}


def test_no_file_of_the_deck_has_a_problem() -> None:
    assert [str(problem) for problem in reading().problems] == []


def test_the_deck_has_sixty_cards_or_more() -> None:
    assert len(cards()) >= 60


def test_every_kind_of_card_is_used() -> None:
    assert {card.kind for card in cards()} == set(KINDS)


@pytest.mark.parametrize("item", ITEMS)
def test_every_item_of_the_hub_is_served_by_a_topic_with_cards(item: str) -> None:
    assert topics_serving(item) & {card.topic for card in cards()}


def test_topics_serve_no_item_that_the_hub_has_not() -> None:
    def unknown(topic: Topic) -> set[str]:
        return set(topic.hub) - set(ITEMS)

    assert {topic.id: unknown(topic) for topic in reading().deck.topics if unknown(topic)} == {}


@pytest.mark.parametrize("item", CHALLENGES)
def test_every_challenge_has_a_scenario_card_in_its_topic(item: str) -> None:
    assert topics_serving(item) & {card.topic for card in cards_of("scenario")}


def test_every_card_has_a_primary_source_and_each_tells_when_it_was_checked() -> None:
    primary = {
        card.id: [source.text for source in card.sources if source.anchor is None]
        for card in cards()
    }
    assert [card for card, sources in primary.items() if not sources] == []
    texts = [(card, text) for card, sources in primary.items() for text in sources]
    assert [pair for pair in texts if CHECKED.fullmatch(pair[1]) is None] == []


def test_every_card_names_one_section_of_its_topics_guide() -> None:
    wrong = {}
    for card in cards():
        guide = guides().get(card.topic)
        known = {f"guide.md#{anchor}" for anchor in guide.anchors} if guide else set()
        named = [source.anchor for source in card.sources if source.anchor is not None]
        if len(named) != 1 or named[0] not in known:
            wrong[card.id] = named
    assert wrong == {}


def test_every_section_of_a_guide_has_a_card() -> None:
    sections = {
        (guide.topic, f"guide.md#{anchor}")
        for guide in guides().values()
        for anchor in guide.anchors
    }
    named = {(card.topic, source.anchor) for card in cards() for source in card.sources}
    assert len(sections) >= 60
    assert sections - named == set()


def test_cards_that_contrast_name_each_other() -> None:
    twins = {card.id: card.contrast for card in cards() if card.contrast is not None}
    assert len(twins) >= 20
    assert {card: twin for card, twin in twins.items() if twins.get(twin) != card} == {}


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair.cards], ids=lambda pair: pair.name)
def test_a_pair_that_learners_mix_up_is_contrasted(pair: Pair) -> None:
    twins = {card.id: (card.topic, card.contrast) for card in cards()}
    assert pair.cards is not None
    first, second = pair.cards
    assert (twins[first], twins[second]) == ((pair.topic, second), (pair.topic, first))


def test_the_report_counts_cards_and_names_missing_pairs_of_topics_with_cards(
    tmp_path: Path,
) -> None:
    deck = read_deck(write_deck(tmp_path, SMALL_DECK)).deck
    pairs = (
        Pair("one / two", "alpha"),
        Pair("three / four", "beta", ("in-order", "prints")),
        Pair("five / six", "gamma"),
    )
    assert list(report(deck, pairs)) == [
        "9 cards, 2 of them executed (22 %)",
        f"by kind: {', '.join(f'{kind} 1' for kind in KINDS)}",
        "by topic: alpha 4, beta 5",
        "pairs still to be contrasted: one / two (alpha)",
    ]
