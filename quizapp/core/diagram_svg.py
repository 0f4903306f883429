"""A diagram → SVG: boxes and words of its own size, readable on a phone, without a style or id."""

from __future__ import annotations

from collections.abc import Callable

from quizapp.core.diagram_flow import MARGIN, draw_flow
from quizapp.core.diagram_shapes import LINE, PAD, arrow_head, box, path, picture, words, wrapped
from quizapp.core.diagrams import Diagram

#: Between two participants of a sequence, and the width of a stack: three and one fit a phone.
COLUMN = 105
STACK = 318
#: Labels are set in 13 pixels, and widths are measured for 14.
SMALLER = 13 / 14
HEAD_GAP, MESSAGE_GAP, LAYER_GAP = 10, 14, 6


def draw(diagram: Diagram) -> str:
    """The drawing; the page shows `diagram.sentences` beside it for who does not see it."""
    return _DRAWN_BY[diagram.kind](diagram)


def _draw_sequence(diagram: Diagram) -> str:
    """Participants side by side, messages below each other in the order of time."""
    names = diagram.names
    centre = {name: MARGIN + COLUMN * (place + 0.5) for place, name in enumerate(names)}
    heads = [wrapped(name, COLUMN - PAD - HEAD_GAP) for name in names]
    head = max(map(len, heads)) * LINE + 2 * PAD
    shapes: list[str] = []
    y = MARGIN + head + 8.0
    for step in diagram.steps:
        start, end = centre[step.start], centre[step.end]
        if start == end:
            # A loop on the right of the line, or on its left where nothing is on the right.
            side = -1 if step.start == names[-1] and len(names) > 1 else 1
            lines = wrapped(step.label, (COLUMN - 12) / SMALLER)
            y += len(lines) * LINE + 6
            shapes += _label(lines, start + side * COLUMN / 2, y)
            x = start + side * 30
            shapes.append(path(f"M{start:g} {y:g}H{x:g}V{y + 14:g}H{start:g}"))
            shapes.append(arrow_head(start, y + 14, "left" if side > 0 else "right"))
            y += 14
        else:
            lines = wrapped(step.label, (abs(end - start) - 14) / SMALLER)
            y += len(lines) * LINE + 6
            shapes += _label(lines, (start + end) / 2, y)
            shapes.append(path(f"M{start:g} {y:g}H{end:g}"))
            shapes.append(arrow_head(end, y, "right" if end > start else "left"))
        y += MESSAGE_GAP
    bottom = y + 4
    lines_of_life = [
        path(f"M{x:g} {MARGIN + head:g}V{bottom:g}", "diagram__life") for x in centre.values()
    ]
    boxes = []
    for name, lines in zip(names, heads, strict=True):
        left = centre[name] - COLUMN / 2 + HEAD_GAP / 2
        boxes.append(box(left, MARGIN, COLUMN - HEAD_GAP, head))
        boxes.append(words(lines, centre[name], MARGIN + head / 2))
    alone = 2 if len(names) == 1 else len(names)  # a single participant talks to itself
    width = alone * COLUMN + 2 * MARGIN
    return picture(diagram.title, width, bottom + MARGIN, [*lines_of_life, *shapes, *boxes])


def _label(lines: list[str], x: float, line: float) -> list[str]:
    """Words above an arrow."""
    middle = line - 8 - (len(lines) - 1) * LINE / 2
    return [words(lines, x, middle - 5, "diagram__label")]


def _draw_stack(diagram: Diagram) -> str:
    """Layers on each other, the upper one first."""
    shapes: list[str] = []
    y = float(MARGIN)
    for step in diagram.steps:
        name = wrapped(step.start, STACK - 2 * PAD)
        note = wrapped(step.label, STACK - 2 * PAD)
        tall = (len(name) + len(note)) * LINE + 2 * PAD
        shapes.append(box(MARGIN, y, STACK, tall))
        middle = MARGIN + STACK / 2
        shapes.append(words(name, middle, y + PAD + len(name) * LINE / 2))
        if note:
            at = y + PAD + (len(name) + len(note) / 2) * LINE
            shapes.append(words(note, middle, at, "diagram__label"))
        y += tall + LAYER_GAP
    return picture(diagram.title, STACK + 2 * MARGIN, y - LAYER_GAP + MARGIN, shapes)


_DRAWN_BY: dict[str, Callable[[Diagram], str]] = {
    "flow": draw_flow,
    "sequence": _draw_sequence,
    "stack": _draw_stack,
}
