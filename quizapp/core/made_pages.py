"""The hub's pages of sources and versions, made from the registry and from what cards cite."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from quizapp.core.cards import Card
from quizapp.core.pages import HubPage, parse_page
from quizapp.core.proof_results import parse_results
from quizapp.core.sources import KINDS, Registry, citation_of

SOURCES = "hub/sources.md"
VERSIONS = "hub/versions.md"
_KIND_TITLES = dict(
    zip(
        KINDS,
        ("Specifications", "Standards", "Documentation of projects", "Papers", "Guides"),
        strict=True,
    )
)
#: How many cards a version's list of exceptions names.
MOST_LISTED = 200


def made_pages(registry: Registry, cards: Sequence[Card], proofs_lock: str) -> list[HubPage]:
    """Both pages."""
    cited = _cited(registry, cards)
    texts = {
        SOURCES: _sources(registry, cited),
        VERSIONS: _versions(registry, cited, cards, proofs_lock),
    }
    return [replace(parse_page(text, path)[0], is_made=True) for path, text in texts.items()]


def _cited(registry: Registry, cards: Iterable[Card]) -> Counter[tuple[str, str]]:
    """How many cards cite each version of each registered text."""
    return Counter(
        pair
        for card in cards
        for pair in {
            (one.name, one.version)
            for source in card.sources
            if source.anchor is None
            for one in [citation_of(source.text, registry)]
            if one.name in registry
        }
    )


def _sources(registry: Registry, cited: Counter[tuple[str, str]]) -> str:
    lines = [
        "# Sources",
        "",
        (
            "What cards and pages rest on, with the licence of each text. Nothing is copied from "
            "them: every sentence here is written anew and checked against the place that it "
            "names. “First-hand” is the authority on what it says."
        ),
    ]
    for kind, title in _KIND_TITLES.items():
        rows = [
            f"| [{_cell(one.name)}]({one.home}) | {'yes' if one.primary else 'no'} "
            f"| {_cell(one.licence)} | {_number_of(one.name, cited)} |"
            for one in registry.values()
            if one.kind == kind
        ]
        if rows:
            lines += ["", f"## {title}", "", "| Text | First-hand | Licence | Cards |"]
            lines += ["|---|---|---|---|", *rows]
    return "\n".join(lines)


def _versions(
    registry: Registry,
    cited: Counter[tuple[str, str]],
    cards: Iterable[Card],
    proofs_lock: str,
) -> str:
    lines = [
        "# Versions",
        "",
        (
            "A fact about software is true of a version. These are the versions that cards were "
            "checked against, by reading and by running them."
        ),
        "",
        "## Read",
        "",
        "Commits and months stand for texts that have no releases.",
        "",
        "| Text | Version | Cards |",
        "|---|---|---|",
    ]
    order = {name: place for place, name in enumerate(registry)}
    for (name, version), number in sorted(
        cited.items(), key=lambda pair: (order[pair[0][0]], pair[0][1])
    ):
        if version:
            lines.append(f"| {_cell(name)} | {_cell(version)} | {number} |")
    ran = list(_ran_on(proofs_lock))
    if ran:
        lines += ["", "## Run", "", "| Program | Cards and code of pages |", "|---|---|"]
        lines += [f"| {_cell(name)} | {number} |" for name, number in ran]
    bound = [card for card in cards if card.since or card.until]
    if bound:
        lines += ["", "## True of some versions alone", ""]
        lines += [
            f"- {_bounds(card)}: [{_title(card)}](/cards/{card.id})" for card in bound[:MOST_LISTED]
        ]
    return "\n".join(lines)


def _ran_on(proofs_lock: str) -> Iterator[tuple[str, int]]:
    results, _ = parse_results(proofs_lock)
    counted = Counter(name for one in results.values() for name in one.versions.split(", "))
    yield from sorted(counted.items())


def _number_of(name: str, cited: Counter[tuple[str, str]]) -> str:
    number = sum(count for (cited_name, _), count in cited.items() if cited_name == name)
    return str(number) if number else "–"


def _bounds(card: Card) -> str:
    since = f"since {card.since}" if card.since else ""
    until = f"until {card.until}" if card.until else ""
    return " ".join(filter(None, (since, until)))


def _title(card: Card) -> str:
    """The first line of a question, so that it can stand in a link."""
    return card.front.split("\n")[0].replace("[", "(").replace("]", ")")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("[", "(").replace("]", ")")
