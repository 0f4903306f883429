"""Small decks for the lint: sound ones, in which a test breaks a single rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest

from quizapp.core.cards import Deck, Topic
from quizapp.core.confirmations import Confirmation
from quizapp.core.deck_text import parse_file
from quizapp.core.guides import parse_guide
from quizapp.core.lint import Collection, lint
from quizapp.core.pairs import Pair
from quizapp.core.sources import parse_sources

GUIDE = "# Alpha\n\n## First\n\nReaders and writers share a table.\n"
SECTION = "Source: [First](guide.md#first)"
MANUAL = "Source: Manual 2, chapter 3, checked 2026-10"
WHY = "A lock has one owner at a time, and all others stand in line."
SOURCES = """
[[source]]
name = "Manual"
versions = ["2", "3"]
home = "https://example.org/manual"
licence = "MIT"
kind = "project documentation"
primary = true

[[source]]
name = "Blog"
home = "https://example.org/blog"
licence = "MIT"
kind = "guide"
primary = false
"""


def card(
    heading: str = "Alpha: what does the second reader wait for?",
    braces: str = "#one",
    body: str = "It needs the lock of the first.",
    why: str = WHY,
    sources: str = f"{SECTION}\n{MANUAL}",
) -> str:
    """A card that keeps all rules, but for what the test says."""
    return f"## {heading} {{{braces}}}\n{body}\n\n> {why}\n\n{sources}\n"


#: Cards that ask why, so that a topic of them and a few others asks enough of it.
SOUND = (
    card("Why can two writers block each other?", "#sound-1", "Each holds what the other needs."),
    card("Why is a queue fair to its members?", "#sound-2", "Whoever came first is served first."),
)


def collection(
    *cards: str,
    sound: tuple[str, ...] = SOUND,
    guide: str = GUIDE,
    month: str = "2026-11",
    sources: str | None = SOURCES,
    pairs: tuple[Pair, ...] = (),
    confirmed: Mapping[str, Confirmation] | None = None,
) -> Collection:
    """A deck of one topic with these cards after two sound ones."""
    text = "\n".join((*sound, *cards))
    read, wrong = parse_file(text, "topics/alpha/cards.md", topic="alpha")
    page, wrong_in_page = parse_guide(guide, "topics/alpha/guide.md", topic="alpha")
    registry, wrong_in_sources = parse_sources(sources or "", "sources.toml")
    assert [*wrong, *wrong_in_page, *wrong_in_sources] == []
    return Collection(
        deck=Deck((Topic("alpha", "Alpha"),), read),
        guides=(page,),
        month=month,
        sources=None if sources is None else registry,
        pairs=pairs,
        confirmed=confirmed,
    )


def rules_broken_in(deck: Collection) -> set[str]:
    """The numbers of the rules that a deck breaks."""
    return {finding.rule for finding in lint(deck)}


@dataclass(frozen=True)
class Example:
    """A deck that breaks one rule, and one that comes close and keeps it."""

    breaks: Collection
    keeps: Collection


def of_cards(breaks: str, keeps: str) -> Example:
    """An example of a single card."""
    return Example(collection(breaks), collection(keeps))


def each(examples: Mapping[str, Example]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run a test with each rule's number, its breach and its harmless neighbour."""
    cases = [pytest.param(rule, one.breaks, one.keeps, id=rule) for rule, one in examples.items()]
    return pytest.mark.parametrize(("rule", "breaks", "keeps"), cases)


def check(rule: str, breaks: Collection, keeps: Collection) -> None:
    """The rule alone finds the breach, and no rule finds anything in the neighbour."""
    assert rules_broken_in(breaks) == {rule}
    assert [str(finding) for finding in lint(keeps)] == []
