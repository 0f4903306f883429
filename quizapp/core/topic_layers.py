"""The graph of prerequisites for a wide window: a column for each stage, lines from left to right.

A layered drawing after Sugiyama, Tagawa and Toda (1981): a topic stands right of all that it
needs, a line that passes a column has a track of its own between the boxes, and each column is
ordered by the mean place of its neighbours.  A need that another need already implies gets no line
at rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from quizapp.core.cards import Topic
from quizapp.core.roadmap import learning_order, stages

COLUMN, BOX, HEIGHT = 226, 190, 56
_BOX_ROW, _TRACK_ROW = HEIGHT + 12, 14
#: How far a curve runs on level at its ends.
_BEND = (COLUMN - BOX) * 3 // 4
_SWEEPS = 8

#: What takes a place in a column: a topic in its own, or the track of its lines in a later one.
_Slot = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Box:
    """A topic with the left upper corner of its box, in pixels.

    `needs` are the paths (SVG) that lead to it from each topic that it needs, `lines` those of
    them that are drawn at rest.
    """

    topic: Topic
    x: int
    y: int
    needs: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LayeredDrawing:
    """The boxes in learning order; sizes are in pixels."""

    boxes: tuple[Box, ...]
    width: int
    height: int
    box_width: int = BOX
    box_height: int = HEIGHT


def draw_wide(topics: Sequence[Topic]) -> LayeredDrawing:
    """Place topics and lines."""
    layers = _layers(topics)
    layers.untangle()
    boxes = []
    for topic in learning_order(topics):
        x, y = layers.place((topic.id, layers.column_of[topic.id]))
        path_of = {need: layers.path(need, topic.id) for need in layers.needs_of[topic.id]}
        implied = _implied(topic.id, layers.needs_of)
        lines = tuple(path for need, path in path_of.items() if need not in implied)
        boxes.append(Box(topic, x, y - HEIGHT // 2, tuple(path_of.values()), lines))
    width = max(len(layers.columns) - 1, 0) * COLUMN + BOX
    return LayeredDrawing(tuple(boxes), width, layers.height)


@dataclass(slots=True)
class _Layers:
    """The columns from left to right, each from top to bottom, and what lines join."""

    column_of: dict[str, int]
    needs_of: dict[str, list[str]]
    columns: list[list[_Slot]]
    neighbours: dict[_Slot, list[_Slot]] = field(default_factory=dict)
    middle_of: dict[_Slot, float] = field(default_factory=dict)

    @property
    def height(self) -> int:
        """Of the tallest column."""
        return max((sum(map(self.row, column)) for column in self.columns), default=0)

    def row(self, slot: _Slot) -> int:
        """How high a slot is."""
        return _BOX_ROW if self.column_of[slot[0]] == slot[1] else _TRACK_ROW

    def place(self, slot: _Slot) -> tuple[int, int]:
        """The left end of a slot, half way down."""
        return slot[1] * COLUMN, round(self.middle_of[slot]) + self.height // 2

    def join(self, need: str, name: str) -> None:
        """Give the line between two topics its tracks; all lines of a topic share them."""
        for here, there in pairwise(self._way(need, name)):
            for slot in (here, there):
                if slot not in self.neighbours:
                    self.neighbours[slot] = []
                    if slot not in self.columns[slot[1]]:
                        self.columns[slot[1]].append(slot)
            self.neighbours[here].append(there)
            self.neighbours[there].append(here)

    def untangle(self) -> None:
        """Order each column by the mean place of neighbours, to and fro."""
        for column in self.columns:
            self._measure(column)
        for sweep in range(_SWEEPS):
            for column in self.columns if sweep % 2 == 0 else reversed(self.columns):
                # Sorting is stable, so topics that nothing joins keep the learning order.
                column.sort(key=self._mean)
                self._measure(column)

    def path(self, need: str, name: str) -> str:
        """From the right side of one box to the left side of another, along the tracks between."""
        way = [slot for slot in self._way(need, name) if slot in self.middle_of]
        x, y = self.place(way[0])
        path, x = f"M{x + BOX} {y}", x + BOX
        for slot in way[1:]:
            to_x, to_y = self.place(slot)
            path += f"C{x + _BEND} {y} {to_x - _BEND} {to_y} {to_x} {to_y}"
            if slot is not way[-1]:
                path += f"h{BOX}"
            x, y = to_x + BOX, to_y
        return path

    def _way(self, need: str, name: str) -> list[_Slot]:
        between = range(self.column_of[need], self.column_of[name])
        return [*((need, column) for column in between), (name, self.column_of[name])]

    def _measure(self, column: Sequence[_Slot]) -> None:
        # From the middle, since columns of different heights are centred.
        top = -sum(map(self.row, column)) / 2
        for slot in column:
            self.middle_of[slot] = top + self.row(slot) / 2
            top += self.row(slot)

    def _mean(self, slot: _Slot) -> float:
        places = [self.middle_of[one] for one in self.neighbours.get(slot, ())]
        return sum(places) / len(places) if places else self.middle_of[slot]


def _layers(topics: Sequence[Topic]) -> _Layers:
    columns = [[(topic.id, n) for topic in stage] for n, stage in enumerate(stages(topics))]
    column_of = {name: n for column in columns for name, n in column}
    # Topics in a circle share a column, and no line can be drawn within one.
    needs_of = {
        topic.id: [
            need
            for need in topic.needs
            if need in column_of and column_of[need] < column_of[topic.id]
        ]
        for topic in topics
    }
    layers = _Layers(column_of, needs_of, columns)
    for topic in learning_order(topics):
        implied = _implied(topic.id, needs_of)
        for need in needs_of[topic.id]:
            if need not in implied:
                layers.join(need, topic.id)
    return layers


def _implied(name: str, needs_of: Mapping[str, Sequence[str]]) -> set[str]:
    """All that the needs of a topic need in turn."""
    found: set[str] = set()
    waiting = [one for need in needs_of[name] for one in needs_of[need]]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += needs_of[one]
    return found
