"""How memories spread today: recall, intervals, stability, easiness, difficulty."""

from __future__ import annotations

from quizapp.core.study_statistics import Spread
from quizapp.core.wording import plural
from quizapp.features.stats.figures import Figures
from quizapp.features.stats.panels import Panel
from quizapp.web import charts
from quizapp.web.charts import Bar, Table


def spreads(figures: Figures) -> list[Panel]:
    """One panel for each measure."""
    of = figures.spread
    return [
        _panel("recall", "Recall today", of.recall, "Chance of recall", _RECALL),
        _panel("intervals", "Intervals", of.intervals, "Interval", _INTERVALS),
        _panel("stability", "Stability", of.stability, "Stability", _STABILITY),
        _panel("easiness", "Easiness (SM-2)", of.easiness, "Easiness", _EASINESS),
        _panel("difficulty", "Difficulty (FSRS)", of.difficulty, "Difficulty", _DIFFICULTY),
    ]


_RECALL = "What FSRS expects of each card now."
_INTERVALS = "The days that your scheduler last set."
_STABILITY = "Days until recall falls to 90 %, by FSRS."
_EASINESS = "A card begins at 2.50; it never falls below 1.30."
_DIFFICULTY = "From 1, easy, to 10, hard; it slows the growth of stability."


def _panel(name: str, title: str, spread: Spread, heading: str, note: str) -> Panel:
    whole = spread.whole
    if not whole:
        return Panel(name, title, lacks="No cards were answered yet.")
    middle, below = 0, 0
    for place, number in enumerate(spread.counts):
        below += number
        if 2 * below >= whole:
            middle = place
            break
    pairs = list(zip(spread.labels, spread.counts, strict=True))
    says = f"{plural(whole, 'card')}; the middle one lies in {spread.labels[middle]}."
    chart = charts.bars(
        [Bar(label, (number,), f"{label}: {number:,}") for label, number in pairs],
        says,
        Table(
            (heading, "Cards", "Share"),
            [(label, f"{number:,}", f"{100 * number / whole:.0f} %") for label, number in pairs],
        ),
    )
    return Panel(name, title, chart, note)
