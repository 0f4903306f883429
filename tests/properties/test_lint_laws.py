"""The lint says something of every deck that can be read, in time that grows with its size."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.cards import Card, Deck, Topic
from quizapp.core.deck_text import parse_file, write_file
from quizapp.core.guides import parse_guide
from quizapp.core.lint import RULES, Collection, lint
from quizapp.core.sources import parse_sources
from tests.properties.test_deck_round_trip import SYNTAX, cards
from tests.properties.test_slow_inputs import SIZE, card, numbered, repeated
from tests.support.growth import Shape, check_growth
from tests.support.linting import SOURCES

REGISTRY, _ = parse_sources(SOURCES, "sources.toml")
#: Parsing included; the lint does more with a text than the parser.
MOST_SECONDS = 3.0


def collection_of(text: str) -> Collection:
    read, _ = parse_file(text, "topics/alpha/cards.md", topic="alpha")
    page, _ = parse_guide(text, "topics/alpha/guide.md", topic="alpha")
    topics = (Topic("alpha", "Alpha"),)
    return Collection(Deck(topics, read), (page,), "2026-11", REGISTRY, (), {})


def lint_text(text: str) -> None:
    lint(collection_of(text))


WHY = "> Because of it, and of all that is like it.\n\n"
TAIL = f"\n{WHY}Source: [A](guide.md#a)\nSource: Manual 2, 3, checked 2026-10\n\n"
#: Decks that the parser takes, so that every rule has something to do.
READABLE: dict[str, Shape] = {
    "like questions": lambda size: "".join(
        f"## Why does this one question differ by a word: w{n}? {{#c{n}}}\nIt does.{TAIL}"
        for n in range(size // 170)
    ),
    "equal questions": numbered("## Why does it? {#c%d}\nIt does." + TAIL),
    "words of a question": numbered("word%d ", "## Why? {#one .scenario}\n", "\n***\nSo." + TAIL),
    "sentences": repeated("It is so. ", "## Why? {#one}\n", TAIL),
    "lists": repeated("a, b and c, ", "## Why? {#one}\n", TAIL),
    "commas": repeated("a, ", "## Why? {#one}\n", TAIL),
    "negations": repeated("which not ", "## Which? {#one .scenario}\n", "\n***\nSo." + TAIL),
    "questions": repeated("What happens which? ", "## X {#one .scenario}\n", "\n***\nSo." + TAIL),
    "inline code": repeated("`a` ", "## Why? {#one}\n", TAIL),
    "gaps": repeated("==a=={1} ", "## Gaps {#one .cloze}\n", TAIL),
    "articles": repeated("an ==a=={1} ", "## Gaps {#one .cloze}\n", TAIL),
    "options": numbered("- [ ] wrong %d\n  > No.\n", "## X? {#one .choice}\n- [x] it\n", TAIL),
    "steps": numbered("1. step %d " + "x" * 60 + "\n", "## X? {#one .order}\n", TAIL),
    "sources": numbered("Source: Other %d, 3, checked 2026-10\n", f"## X? {{#one}}\nSo.\n{WHY}"),
    "wide code": numbered("```\n%d" + "x" * 90 + "\n```\n", "## X? {#one}\nSo.\n", TAIL),
    "a long why": repeated("so it is ", "## X? {#one}\nSo.\n\n> ", "\n\nSource: x\n"),
    "sections": numbered("## Section %d\nJust so.\n\n", "# Title\n\n"),
    "needs": numbered("## Why does it? {#c%d needs=one}\nIt does." + TAIL, card("#one", "x")),
}


@pytest.mark.parametrize("name", READABLE)
def test_it_lints_long_decks_in_linear_time(name: str) -> None:
    check_growth(lint_text, READABLE[name], SIZE, MOST_SECONDS)


@given(st.lists(cards(), max_size=4, unique_by=lambda card: card.id))
def test_it_finds_only_what_it_has_a_rule_for(some: list[Card]) -> None:
    for found in lint(collection_of(write_file("alpha", tuple(some)))):
        assert found.rule in RULES
        assert found.line >= 1
        assert found.message
        assert found.remedy


@given(st.one_of(st.text(max_size=300), st.lists(SYNTAX).map("\n".join)))
def test_it_lints_anything_without_failing(text: str) -> None:
    lint(collection_of(text))
