"""Numbers → charts: SVG drawn on the server, each with a sentence and a table of the same numbers.

A chart needs no script.  Places are percentages and text is in pixels, so it is as wide as its
column and its words stay readable on a phone.  Colour is never the only sign: words, positions
and the table say the same.  Styles stand in static/css-stats, since the policy forbids inline ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

#: Where the plot ends below its labels and above the axis, in percent of the height.
_TOP, _BASE = 9.0, 86.0
_BAR_SHARE = 0.76
#: The part of a calibration's frame that is not plot, in percent.
_LEFT = 8.0


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a chart in words: headings, and rows whose first cell names them."""

    headings: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with what it says in one sentence, its legend and its table."""

    drawing: Markup
    says: str
    table: Table
    legend: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, the heights of its parts from below, and what a pointer is told."""

    label: str
    parts: tuple[float, ...]
    told: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """The upper end of a chart's scale, and how it is written; higher bars are cut off there."""

    top: float
    label: str = ""


def bars(
    points: Sequence[Bar],
    says: str,
    table: Table,
    *,
    tones: Sequence[str] = ("",),
    legend: Sequence[tuple[str, str]] = (),
    every: int = 0,
    axis: Axis | None = None,
    tall: bool = False,
) -> Chart:
    """Upright bars, stacked where they have parts; `tones` colours the parts in their order.

    A label stands under each `every`-th bar, or under the first and the last for 0.
    """
    most = axis.top if axis else max((sum(one.parts) for one in points), default=0)
    label = axis.label if axis else f"{most:,.0f}"
    step = 100 / max(1, len(points))
    drawn = [_scale_line(label)]
    for place, one in enumerate(points):
        x, y, bar = step * (place + (1 - _BAR_SHARE) / 2), _BASE, []
        for part, tone in zip(one.parts, tones, strict=False):
            height = min((_BASE - _TOP) * part / (most or 1), y - _TOP)
            if height <= 0:
                continue
            y -= height
            bar.append(
                f'<rect class="plot__bar{_tone("plot__bar", tone)}" x="{x:.2f}%" y="{y:.2f}%"'
                f' width="{step * _BAR_SHARE:.2f}%" height="{height:.2f}%"/>'
            )
        if sum(one.parts) > most:
            bar.append(_cut(x, step * _BAR_SHARE, sum(one.parts)))
        if bar:
            told = escape(one.told or one.label)
            drawn.append(f"<g><title>{told}</title>{''.join(bar)}</g>")
    drawn += _labels([one.label for one in points], every, step)
    return Chart(_svg(drawn, says, " plot--tall" if tall else ""), says, table, legend)


@dataclass(frozen=True, slots=True)
class Dot:
    """One band of a calibration, in shares: predicted, recalled with its range, and its weight."""

    predicted: float
    recalled: float
    low: float
    high: float
    weight: int
    told: str
    tone: str = ""


def lowest_tenth(dots: Sequence[Dot]) -> float:
    """The tenth that a scale begins with so that it holds all dots with their ranges."""
    least = min((min(one.predicted, one.low) for one in dots), default=0.0)
    return max(0.0, int(least * 10 - 1e-9) / 10)


def calibration(
    dots: Sequence[Dot], says: str, table: Table, *, least: float | None = None
) -> Chart:
    """Predicted recall against real recall; on the dashed line both are the same.

    Both scales begin with `least`, a tenth; by default with the highest that loses no dot.
    """
    least = lowest_tenth(dots) if least is None else least

    def x(share: float) -> float:
        return _LEFT + (98 - _LEFT) * (share - least) / (1 - least)

    def y(share: float) -> float:
        return _BASE - (_BASE - 4) * (share - least) / (1 - least)

    drawn = []
    steps = range(round(least * 10), 11, 1 if least >= 0.5 else 2)
    for tenth in steps:
        share = tenth / 10
        drawn.append(
            f'<line class="plot__grid" x1="{_LEFT}%" x2="98%" y1="{y(share):.2f}%"'
            f' y2="{y(share):.2f}%"/>'
            f'<text class="plot__text" x="0" y="{y(share):.2f}%" dy="4">{tenth * 10} %</text>'
            f'<text class="plot__text" x="{x(share):.2f}%" y="98%" text-anchor="middle">'
            f"{tenth * 10} %</text>"
        )
    drawn.append(
        f'<line class="plot__ideal" x1="{x(least):.2f}%" y1="{y(least):.2f}%" x2="{x(1):.2f}%"'
        f' y2="{y(1):.2f}%"/>'
    )
    heaviest = max((one.weight for one in dots), default=1)
    for one in dots:
        at = f"{x(one.predicted):.2f}%"
        radius = 3.5 + 8 * (one.weight / heaviest) ** 0.5
        drawn.append(
            f"<g><title>{escape(one.told)}</title>"
            f'<line class="plot__range{_tone("plot__range", one.tone)}" x1="{at}" x2="{at}"'
            f' y1="{y(max(least, one.low)):.2f}%" y2="{y(one.high):.2f}%"/>'
            f'<circle class="plot__dot{_tone("plot__dot", one.tone)}" cx="{at}"'
            f' cy="{y(max(least, one.recalled)):.2f}%" r="{radius:.1f}"/></g>'
        )
    return Chart(_svg(drawn, says, " plot--square"), says, table)


