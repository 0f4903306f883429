"""What `quizapp deck check` prints: for people as a table, for programs as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from quizapp.core.deck_figures import Figures, figures_of, total_of
from quizapp.core.errors import Problem
from quizapp.core.kinds import KINDS, prompts_of
from quizapp.core.lint import Collection, Finding
from quizapp.core.wording import plural
from quizapp.storage.deck_folder import DeckReading

_HEADINGS = ("topic", "cards", "why", "proved", "sourced", "sections", "kinds")


def collection_of(found: DeckReading, month: str) -> Collection:
    """All that the rules look at in a deck that was read; `month` is today's."""
    return Collection(
        deck=found.deck,
        guides=found.guides,
        month=month,
        sources=found.sources,
        pairs=found.pairs,
        confirmed=found.confirmed,
        pages=found.pages,
        files=found.files,
        results=found.proved,
        links=found.links,
    )


def as_text(
    collection: Collection, problems: Sequence[Problem], findings: Sequence[Finding]
) -> Iterator[str]:
    """Problems and findings, the table of topics, and one line that sums up."""
    yield from map(str, (*problems, *findings))
    if problems or findings:
        yield ""
    yield from _table(collection)
    yield ""
    deck = collection.deck
    errors = sum(finding.is_error for finding in findings)
    size = ", ".join(
        (
            plural(len(deck.cards), "card"),
            plural(sum(len(prompts_of(card)) for card in deck.cards), "prompt"),
            plural(len(deck.topics), "topic"),
        )
    )
    found = (
        (len(problems), "problem"),
        (errors, "error"),
        (len(findings) - errors, "warning"),
    )
    yield f"{size}: {', '.join(plural(*one) for one in found if one[0]) or 'no problems'}."


def as_json(
    collection: Collection, problems: Sequence[Problem], findings: Sequence[Finding]
) -> str:
    """The same as one JSON object."""
    figures = figures_of(collection)
    report = {
        "problems": [asdict(problem) for problem in problems],
        "findings": [asdict(finding) for finding in findings],
        "topics": {topic: asdict(one) for topic, one in figures.items()},
        "all": asdict(total_of(list(figures.values()))),
    }
    return json.dumps(report, ensure_ascii=False, indent=1)


def _table(collection: Collection) -> Iterator[str]:
    figures = figures_of(collection)
    rows = [_HEADINGS, *(_row(topic, one) for topic, one in figures.items())]
    rows.append(_row("all", total_of(list(figures.values()))))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for name, *numbers, kinds in rows:
        cells = [name.ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(numbers, widths[1:-1], strict=True)]
        yield "  ".join([*cells, kinds])


def _row(name: str, figures: Figures) -> tuple[str, ...]:
    kinds = ", ".join(f"{kind} {figures.kinds[kind]}" for kind in KINDS if kind in figures.kinds)
    shares = (figures.consequences, figures.proved, figures.sourced)
    return (
        name,
        str(figures.cards),
        *(f"{number / figures.cards:.0%}" if figures.cards else "-" for number in shares),
        f"{figures.covered} of {figures.sections}",
        kinds or "-",
    )
