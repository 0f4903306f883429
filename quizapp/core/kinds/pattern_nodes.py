"""Patterns, matched without backtracking.

`re` can take years for forty characters.  Here the set of places that a part of the pattern can
reach is computed at once, so the time grows with the pattern's length times the answer's.
"""

from __future__ import annotations

import re
from typing import NamedTuple, TypeAlias


class Char(NamedTuple):
    """One character that fits a test."""

    test: re.Pattern[str]


class Each(NamedTuple):
    """Parts one after the other."""

    parts: tuple[Node, ...]


class Either(NamedTuple):
    """One of several branches."""

    branches: tuple[Node, ...]


class Repeat(NamedTuple):
    """A part again and again; `most` is None without a limit."""

    part: Node
    least: int
    most: int | None


Node: TypeAlias = Char | Each | Either | Repeat


def fits(node: Node, text: str) -> bool:
    """Whether the whole text fits the pattern."""
    return len(text) in _reached(node, text, {0})


def _reached(node: Node, text: str, starts: set[int]) -> set[int]:
    """Where the node can end when it begins at one of these places."""
    if isinstance(node, Char):
        return {at + 1 for at in starts if at < len(text) and node.test.match(text, at)}
    if isinstance(node, Each):
        for part in node.parts:
            starts = _reached(part, text, starts)
        return starts
    if isinstance(node, Either):
        return set().union(*(_reached(branch, text, starts) for branch in node.branches))
    for _ in range(node.least):
        before, starts = starts, _reached(node.part, text, starts)
        if starts == before:
            break
    ends, count = set(starts), node.least
    while starts and (node.most is None or count < node.most):
        starts = _reached(node.part, text, starts) - ends
        ends |= starts
        count += 1
    return ends


def repeats(node: Node) -> bool:
    """Whether anything in the pattern is repeated."""
    match node:
        case Each(parts) | Either(parts):
            return any(repeats(part) for part in parts)
    return isinstance(node, Repeat)
