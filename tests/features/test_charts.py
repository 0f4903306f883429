"""Charts: what is drawn lies in the frame, is named, and says the same as its table."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from quizapp.web import charts
from quizapp.web.calendar_chart import Calendar, Square, calendar_chart
from quizapp.web.charts import Axis, Bar, Chart, Dot, Reading, Table

TABLE = Table(("A", "B"), [("one", "1")])


def drawn(chart: Chart) -> ElementTree.Element:
    """The drawing, parsed as the XML that SVG is."""
    return ElementTree.fromstring(str(chart.drawing))


def share(text: str | None) -> float:
    assert text is not None
    return float(text.removesuffix("%"))


def rects(chart: Chart) -> list[ElementTree.Element]:
    return [one for one in drawn(chart).iter("rect") if "plot__bar" in (one.get("class") or "")]


def test_bars_are_as_high_as_their_numbers() -> None:
    chart = charts.bars([Bar("a", (1,)), Bar("b", (2,)), Bar("c", (4,))], "Three.", TABLE)
    low, middle, high = (share(one.get("height")) for one in rects(chart))
    assert middle == pytest.approx(2 * low, abs=0.02)
    assert high == pytest.approx(4 * low, abs=0.02)


def test_the_parts_of_a_bar_stand_on_each_other() -> None:
    chart = charts.bars([Bar("a", (3, 0, 1))], "One.", TABLE, tones=("again", "hard", "good"))
    below, above = rects(chart)
    assert share(below.get("y")) == pytest.approx(
        share(above.get("y")) + share(above.get("height")), abs=0.02
    )
    assert (below.get("class") or "").endswith("plot__bar--again")
    assert (above.get("class") or "").endswith("plot__bar--good")


def test_a_bar_above_the_scale_is_cut_off_and_says_its_number() -> None:
    chart = charts.bars([Bar("a", (5, 4000)), Bar("b", (10,))], "Two.", TABLE, axis=Axis(30, "30"),
                        tones=("", "again"))  # fmt: skip
    assert min(share(one.get("y")) for one in rects(chart)) >= 8.9
    assert len([one for one in drawn(chart).iter("rect") if one.get("class") == "plot__cut"]) == 1
    assert "4,005" in str(chart.drawing)


@pytest.mark.parametrize("points", [[], [Bar("a", (0,))], [Bar("a", (0, 0))] * 90])
def test_nothing_to_draw_is_an_empty_frame(points: list[Bar]) -> None:
    chart = charts.bars(points, "Nothing.", TABLE, every=7)
    assert rects(chart) == []
    assert drawn(chart).get("role") == "img"


def test_words_are_escaped_wherever_they_stand() -> None:
    bad = '<script>"&'
    reading = Reading(bad, 0.5, 0.4, 0.6, bad)
    for chart in (
        charts.bars([Bar(bad, (1,), bad)], bad, TABLE, axis=Axis(1, bad)),
        charts.line([reading, reading], bad, TABLE),
        charts.calibration([Dot(0.5, 0.5, 0.4, 0.6, 9, bad)], bad, TABLE),
        calendar_chart(Calendar([[Square(1)] * 7], {0: bad}), bad, TABLE, []),
    ):
        assert "<script" not in str(chart.drawing)
        assert drawn(chart).get("aria-label") == bad


def test_a_dot_on_the_line_was_predicted_rightly() -> None:
    chart = charts.calibration(
        [Dot(0.7, 0.7, 0.6, 0.8, 10, ""), Dot(0.9, 0.8, 0.75, 0.85, 90, "", "second")],
        "Two.",
        TABLE,
    )
    tree = drawn(chart)
    [ideal] = [one for one in tree.iter("line") if one.get("class") == "plot__ideal"]
    right, kind = tree.iter("circle")
    x1, y1, x2, y2 = (share(ideal.get(name)) for name in ("x1", "y1", "x2", "y2"))
    on_line = y1 + (share(right.get("cx")) - x1) / (x2 - x1) * (y2 - y1)
    assert share(right.get("cy")) == pytest.approx(on_line, abs=0.05)
    below = y1 + (share(kind.get("cx")) - x1) / (x2 - x1) * (y2 - y1)
    assert share(kind.get("cy")) > below  # lower on the page: less was recalled
    assert float(kind.get("r") or 0) > float(right.get("r") or 0)
    assert "plot__dot--second" in (kind.get("class") or "")


def test_a_line_is_broken_where_a_reading_is_missing() -> None:
    known, missing = Reading("a", 0.9, 0.8, 0.95), Reading("b", None)
    chart = charts.line([known, known, missing, known], "Four.", TABLE)
    lines = [one for one in drawn(chart).iter("line") if one.get("class") == "plot__line"]
    assert len(lines) == 1
    assert len(list(drawn(chart).iter("circle"))) == 3


def test_the_scale_of_a_line_begins_at_half_only_where_nothing_is_below() -> None:
    high = charts.line([Reading("a", 0.9, 0.8, 0.95)] * 2, "High.", TABLE)
    low = charts.line([Reading("a", 0.9, 0.3, 0.95)] * 2, "Low.", TABLE)
    assert ">50 %<" in str(high.drawing)
    assert ">0 %<" in str(low.drawing)


def test_a_calendar_has_one_square_for_each_day_that_has_been() -> None:
    weeks = [[Square(day % 6) for day in range(7)] for _ in range(53)]
    weeks.append([Square(3), *[Square(None)] * 6])
    chart = calendar_chart(Calendar(weeks, {0: "Jan", 30: "Aug"}), "A year.", TABLE, [])
    squares = re.findall(r"M\d+ \d", str(chart.drawing))
    assert len(squares) == 53 * 7 + 1
    assert len(drawn(chart).findall("svg")) == 2
    assert "Jan" in str(chart.drawing)
    assert "Aug" in str(chart.drawing)
