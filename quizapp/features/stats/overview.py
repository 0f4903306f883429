"""The statistics page put together: three figures, and the panels in their order."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.core.study_statistics import ENOUGH_FOR_SHARE
from quizapp.core.wording import minutes_in_words, plural
from quizapp.features.stats import forecast_panel, memory_panels, recall_panels, work_panels
from quizapp.features.stats.figures import Figures
from quizapp.features.stats.panels import Panel, lacking
from quizapp.features.stats.wording import percent
from quizapp.storage.hard_prompts import HardPrompt


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure at the head of the page; `value` is empty where there is none."""

    title: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class Group:
    """Panels that belong together."""

    id: str
    title: str
    panels: tuple[Panel, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page shows; `is_nothing` where no card was answered yet."""

    is_nothing: bool
    tiles: tuple[Tile, ...]
    groups: tuple[Group, ...]
    hardest: list[HardPrompt]


def overview(figures: Figures) -> Overview:
    """Figures → what the page shows."""
    return Overview(
        figures.is_nothing,
        (_recall(figures), _time(figures), _known(figures)),
        (
            Group("ahead", "What comes", (forecast_panel.forecast(figures),)),
            Group(
                "done",
                "What you did",
                (work_panels.calendar(figures), *work_panels.work(figures)),
            ),
            Group(
                "holds",
                "How well it holds",
                (recall_panels.retention(figures), recall_panels.calibration(figures)),
            ),
            Group(
                "now",
                "Your cards now",
                (*memory_panels.spreads(figures), recall_panels.by_hour(figures)),
            ),
        ),
        figures.hardest,
    )


def _recall(figures: Figures) -> Tile:
    *_, both = recall_panels.shares(figures.sums)
    title = "Recall when asked"
    if not both.is_enough:
        return Tile(title, "", lacking("for a figure", both.whole, ENOUGH_FOR_SHARE))
    aim = f"; the aim is {percent(figures.retention)}" if figures.scheduler == "fsrs" else ""
    return Tile(
        title,
        percent(both.value),
        f"Of {plural(both.whole, 'answer')} in this period, likely "
        f"{round(100 * both.low)}–{round(100 * both.high)}{aim}.",
    )


def _time(figures: Figures) -> Tile:
    sums, days = figures.sums, len(figures.days)
    title = "Time a study day"
    if not days:
        return Tile(title, "", "No answers in this period.")
    seconds = sums.milliseconds / 1000
    calendar_days = figures.today - figures.first_day + 1
    return Tile(
        title,
        minutes_in_words(seconds / days),
        f"On {days:,} of {plural(calendar_days, 'day')}; {seconds / sums.answers:.0f} s an answer "
        "on average.",
    )


def _known(figures: Figures) -> Tile:
    known = figures.known
    title = "Cards you know"
    if known.recall is None:
        return Tile(title, "", f"Too few cards seen to say: {known.seen:,} of {known.total:,}.")
    low, high = known.low or 0.0, known.high or 0.0
    return Tile(
        title,
        f"{round(known.recall * known.seen):,}",
        f"Of {plural(known.total, 'card')}; expected recall today, added up, likely "
        f"{round(low * known.seen):,}–{round(high * known.seen):,}.",
    )
