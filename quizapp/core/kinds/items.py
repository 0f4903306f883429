"""Lists whose items run over several lines: options of a choice, steps of an order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from quizapp.core.kinds.block import Fault, Line, shortened
from quizapp.core.kinds.fences import Opening, opening_of


@dataclass(slots=True)
class Item:
    """One list item: its line, what stood in its marker, its Markdown and its explanation."""

    line: int
    mark: str
    lines: list[str]
    notes: list[str] = field(default_factory=list)
    indent: int | None = None
    opened: Opening | None = None

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()

    @property
    def note(self) -> str:
        return "\n".join(self.notes).strip()


def items_of(
    lines: Sequence[Line], marker: re.Pattern[str], remedy: str
) -> tuple[list[Item], list[Fault]]:
    """The items whose first lines fit the marker (group 1 its mark, group 2 the text).

    Lines that are indented belong to the item above them, those that begin with `>` to its
    explanation.
    """
    items: list[Item] = []
    faults: list[Fault] = []
    for line in lines:
        item = items[-1] if items else None
        found = None if item and item.opened else marker.fullmatch(line.text)
        if found is not None:
            items.append(Item(line.number, found[1], [(found[2] or "").strip()]))
        elif item is None or (line.text[:1] not in ("", " ", "\t") and item.opened is None):
            if line.text.strip():
                faults.append(_stray(line, item, remedy))
        else:
            fault = _continued(item, line)
            if fault is not None:
                faults.append(fault)
    faults.extend(
        Fault(item.line, "This line of the list has no text.", "Write what it says.")
        for item in items
        if not item.text
    )
    return items, faults


def written_item(marker: str, text: str, note: str = "") -> str:
    """The Markdown of an item, such that reading it gives the same text and explanation."""
    # A fence cannot open on the line of a task's box, so such a text begins on the next one.
    lines = ["", *text.split("\n")] if opening_of(text.split("\n")[0]) else text.split("\n")
    written = [
        f"{marker} {lines[0]}".rstrip(),
        *(f"  {line}" if line else "" for line in lines[1:]),
    ]
    written += [f"  > {line}" if line else "  >" for line in note.split("\n") if note]
    return "\n".join(written)


def _continued(item: Item, line: Line) -> Fault | None:
    """Add an indented or blank line to its item."""
    text = line.text.lstrip(" \t")
    if item.opened is not None:
        closes = item.opened.is_closed_by(line.text)
        item.opened = None if closes else item.opened
        item.lines.append(_dedented(line.text, item.indent or 0))
    elif not text:
        (item.notes or item.lines).append("")
    elif text.startswith(">"):
        item.notes.append(text[1:].removeprefix(" "))
    elif item.notes:
        return Fault(
            line.number,
            "This line follows the explanation of an item and does not belong to it.",
            "Begin each line of an explanation with `> `, indented by two spaces.",
        )
    else:
        if item.indent is None:
            item.indent = len(line.text) - len(text)
        item.opened = opening_of(line.text)
        item.lines.append(_dedented(line.text, item.indent))
    return None


def _dedented(text: str, indent: int) -> str:
    blank = len(text) - len(text.lstrip(" \t"))
    return text[min(blank, indent) :]


def _stray(line: Line, item: Item | None, remedy: str) -> Fault:
    if line.text.startswith(">"):
        remedy = "Indent an explanation by two spaces: `  > `."
    elif item is None and not line.text.startswith(("-", "*", "+")):
        remedy = f"End a question that is longer than its heading with a line `***`. {remedy}"
    return Fault(line.number, f"This line is not of the list: {shortened(line.text)}", remedy)
