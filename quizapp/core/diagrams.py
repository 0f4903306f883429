"""The text of a diagram → what it shows: a flow, a sequence of messages, or a stack of layers.

flow       A -> B: label        boxes and arrows
sequence   Client -> Server: GET /        messages in the order of time
stack      Layer: note          layers, the upper one first
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.core.kinds.block import Fault, Line, shortened

LONGEST_NAME = 60
LONGEST_LABEL = 90
#: What a page can show readably, by kind: lines, and different names.
MOST = {"flow": (40, 24), "sequence": (30, 6), "stack": (12, 12)}

_HEAD = re.compile(r'diagram (flow|sequence|stack) "([^"]{1,200})"')
_SHAPES = {
    "flow": "Write `A -> B` or `A -> B: label`.",
    "sequence": "Write `Client -> Server: what is sent`.",
    "stack": "Write `Layer: note`.",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One line: from where to where, with what is said; a stack's layer leads nowhere."""

    start: str
    end: str
    label: str


@dataclass(frozen=True, slots=True)
class Diagram:
    """A diagram of some kind; `title` says what it shows."""

    kind: str
    title: str
    steps: tuple[Step, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Boxes, participants or layers, in the order in which they are named."""
        both = (name for one in self.steps for name in (one.start, one.end) if name)
        return tuple(dict.fromkeys(both))

    @property
    def sentences(self) -> list[str]:
        """The same in words, line by line, for readers who do not see the picture."""
        if self.kind == "stack":
            return [f"{one.start}: {one.label}" if one.label else one.start for one in self.steps]
        between = " to " if self.kind == "sequence" else " → "
        return [
            f"{one.start}{between}{one.end}{': ' if one.label else ''}{one.label}"
            for one in self.steps
        ]


def read_diagram(info: str, lines: Sequence[Line], line: int) -> tuple[Diagram | None, list[Fault]]:
    """The diagram of a fence with this info; nothing when a line cannot be read."""
    head = _HEAD.fullmatch(info)
    if head is None:
        remedy = 'Write ```diagram flow "What it shows"; there are flow, sequence and stack.'
        return None, [Fault(line, "This opens no diagram.", remedy)]
    kind, title = head[1], head[2].strip()
    steps: list[Step] = []
    faults: list[Fault] = []
    most_lines, most_names = MOST[kind]
    for one in lines:
        text = " ".join(one.text.split())
        if not text:
            continue
        step = _step_of(kind, text)
        if isinstance(step, str):
            faults.append(Fault(one.number, step, _SHAPES[kind]))
        else:
            steps.append(step)
        if len(steps) + len(faults) > most_lines:
            message = f"The diagram has more than {most_lines} lines."
            return None, [*faults, Fault(line, message, "Split it into two.")]
    diagram = Diagram(kind, title, tuple(steps))
    if not steps and not faults:
        faults.append(Fault(line, "The diagram is empty.", _SHAPES[kind]))
    if len(diagram.names) > most_names:
        message = f"The diagram has more than {most_names} names."
        faults.append(Fault(line, message, "Split it into two."))
    return (None if faults else diagram), faults


def _step_of(kind: str, text: str) -> Step | str:
    """The step of a line, or what is wrong with it."""
    if kind == "stack":
        start, _, label = text.partition(":")
        end = ""
    else:
        start, arrow, rest = text.partition("->")
        end, _, label = rest.partition(":")
        if not arrow or not end.strip():
            return f"`{shortened(text)}` has no arrow from one name to another."
    start, end, label = start.strip(), end.strip(), label.strip()
    if not start:
        return f"`{shortened(text)}` begins with no name."
    if kind == "flow" and start == end:
        return f"`{shortened(start)}` leads to itself."
    if kind == "sequence" and not label:
        return f"`{shortened(text)}` does not say what is sent."
    for name in (start, end):
        if len(name) > LONGEST_NAME:
            return f"The name `{shortened(name)}` has more than {LONGEST_NAME} characters."
    if len(label) > LONGEST_LABEL:
        return f"The label `{shortened(label)}` has more than {LONGEST_LABEL} characters."
    return Step(start, end, label)
