"""Where the cards of a deck's file begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from quizapp.core.card_fields import split_heading
from quizapp.core.front_matter import read_front_matter
from quizapp.core.kinds.block import Fault, Line
from quizapp.core.kinds.fences import Opening, opening_of

MOST_CHARACTERS = 2_000_000
MOST_LINES = 20_000

# Control characters, invisible changes of direction, halves of surrogate pairs: nothing that an
# author types on purpose, and all of them can hide what a card says.
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_BOUNDARY = re.compile(r"##?(?:[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*")
_INDENTED = re.compile(r" {1,3}##?[ \t]")
_NO_PARAGRAPH = re.compile(r"\s*(?:$|#|>|[-*+][ \t]|[0-9]+[.)][ \t])")


@dataclass(slots=True)
class Block:
    """A heading and the lines up to the next one, blank lines at the end left out.

    `text[start:end]` is the block in its file; `fenced` tells for each line whether it belongs
    to fenced code.
    """

    heading: Line
    start: int
    end: int
    lines: list[Line] = field(default_factory=list)
    fenced: list[bool] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    is_unclosed: bool = False

    @property
    def is_card(self) -> bool:
        return self.heading.text.startswith("##")

    @property
    def last_line(self) -> int:
        return self.lines[-1].number if self.lines else self.heading.number


def lines_of(text: str) -> Iterator[tuple[int, Line]]:
    """The lines with the places where they start; `\\n` and `\\r\\n` end a line."""
    start = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.removesuffix("\r")
        if number == 1 and line.startswith("\ufeff"):
            yield 1, Line(1, line[1:])
        else:
            yield start, Line(number, line)
        start += len(raw) + 1


def too_long(text: str) -> tuple[str, str] | None:
    """What is wrong with the size of a file, and what to do."""
    if len(text) > MOST_CHARACTERS:
        return f"The file has more than {MOST_CHARACTERS} characters.", "Split it into several."
    if text.count("\n") > MOST_LINES:
        return f"The file has more than {MOST_LINES} lines.", "Split it into several."
    return None


def blocks_of(text: str, first_line: int | None = None) -> list[Block]:
    """The blocks of a file, from a line on or else from the end of its front matter.

    What comes before the first heading is a block as well, with an empty heading.  Each block
    carries the faults of its layout.
    """
    return _Scanner().scan(
        text, read_front_matter(text).first_line if first_line is None else first_line
    )


def visible(text: str) -> str:
    """The text without characters that nobody sees and that can hide what it says."""
    return _HIDDEN.sub("", text)


class _Scanner:
    """Goes over the lines once, knowing whether it is inside of fenced code."""

    def __init__(self) -> None:
        self.blocks = [Block(Line(0, ""), 0, 0)]
        self.opened: Opening | None = None
        self.opened_on = 0
        self.previous = ""

    def scan(self, text: str, first_line: int) -> list[Block]:
        is_clean = _HIDDEN.search(text, 1 if text.startswith("\ufeff") else 0) is None
        for start, line in lines_of(text):
            if line.number >= first_line:
                self._read(start, line)
                if not is_clean:
                    self._refuse_hidden(line)
        if self.opened is not None:
            self._leave_open("is not closed")
        for block in self.blocks:
            while block.lines and not block.lines[-1].text.strip():
                block.lines.pop()
                block.fenced.pop()
        return self.blocks

    def _read(self, start: int, line: Line) -> None:
        text = line.text
        if self.opened is not None and _begins_a_card(text):
            # Whoever forgot to close a fence must not lose the cards below it.
            self._leave_open("is not closed before the next card")
        if self.opened is not None:
            self._read_code(start, line, self.opened)
        elif _BOUNDARY.match(text):
            self.blocks.append(Block(line, start, start + len(text)))
            self.previous = ""
        else:
            self.opened, self.opened_on = opening_of(text), line.number
            if self.opened is None:
                self._refuse_headings(line)
            self.previous = "" if self.opened or _NO_PARAGRAPH.match(text) else text
            self._keep(start, line, fenced=self.opened is not None)

    def _read_code(self, start: int, line: Line, opened: Opening) -> None:
        again = opening_of(line.text)
        if opened.is_closed_by(line.text):
            self.opened = None
        elif again is not None and again.info and again.marks.startswith(opened.marks):
            self._leave_open(f"is not closed before the one on line {line.number}")
            self.opened, self.opened_on = again, line.number
        self._keep(start, line, fenced=True)

    def _keep(self, start: int, line: Line, *, fenced: bool) -> None:
        block = self.blocks[-1]
        block.lines.append(line)
        block.fenced.append(fenced)
        if line.text.strip():
            block.end = start + len(line.text)

    def _leave_open(self, what: str) -> None:
        remedy = "Close it with a line of the same marks; use longer marks to show fences in code."
        self._refuse(self.opened_on, f"The code fence {what}.", remedy)
        self.blocks[-1].is_unclosed = True
        self.opened = None

    def _refuse_headings(self, line: Line) -> None:
        text = line.text
        if self.previous and _UNDERLINE.fullmatch(text):
            remedy = "Write `## ` before a heading, and `***` on a line of its own to divide."
            self._refuse(line.number, "This line makes a heading of the text above it.", remedy)
        elif _INDENTED.match(text):
            self._refuse(line.number, "This heading is indented.", "Begin it at the line's start.")
        elif text.startswith("##") and text[2:3].strip("# \t"):
            self._refuse(line.number, "This heading has no space after `##`.", "Write `## `.")

    def _refuse_hidden(self, line: Line) -> None:
        found = _HIDDEN.search(line.text)
        if found is not None:
            message = f"The line holds the invisible character U+{ord(found[0]):04X}."
            self._refuse(line.number, message, "Remove it; write about it by its number.")

    def _refuse(self, line: int, message: str, remedy: str) -> None:
        self.blocks[-1].faults.append(Fault(line, message, remedy))


def _begins_a_card(text: str) -> bool:
    if not text.startswith("## ") or not text.rstrip().endswith("}"):
        return False
    return (split_heading(text)[1] or "").lstrip().startswith(("#", "."))
