"""A year of days as a calendar of squares, drawn as SVG with its table like the other charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from quizapp.web.charts import Chart, Table

_WEEKS_IN_HALF = 27


@dataclass(frozen=True, slots=True)
class Square:
    """One day of a calendar: 0 for nothing done up to 5, or None for a day that is not shown."""

    level: int | None


@dataclass(frozen=True, slots=True)
class Calendar:
    """Weeks from Monday, each of seven squares; `months` names the weeks that a month begins in."""

    weeks: Sequence[Sequence[Square]]
    months: dict[int, str] = field(default_factory=dict)


def calendar_chart(
    shown: Calendar, says: str, table: Table, legend: Sequence[tuple[str, str]]
) -> Chart:
    """A year of days in two halves: side by side, or one below the other on a phone."""
    # A name at the very end of a half would stick out of it, so it stands at the next one's start.
    last = _WEEKS_IN_HALF - 1
    months = {week + (week % _WEEKS_IN_HALF == last): name for week, name in shown.months.items()}
    halves = []
    for start in range(0, len(shown.weeks), _WEEKS_IN_HALF):
        weeks = shown.weeks[start : start + _WEEKS_IN_HALF]
        halves.append(_half(weeks, {week - start: name for week, name in months.items()}))
    drawing = Markup(
        f'<div class="calendar" role="img" aria-label="{escape(says)}">{"".join(halves)}</div>'
    )
    return Chart(drawing, says, table, legend)


def _half(weeks: Sequence[Sequence[Square]], months: dict[int, str]) -> str:
    paths: dict[int, list[str]] = {}
    for column, week in enumerate(weeks):
        for row, square in enumerate(week):
            if square.level is not None:
                paths.setdefault(square.level, []).append(f"M{column} {row}h.84v.84h-.84z")
    squares = "".join(
        f'<path class="calendar__day" data-level="{level}" d="{"".join(found)}"/>'
        for level, found in sorted(paths.items())
    )
    names = "".join(
        f'<text class="plot__text" x="{100 * week / _WEEKS_IN_HALF:.2f}%" y="11">'
        f"{escape(name)}</text>"
        for week, name in sorted(months.items())
        if 0 <= week < len(weeks)
    )
    return (
        f'<svg class="calendar__half" aria-hidden="true">{names}'
        f'<svg y="16" width="100%" viewBox="0 0 {_WEEKS_IN_HALF} 7"'
        f' preserveAspectRatio="xMinYMin meet">{squares}</svg></svg>'
    )