@dataclass(frozen=True, slots=True)
class Reading:
    """One point of a line: its label, the share and its range, or None where there is none."""

    label: str
    value: float | None
    low: float = 0.0
    high: float = 0.0
    told: str = ""


def line(readings: Sequence[Reading], says: str, table: Table, *, every: int = 0) -> Chart:
    """Shares through time, joined where neighbours are known, each with its range.

    The scale begins at 0, or at 50 % where nothing lies below it.
    """
    step = 100 / max(1, len(readings))
    known = [min(one.low, one.value) for one in readings if one.value is not None]
    least = 0.5 if known and min(known) > 0.5 else 0.0

    def x(place: int) -> str:
        return f"{step * (place + 0.5):.2f}%"

    def y(share: float) -> str:
        return f"{_BASE - (_BASE - _TOP) * (share - least) / (1 - least):.2f}%"

    drawn = [
        _scale_line("100 %"),
        f'<text class="plot__text" x="0" y="{_BASE}%" dy="-4">{50 if least else 0} %</text>',
    ]
    for place, (one, after) in enumerate(pairwise(readings)):
        if one.value is not None and after.value is not None:
            drawn.append(
                f'<line class="plot__line" x1="{x(place)}" y1="{y(one.value)}"'
                f' x2="{x(place + 1)}" y2="{y(after.value)}"/>'
            )
    for place, one in enumerate(readings):
        if one.value is not None:
            drawn.append(
                f"<g><title>{escape(one.told or one.label)}</title>"
                f'<line class="plot__range" x1="{x(place)}" x2="{x(place)}" y1="{y(one.low)}"'
                f' y2="{y(one.high)}"/>'
                f'<circle class="plot__dot" cx="{x(place)}" cy="{y(one.value)}" r="4"/></g>'
            )
    drawn += _labels([one.label for one in readings], every, step)
    return Chart(_svg(drawn, says, " plot--tall"), says, table)


def _cut(x: float, width: float, number: float) -> str:
    """A gap in a bar that goes on above the scale, with its number beside it."""
    return (
        f'<rect class="plot__cut" x="{x:.2f}%" y="{_TOP + 8}%" width="{width:.2f}%" height="3%"/>'
        f'<text class="plot__text" x="{x + width:.2f}%" dx="6" y="{_TOP + 11}%">'
        f"{number:,.0f}</text>"
    )


def _scale_line(label: str) -> str:
    return (
        f'<line class="plot__grid" x1="0" x2="100%" y1="{_TOP}%" y2="{_TOP}%"/>'
        f'<text class="plot__text" x="0" y="{_TOP}%" dy="-3">{escape(label)}</text>'
        f'<line class="plot__base" x1="0" x2="100%" y1="{_BASE}%" y2="{_BASE}%"/>'
    )


def _labels(labels: Sequence[str], every: int, step: float) -> list[str]:
    last = len(labels) - 1
    drawn = []
    for place, label in enumerate(labels):
        if every and place % every:
            continue
        if not every and place not in (0, last):
            continue
        at, anchor = step * (place + 0.5), "middle"
        # The outermost labels begin and end with the plot, or they would stick out of it.
        if place == 0 and last:
            at, anchor = 0.0, "start"
        elif place == last and last:
            at, anchor = 100.0, "end"
        drawn.append(
            f'<text class="plot__text" x="{at:.2f}%" y="98%" text-anchor="{anchor}">'
            f"{escape(label)}</text>"
        )
    return drawn


def _svg(drawn: Sequence[str], says: str, kind: str = "") -> Markup:
    return Markup(
        f'<svg class="plot{kind}" role="img" aria-label="{escape(says)}">{"".join(drawn)}</svg>'
    )


def _tone(name: str, tone: str) -> str:
    return f" {name}--{tone}" if tone else ""
