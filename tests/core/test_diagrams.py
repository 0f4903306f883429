"""Diagrams: what their text may be, and drawings in which nothing lies on anything else."""

from __future__ import annotations

import re
from itertools import combinations
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.core.diagram_shapes import width_of, wrapped
from quizapp.core.diagram_svg import draw
from quizapp.core.diagrams import Diagram, Step, read_diagram
from quizapp.core.kinds.block import Line

LONG = "an uncommonly long name of a thing that has to be wrapped"


def read(kind: str, text: str, title: str = "T") -> tuple[Diagram | None, list[str]]:
    lines = [Line(number, line) for number, line in enumerate(text.split("\n"), 2)]
    diagram, faults = read_diagram(f'diagram {kind} "{title}"', lines, 1)
    return diagram, [f"{one.line}: {one.message}" for one in faults]


def drawn(kind: str, text: str) -> Element:
    diagram, wrong = read(kind, text)
    assert diagram is not None, wrong
    return fromstring(draw(diagram))


def boxes(svg: Element) -> list[tuple[float, float, float, float]]:
    return [
        (float(one.attrib["x"]), float(one.attrib["y"]), float(one.attrib["width"]),
         float(one.attrib["height"]))
        for one in svg.iter("rect")
    ]  # fmt: skip


def check(svg: Element) -> None:
    """Boxes lie inside of the picture and beside each other, and words inside of it."""
    width, height = float(svg.attrib["width"]), float(svg.attrib["height"])
    for x, y, wide, tall in boxes(svg):
        assert min(x, y) >= 0
        assert x + wide <= width + 0.1
        assert y + tall <= height + 0.1
    for (ax, ay, aw, ah), (bx, by, bw, bh) in combinations(boxes(svg), 2):
        assert ax + aw <= bx or bx + bw <= ax or ay + ah <= by or by + bh <= ay
    for text in svg.iter("text"):
        half = width_of(text.text or "") / 2
        assert float(text.attrib["x"]) - half >= -1
        assert float(text.attrib["x"]) + half <= width + 1
        assert 0 < float(text.attrib["y"]) < height
    for one in svg.iter():
        assert not {"style", "id", "onload", "href"} & set(one.attrib)


@pytest.mark.parametrize(
    ("kind", "text", "wrong"),
    [
        ("flow", "A", "2: `A` has no arrow from one name to another."),
        ("flow", "A -> ", "2: `A ->` has no arrow from one name to another."),
        ("flow", "-> B", "2: `-> B` begins with no name."),
        ("flow", "A -> A", "2: `A` leads to itself."),
        ("flow", "", "1: The diagram is empty."),
        ("flow", f"A -> {'b' * 61}", "more than 60 characters."),
        ("flow", f"A -> B: {'b' * 91}", "more than 90 characters."),
        ("flow", "\n".join(f"A -> B{n}" for n in range(41)), "1: The diagram has more than 40"),
        ("flow", "\n".join(f"A -> B{n}" for n in range(30)), "1: The diagram has more than 24"),
        ("sequence", "A -> B", "2: `A -> B` does not say what is sent."),
        ("sequence", "\n".join(f"A -> B{n}: x" for n in range(9)), "more than 6 names."),
        ("stack", ": note", "2: `: note` begins with no name."),
        ("stack", "\n".join(map(str, range(13))), "more than 12 lines."),
    ],
)
def test_it_says_what_cannot_be_read(kind: str, text: str, wrong: str) -> None:
    diagram, found = read(kind, text)
    assert diagram is None
    assert [one for one in found if wrong in one], found


@pytest.mark.parametrize("info", ["diagram", "diagram flow", 'diagram pie "a"', 'diagram flow ""'])
def test_it_needs_a_kind_and_a_title(info: str) -> None:
    assert read_diagram(info, [], 1)[0] is None


def test_it_tells_the_same_in_words() -> None:
    flow, _ = read("flow", "A -> B: by air\nB -> C")
    sequence, _ = read("sequence", "A -> B: hello")
    stack, _ = read("stack", "Top: note\nBottom")
    assert flow is not None
    assert sequence is not None
    assert stack is not None
    assert flow.sentences == ["A → B: by air", "B → C"]
    assert sequence.sentences == ["A to B: hello"]
    assert stack.sentences == ["Top: note", "Bottom"]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("flow", "A -> B"),
        ("flow", "A -> B: x\nB -> A: y\nA -> B: z"),
        ("flow", f"{LONG} -> {LONG[::-1]}: {LONG}"),
        ("flow", "\n".join(f"{n} -> {n + 1}: {LONG}" for n in range(23))),
        ("flow", "\n".join(f"Start -> End number {n}: {LONG}" for n in range(23))),
        ("flow", "\n".join(f"{n % 7} -> {n // 7 if n // 7 != n % 7 else 6}" for n in range(40))),
        ("flow", "W" * 60 + " -> 漢字"),
        ("sequence", "A -> A: to itself"),
        ("sequence", f"{LONG} -> B: {LONG}\nB -> B: {LONG}\nB -> C: x\nC -> {LONG}: {LONG}"),
        ("sequence", "\n".join(f"P{n % 6} -> P{(n * 5) % 6}: {LONG}" for n in range(30))),
        ("stack", "\n".join(f"{n} {LONG[:50]}: {LONG}" for n in range(12))),
    ],
)
def test_nothing_overlaps_in_extreme_drawings(kind: str, text: str) -> None:
    check(drawn(kind, text))


NAMES = st.text("abcdefgWi ", min_size=1, max_size=30).filter(lambda one: one.strip())


@settings(max_examples=60)
@given(st.lists(st.tuples(NAMES, NAMES, st.text("abW .,", max_size=60)), min_size=1, max_size=16))
def test_nothing_overlaps_in_any_flow(rows: list[tuple[str, str, str]]) -> None:
    steps = [Step(" ".join(a.split()), " ".join(b.split()), c) for a, b, c in rows]
    steps = [one for one in steps if one.start != one.end]
    if steps:
        check(fromstring(draw(Diagram("flow", "T", tuple(steps)))))


def test_a_picture_has_a_name_and_escapes_its_words() -> None:
    diagram = Diagram("stack", '<b> & "c"', (Step("<i>", "", "a & b"),))
    svg = fromstring(draw(diagram))
    assert svg.attrib["role"] == "img"
    assert svg.attrib["aria-label"] == '<b> & "c"'
    assert [one.text for one in svg.iter("text")] == ["<i>", "a & b"]


def test_a_narrow_flow_fits_a_phone() -> None:
    svg = drawn("flow", "First step -> Second step: yes\nFirst step -> Other step: no")
    assert float(svg.attrib["width"]) <= 330


def test_it_wraps_words_and_cuts_those_that_are_too_long() -> None:
    lines = wrapped(f"one two {'x' * 50}", 100)
    assert len(lines) > 4
    assert all(width_of(line) <= 100 for line in lines)
    assert re.sub(r"\s", "", "".join(lines)) == f"onetwo{'x' * 50}"
