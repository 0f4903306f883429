"""A flow of boxes and arrows, laid out in layers from the top down.

A box stands below all that lead to it.  Between two layers of boxes lies a layer of labels, and
an arrow that passes a layer takes a lane of its own there, so nothing can lie on anything else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from quizapp.core.diagram_shapes import (
    LINE,
    PAD,
    arrow_head,
    box,
    number,
    path,
    picture,
    width_of,
    words,
    wrapped,
)
from quizapp.core.diagrams import Diagram, Step

MARGIN = 6
GAP = 20
#: The widest text in a box, and beside an arrow.
BOX_TEXT, LABEL_TEXT = 140, 120
LANE = 12
#: Between layers an arrow turns; below its turn it is straight.
TURN = 26


@dataclass(slots=True)
class _Cell:
    """What stands in a layer: a box, the label of an arrow, or an arrow passing by."""

    lines: list[str]
    is_box: bool
    width: float
    x: float = 0.0

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass(slots=True)
class _Arrow:
    """An arrow's cells from the upper box to the lower one, each with its layer."""

    cells: list[_Cell] = field(default_factory=list)
    points_up: bool = False
    start_x: float = 0.0
    end_x: float = 0.0


def draw_flow(diagram: Diagram) -> str:
    """The flow as SVG."""
    layer_of = _layers(diagram)
    boxes = {name: _box(name) for name in layer_of}
    rows: list[list[_Cell]] = [[] for _ in range(2 * max(layer_of.values()) + 1)]
    for name, layer in layer_of.items():
        rows[2 * layer].append(boxes[name])
    arrows = [_arrow(step, layer_of, boxes, rows) for step in diagram.steps]
    _leave_out_empty(rows, arrows)
    _order(rows, arrows)
    width = _spread(rows)
    tops, heights, height = _stack(rows)
    _dock(arrows)
    shapes = []
    for arrow in arrows:
        shapes += _line(arrow, rows, tops, heights)
    for row, top, tall in zip(rows, tops, heights, strict=True):
        for cell in row:
            if cell.is_box:
                shapes.append(box(cell.x, top, cell.width, tall))
            if cell.lines:
                name = "diagram__text" if cell.is_box else "diagram__label"
                shapes.append(words(cell.lines, cell.middle, top + tall / 2, name))
    return picture(diagram.title, width, height, shapes)


def _layers(diagram: Diagram) -> dict[str, int]:
    """Each name's layer: one below the lowest that leads to it, arrows of circles left out."""
    ahead: dict[str, list[str]] = {name: [] for name in diagram.names}
    for step in _forward(diagram):
        ahead[step.start].append(step.end)
    layer_of = dict.fromkeys(diagram.names, 0)
    for _ in diagram.names:  # the longest path has no more steps than there are names
        for start, ends in ahead.items():
            for end in ends:
                layer_of[end] = max(layer_of[end], layer_of[start] + 1)
    return layer_of


def _forward(diagram: Diagram) -> list[Step]:
    """The steps, without those that would close a circle of the earlier ones."""
    kept: list[Step] = []
    leads_to: dict[str, set[str]] = {name: {name} for name in diagram.names}
    for step in diagram.steps:
        if step.start in leads_to[step.end]:
            continue
        kept.append(step)
        for reached in leads_to.values():
            if step.start in reached:
                reached |= leads_to[step.end]
    return kept


def _box(name: str) -> _Cell:
    lines = wrapped(name, BOX_TEXT)
    return _Cell(lines, True, max(72, *map(width_of, lines)) + 2 * PAD)


def _arrow(
    step: Step, layer_of: dict[str, int], boxes: dict[str, _Cell], rows: list[list[_Cell]]
) -> _Arrow:
    """The arrow, with a cell in each layer that it passes; its label is in the first of them."""
    upper, lower = step.start, step.end
    points_up = layer_of[upper] > layer_of[lower]
    if points_up:
        upper, lower = lower, upper
    arrow = _Arrow([boxes[upper]], points_up)
    lines = wrapped(step.label, LABEL_TEXT)
    for row in range(2 * layer_of[upper] + 1, 2 * layer_of[lower]):
        wide = max([LANE, *(width_of(line) + 6 for line in lines)])
        cell = _Cell(lines, False, wide)
        rows[row].append(cell)
        arrow.cells.append(cell)
        lines = []
    arrow.cells.append(boxes[lower])
    return arrow


def _leave_out_empty(rows: list[list[_Cell]], arrows: Sequence[_Arrow]) -> None:
    """Take away the lanes between two layers of boxes where no arrow has a label."""
    gone: set[int] = set()
    for row in rows[1::2]:
        if not any(cell.lines for cell in row):
            gone |= set(map(id, row))
            row.clear()
    for arrow in arrows:
        arrow.cells = [cell for cell in arrow.cells if id(cell) not in gone]


