"""The parts of a section: prose, code that is included or run, diagrams."""

from __future__ import annotations

import pytest

from quizapp.core.kinds.block import Line
from quizapp.core.page_parts import Include, Part, Program, Prose, parts_of, region_of

FILE = """import os

def told():
    # region: first
    one = 1
    if one:
        # region: inner
        two = 2
        # endregion
    # endregion
    -- region: last
    three
"""


def parts(text: str) -> list[Part]:
    found, faults = parts_of(Line(n, line) for n, line in enumerate(text.split("\n"), 1))
    assert faults == []
    return found


def test_it_keeps_the_order_of_prose_and_code() -> None:
    text = (
        "One.\n\n```python run\nprint(1)\n```\n\n```output\n1\n```\nTwo.\n```text\nx\n```\n"
        "```sql include=a/b.sql#c\n```\nThree."
    )
    assert parts(text) == [
        Prose(1, "One."),
        Program(3, "python", "print(1)", "1"),
        Prose(10, "Two.\n```text\nx\n```"),
        Include(14, "sql", "a/b.sql", "c"),
        Prose(16, "Three."),
    ]


def test_it_names_what_is_included_by_path_and_region() -> None:
    assert Include(1, "python", "a.py", "one").target == "a.py#one"
    assert Include(1, "python", "a.py", "").target == "a.py"


def test_it_takes_a_region_to_the_left_edge_without_its_marks() -> None:
    assert region_of(FILE, "inner") == "two = 2"
    assert region_of(FILE, "first") == "one = 1\nif one:\n    two = 2"
    assert region_of("a\n  b\n", "") == "a\n  b"
    assert "region" not in (region_of(FILE, "") or "region")


@pytest.mark.parametrize("name", ["last", "missing", "firs"])
def test_it_finds_no_region_that_is_not_there_or_does_not_end(name: str) -> None:
    assert region_of(FILE, name) is None
