"""Inline code: writing it, and telling it from the prose around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TICKS = re.compile("`+")
_EQUALS = re.compile("=+")


def code_span(text: str) -> str:
    """The Markdown that shows a text as inline code."""
    lengths = {len(run) for run in _TICKS.findall(text)}
    marks = "`" * next(size for size in range(1, len(lengths) + 2) if size not in lengths)
    pad = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{marks}{pad}{text}{pad}{marks}"


def text_of_code_span(markdown: str) -> str | None:
    """The text of a piece of Markdown that is inline code and nothing else."""
    parts = list(prose_and_code(markdown))
    if len(parts) != 1 or not parts[0][2]:
        return None
    marks = len(markdown) - len(markdown.lstrip("`"))
    inner = markdown[marks:-marks]
    # As in CommonMark, one space on each side only keeps backticks apart.
    padded = inner.startswith(" ") and inner.endswith(" ") and inner.strip()
    return inner[1:-1] if padded else inner


def prose_and_code(text: str) -> Iterator[tuple[int, int, bool]]:
    """The text's stretches of prose and inline code as (start, end, is code), in one pass."""
    runs = list(_TICKS.finditer(text))
    closing: dict[int, int] = {}
    next_of_length: dict[int, int] = {}
    for index in range(len(runs) - 1, -1, -1):
        length = len(runs[index][0])
        if length in next_of_length:
            closing[index] = next_of_length[length]
        next_of_length[length] = index
    prose_start = index = 0
    while index < len(runs):
        if index not in closing:
            index += 1
            continue
        start, end = runs[index].start(), runs[closing[index]].end()
        if prose_start < start:
            yield prose_start, start, False
        yield start, end, True
        prose_start = end
        index = closing[index] + 1
    if prose_start < len(text):
        yield prose_start, len(text), False


def double_equals(text: str) -> Iterator[int]:
    r"""Where `==` stands in the prose of a text; `\==` is meant literally."""
    for start, end, is_code in prose_and_code(text):
        if is_code:
            continue
        for run in _EQUALS.finditer(text, start, end):
            if len(run[0]) == 2 and text[run.start() - 1 : run.start()] != "\\":
                yield run.start()