def _order(rows: list[list[_Cell]], arrows: Sequence[_Arrow]) -> None:
    """Sort each layer by where its arrows come from, then by where they go, a few times."""
    above: dict[int, list[_Cell]] = {}
    below: dict[int, list[_Cell]] = {}
    for arrow in arrows:
        for upper, lower in zip(arrow.cells, arrow.cells[1:], strict=False):
            above.setdefault(id(lower), []).append(upper)
            below.setdefault(id(upper), []).append(lower)
    for neighbours, ordered in ((above, rows), (below, rows[::-1])) * 2:
        place = {id(cell): n / max(1, len(row)) for row in rows for n, cell in enumerate(row)}
        for row in ordered:
            row.sort(key=lambda cell: _mean(neighbours.get(id(cell), [cell]), place))
            place.update({id(cell): n / len(row) for n, cell in enumerate(row)})


def _mean(cells: Sequence[_Cell], place: dict[int, float]) -> float:
    return sum(place[id(cell)] for cell in cells) / len(cells)


def _spread(rows: list[list[_Cell]]) -> float:
    """Give each cell its place from the left, the layers centred; return the whole width."""
    widths = [sum(cell.width for cell in row) + GAP * (len(row) - 1) for row in rows]
    widest = max(widths)
    for row, wide in zip(rows, widths, strict=True):
        x = MARGIN + (widest - wide) / 2
        for cell in row:
            cell.x = x
            x += cell.width + GAP
    return widest + 2 * MARGIN


def _stack(rows: list[list[_Cell]]) -> tuple[list[float], list[float], float]:
    """Where each layer begins, how tall it is, and the whole height."""
    tops: list[float] = []
    heights: list[float] = []
    y = float(MARGIN)
    for place, row in enumerate(rows):
        most = max((len(cell.lines) for cell in row), default=0)
        tall = most * LINE + (2 * PAD if place % 2 == 0 else 0)
        tops.append(y)
        heights.append(tall)
        # Without a label, one turn is enough between two layers of boxes.
        last = place == len(rows) - 1
        y += tall + (0 if last else TURN if place % 2 == 0 or most else 0)
    return tops, heights, y + MARGIN


def _dock(arrows: Sequence[_Arrow]) -> None:
    """Let arrows leave and reach a box side by side, so that tips and starts are told apart."""
    leaving: dict[int, list[_Arrow]] = {}
    reaching: dict[int, list[_Arrow]] = {}
    for arrow in arrows:
        leaving.setdefault(id(arrow.cells[0]), []).append(arrow)
        reaching.setdefault(id(arrow.cells[-1]), []).append(arrow)
    for group in leaving.values():
        group.sort(key=lambda arrow: arrow.cells[1].middle)
        for arrow, x in zip(group, _docks(group[0].cells[0], len(group)), strict=True):
            arrow.start_x = x
    for group in reaching.values():
        group.sort(key=lambda arrow: arrow.cells[-2].middle)
        for arrow, x in zip(group, _docks(group[0].cells[-1], len(group)), strict=True):
            arrow.end_x = x


def _docks(cell: _Cell, count: int) -> list[float]:
    apart = min(22.0, (cell.width - 20) / count)
    return [cell.middle + (place - (count - 1) / 2) * apart for place in range(count)]


def _line(
    arrow: _Arrow, rows: list[list[_Cell]], tops: list[float], heights: list[float]
) -> list[str]:
    """The line through the arrow's cells; a label breaks it."""
    row_of = {id(cell): place for place, row in enumerate(rows) for cell in row}
    last = len(arrow.cells) - 1
    across = [cell.middle for cell in arrow.cells]
    across[0], across[last] = arrow.start_x, arrow.end_x
    data = ""
    for place, (upper, lower) in enumerate(zip(arrow.cells, arrow.cells[1:], strict=False)):
        start = tops[row_of[id(upper)]] + heights[row_of[id(upper)]]
        end = tops[row_of[id(lower)]]
        left, right, middle = (
            number(one) for one in (across[place], across[place + 1], (start + end) / 2)
        )
        data += f"M{left} {number(start)}C{left} {middle} {right} {middle} {right} {number(end)}"
        if not lower.is_box and not lower.lines:
            data += f"V{number(end + heights[row_of[id(lower)]])}"
    if arrow.points_up:
        first = row_of[id(arrow.cells[0])]
        return [path(data), arrow_head(arrow.start_x, tops[first] + heights[first], "up")]
    return [path(data), arrow_head(arrow.end_x, tops[row_of[id(arrow.cells[last])]], "down")]
