"""Figures → panels of the page: each has a chart, or says in words what it lacks."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.core.wording import plural
from quizapp.web.charts import Chart


@dataclass(frozen=True, slots=True)
class Panel:
    """One figure of the page; `lacks` says why there is no chart, `note` how to read it."""

    id: str
    title: str
    chart: Chart | None = None
    note: str = ""
    lacks: str = ""
    is_wide: bool = False


def lacking(what: str, have: int, need: int, noun: str = "answer") -> str:
    """`Too few answers for a calibration: 12 of the 20 that it needs.`"""
    return f"Too few {noun}s {what}: {have:,} of the {plural(need, noun)} that it takes."
