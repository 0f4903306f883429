"""Every rule is numbered, documented, tried, and told with a remedy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quizapp.core.cards import Deck, Topic
from quizapp.core.deck_text import parse_file
from quizapp.core.guides import parse_guide
from quizapp.core.lint import RULES, Collection, Finding, lint
from quizapp.core.sources import parse_sources
from tests.core import (
    test_lint_cards,
    test_lint_choices,
    test_lint_decks,
    test_lint_pages,
    test_lint_proofs,
)
from tests.support.built_in import CARDS
from tests.support.linting import Example

EXAMPLES: dict[str, Example] = {
    **test_lint_cards.EXAMPLES,
    **test_lint_choices.EXAMPLES,
    **test_lint_decks.EXAMPLES,
    **test_lint_pages.EXAMPLES,
    **test_lint_proofs.EXAMPLES,
}
DOCUMENT = Path(__file__).parents[2] / "docs" / "lint.md"


def test_every_rule_has_a_breach_and_a_harmless_neighbour() -> None:
    assert set(EXAMPLES) == set(RULES)


def test_every_rule_is_numbered_by_severity_rule_and_letter() -> None:
    assert all(re.fullmatch(r"[EW](?:0[1-9]|1[0-9]|20)[a-l]?", number) for number in RULES)
    letters = [number[1:] for number in RULES]
    assert letters == sorted(set(letters)), "a letter is an error or a warning, never both"


def test_the_document_tells_every_rule_and_no_other() -> None:
    rows = re.findall(
        r"^\| ([EW]\d\d[a-l]?) \| (.+) \|$", DOCUMENT.read_text("utf-8"), re.MULTILINE
    )
    assert dict(rows) == RULES
    assert len(rows) == len(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_a_finding_says_where_what_and_what_instead(rule: str) -> None:
    for found in lint(EXAMPLES[rule].breaks):
        assert str(found).startswith(f"{found.path}:{found.line}: {rule} ")
        assert found.message.endswith((".", "?"))
        assert found.remedy.endswith((".", "?"))
        assert found.is_error is rule.startswith("E")


def test_findings_come_in_the_order_of_files_and_lines() -> None:
    found = lint(EXAMPLES["E15a"].breaks) + lint(EXAMPLES["E01a"].breaks)
    assert sorted(found) == sorted(found, key=lambda one: (one.path, one.line, one.rule))
    assert Finding("a", 2, "E01a", "", "") > Finding("a", 1, "W20d", "", "")


def test_the_card_that_authors_are_shown_keeps_the_rules() -> None:
    text = (DOCUMENT.parent / "cards.md").read_text("utf-8")
    shown = text.partition("````markdown\n")[2].partition("````")[0]
    read, problems = parse_file(shown, "topics/transactions/cards.md")
    page, _ = parse_guide("# T\n\n## Isolation levels\n\nWords.", "", topic="transactions")
    registry, _ = parse_sources((CARDS / "sources.toml").read_text("utf-8"), "sources.toml")
    topics = (Topic("transactions", "Transactions"),)
    found = lint(Collection(Deck(topics, read), (page,), "2026-11", registry))
    assert problems == []
    # A topic of one card that asks what, and not why, would have too few that do.
    assert {one.rule for one in found} == {"W19"}
