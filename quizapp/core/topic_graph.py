"""The graph of prerequisites as a drawing: one line for each topic, and lanes that join them.

Topics stand below each other in learning order, so the drawing is as narrow as a phone.  To their
left runs a lane for each topic that others need, from its line down to the last of them.  A lane
that has ended is used again, so there are no more of them than run side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.core.cards import Topic
from quizapp.core.roadmap import learning_order

ROW, LANE, RADIUS = 56, 9, 7
_EDGE = 6


@dataclass(frozen=True, slots=True)
class Node:
    """A topic with its line; `x` and `y` are the middle of its mark.

    `needs` are the paths (SVG) that lead to it from the topics that it needs.
    """

    topic: Topic
    x: int
    y: int
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The nodes from top to bottom; `text_x` is where titles begin, sizes are in pixels."""

    nodes: tuple[Node, ...]
    text_x: int
    height: int


def draw(topics: Sequence[Topic]) -> Drawing:
    """Place topics and lanes."""
    ordered = learning_order(topics)
    row_of = {topic.id: row for row, topic in enumerate(ordered)}
    last_use: dict[str, int] = {}
    for row, topic in enumerate(ordered):
        for need in topic.needs:
            # A need that does not come before (topics in a circle) cannot be drawn downwards.
            if row_of.get(need, row) < row:
                last_use[need] = row
    lane_of = _lanes([topic.id for topic in ordered], row_of, last_use)
    lanes = max(lane_of.values(), default=-1) + 1
    x = _EDGE + lanes * LANE + RADIUS
    nodes = tuple(
        Node(topic, x, _y(row), tuple(_paths(topic, row, x, row_of, lane_of)))
        for row, topic in enumerate(ordered)
    )
    return Drawing(nodes, x + RADIUS + 8, ROW * len(ordered))


def _lanes(
    names: Sequence[str], row_of: dict[str, int], last_use: dict[str, int]
) -> dict[str, int]:
    """The lane of each topic that others need; lane 0 is next to the marks."""
    free_from: list[int] = []
    lane_of: dict[str, int] = {}
    for name in names:
        if name not in last_use:
            continue
        row = row_of[name]
        lane = next((n for n, until in enumerate(free_from) if until <= row), len(free_from))
        if lane == len(free_from):
            free_from.append(0)
        free_from[lane] = last_use[name]
        lane_of[name] = lane
    return lane_of


def _paths(
    topic: Topic, row: int, x: int, row_of: dict[str, int], lane_of: dict[str, int]
) -> list[str]:
    """From each need along its lane to the topic, with rounded corners."""
    found = []
    for need in topic.needs:
        if need not in lane_of or row_of[need] >= row:
            continue
        lane_x = x - RADIUS - (lane_of[need] + 1) * LANE
        start, end = _y(row_of[need]), _y(row)
        bend = LANE // 2
        found.append(
            f"M{x} {start}H{lane_x + bend}q{-bend} 0 {-bend} {bend}"
            f"V{end - bend}q0 {bend} {bend} {bend}H{x - RADIUS}"
        )
    return found


def _y(row: int) -> int:
    return ROW * row + ROW // 2
