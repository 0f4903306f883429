"""The wide drawing of prerequisites: lines run to the right and cross no box."""

from __future__ import annotations

import re
from itertools import combinations

from hypothesis import given

from quizapp.core.cards import Topic
from quizapp.core.topic_layers import BOX, COLUMN, HEIGHT, Box, draw_wide
from tests.core.test_topic_graph import graphs

Point = tuple[int, int]


def ends_of(path: str) -> tuple[Point, Point]:
    numbers = [int(one) for one in re.findall(r"-?\d+", path)]
    return (numbers[0], numbers[1]), (numbers[-2], numbers[-1])


def level_runs(path: str) -> list[Point]:
    """Where a line passes a column: it runs on level there, as long as a box."""
    return [(int(x), int(y)) for x, y in re.findall(rf" (-?\d+) (-?\d+)h{BOX}", path)]


def middle(box: Box) -> int:
    return box.y + HEIGHT // 2


@given(graphs())
def test_it_draws_each_need_once_and_to_the_right(topics: list[Topic]) -> None:
    drawing = draw_wide(topics)
    box_of = {box.topic.id: box for box in drawing.boxes}
    assert len(box_of) == len(topics)
    for box in drawing.boxes:
        assert len(box.needs) == len(box.topic.needs)
        for need, path in zip(box.topic.needs, box.needs, strict=True):
            start = box_of[need]
            assert ends_of(path) == ((start.x + BOX, middle(start)), (box.x, middle(box)))
            assert start.x + BOX < box.x


@given(graphs())
def test_no_box_lies_on_another_or_under_a_line(topics: list[Topic]) -> None:
    drawing = draw_wide(topics)
    for one, other in combinations(drawing.boxes, 2):
        assert one.x != other.x or abs(one.y - other.y) >= HEIGHT
    for box in drawing.boxes:
        assert 0 <= box.x <= drawing.width - BOX
        assert 0 <= box.y <= drawing.height - HEIGHT
        for x, y in (run for path in box.lines for run in level_runs(path)):
            column = [one for one in drawing.boxes if one.x == x]
            assert column
            assert all(not one.y <= y <= one.y + HEIGHT for one in column)


@given(graphs())
def test_at_rest_a_need_that_follows_from_others_has_no_line(topics: list[Topic]) -> None:
    boxes = draw_wide(topics).boxes
    needs_of = {box.topic.id: set(box.topic.needs) for box in boxes}

    def all_needs(name: str) -> set[str]:
        return needs_of[name].union(*(all_needs(need) for need in needs_of[name]))

    for box in boxes:
        implied = set().union(*(all_needs(need) for need in box.topic.needs))
        drawn = {path for need, path in zip(box.topic.needs, box.needs, strict=True)
                 if need not in implied}  # fmt: skip
        assert set(box.lines) == drawn


def test_topics_in_a_circle_share_a_column_and_an_empty_roadmap_is_nothing() -> None:
    one, other = draw_wide([Topic("a", "A", needs=("b",)), Topic("b", "B", needs=("a",))]).boxes
    assert one.x == other.x
    assert one.needs == other.needs == ()
    assert draw_wide([]).boxes == ()


def test_a_chain_stands_in_one_row() -> None:
    chain = [Topic(f"t{n}", "T", needs=(f"t{n - 1}",) if n else ()) for n in range(4)]
    boxes = draw_wide(chain).boxes
    assert [box.x for box in boxes] == [0, COLUMN, 2 * COLUMN, 3 * COLUMN]
    assert len({box.y for box in boxes}) == 1
