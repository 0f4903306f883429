"""The built-in deck is whole: no faults, the hub covered, cards and guides tied to each other."""

from __future__ import annotations

import pytest

from quizapp.core.cards import Topic
from quizapp.core.kinds import KINDS
from tests.support.built_in import cards, cards_of, reading

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


def test_cards_that_contrast_name_each_other() -> None:
    twins = {card.id: card.contrast for card in cards() if card.contrast is not None}
    assert len(twins) >= 20
    assert {card: twin for card, twin in twins.items() if twins.get(twin) != card} == {}


def test_every_pair_that_learners_mix_up_belongs_to_a_topic() -> None:
    pairs = reading().pairs
    assert len(pairs) >= 20
    assert {pair.topic for pair in pairs} <= {topic.id for topic in reading().deck.topics}
