"""The rules that the cards of a deck keep, by number: E is an error, W a warning.

The digits are those of the twenty rules in docs/lint.md.  A rule never keeps a card from being
served: what cannot be read at all is a `Problem` of the parser.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from quizapp.core.lint import (
    citations,
    clozes,
    confirmed,
    contrasts,
    cues,
    likeness,
    named_proofs,
    options,
    page_addresses,
    programs,
    shares,
    short_answers,
    sizes,
    structure,
    versions,
    whys,
    wording,
)
from quizapp.core.lint.findings import Collection, Finding

__all__ = ["RULES", "Collection", "Finding", "lint"]


class _Group(Protocol):
    """What a module of rules offers."""

    RULES: dict[str, str]

    def findings(self, collection: Collection) -> Iterator[Finding]:
        """Each breach of one of the module's rules."""


_GROUPS: tuple[_Group, ...] = (
    sizes,
    cues,
    whys,
    citations,
    page_addresses,
    versions,
    programs,
    named_proofs,
    clozes,
    short_answers,
    options,
    contrasts,
    structure,
    likeness,
    wording,
    shares,
    confirmed,
)

#: Each rule's number with what it demands.
RULES: dict[str, str] = dict(
    sorted(
        (rule for group in _GROUPS for rule in group.RULES.items()),
        key=lambda rule: rule[0][1:],
    )
)


def lint(collection: Collection) -> list[Finding]:
    """All that breaks a rule, in the order of files and lines."""
    return sorted(found for group in _GROUPS for found in group.findings(collection))
