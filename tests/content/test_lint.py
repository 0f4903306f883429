"""The built-in deck keeps the rules of docs/lint.md."""

from __future__ import annotations

from functools import cache

from quizapp.core.lint import Finding, lint
from quizapp.features.cards.check_report import collection_of
from tests.support.built_in import cards, reading

#: A fixed month, so that sources do not grow old in the middle of a release.
MONTH = "2026-11"
MOST_WARNED = 0.02


@cache
def findings() -> list[Finding]:
    return lint(collection_of(reading(), MONTH))


def test_no_card_breaks_a_rule() -> None:
    assert [str(finding) for finding in findings() if finding.is_error] == []


def test_hardly_any_card_is_warned_of() -> None:
    warned = {finding.card_id for finding in findings() if not finding.is_error} - {""}
    assert len(warned) <= MOST_WARNED * len(cards()), sorted(map(str, findings()))


def test_every_source_of_the_registry_has_an_address_and_a_licence() -> None:
    registry = reading().sources
    assert registry is not None
    assert len(registry) >= 60
    assert [one.name for one in registry.values() if not one.licence.strip()] == []


def test_addresses_stand_in_the_registry_alone() -> None:
    texts = [(card.id, source) for card in cards() for source in card.sources]
    assert [pair for pair in texts if "://" in pair[1].text] == []
