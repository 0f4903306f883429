"""How well memory and predictions hold: retention, calibration, grades by hour."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.core.answer_facts import MATURE_DAYS
from quizapp.core.study_statistics import (
    ENOUGH_FOR_BAND,
    ENOUGH_FOR_SHARE,
    Band,
    Share,
    add_up,
    calibration_error,
    slots,
)
from quizapp.core.wording import plural
from quizapp.features.stats.figures import Figures
from quizapp.features.stats.panels import Panel, lacking
from quizapp.features.stats.wording import of_slot, percent, ranged, short_date
from quizapp.storage.statistics_reads import DaySums
from quizapp.web import charts
from quizapp.web.charts import Bar, Chart, Dot, Reading, Table

MOST_READINGS = 14
GRADE_TONES = ("again", "hard", "good", "easy")


def shares(sums: DaySums) -> tuple[Share, Share, Share]:
    """What was recalled of young cards, of mature ones, and of both."""
    young, mature = (
        Share(sums.young_recalled, sums.young),
        Share(sums.mature_recalled, sums.mature),
    )
    return young, mature, Share(young.part + mature.part, young.whole + mature.whole)


def retention(figures: Figures) -> Panel:
    """The share recalled when asked again, through the period, young and mature apart."""
    title = "True retention"
    young, mature, both = shares(figures.sums)
    if not both.is_enough:
        words = lacking("for a retention in this period", both.whole, ENOUGH_FOR_SHARE)
        return Panel("retention", title, lacks=words, is_wide=True)
    days, starts = slots(figures.first_day, figures.today, MOST_READINGS)
    names = DaySums.__slots__
    sums = add_up(
        {day: [getattr(one, name) for name in names] for day, one in figures.days.items()},
        starts,
        days,
    )
    readings, rows = [], []
    for start, values in zip(starts, sums, strict=True):
        its_young, its_mature, its_both = shares(DaySums(*values))
        name = short_date(start)
        readings.append(
            Reading(
                name,
                its_both.value if its_both.is_enough else None,
                its_both.low,
                its_both.high,
                f"{name}: {ranged(its_both)} of {its_both.whole:,}",
            )
        )
        rows.append(
            (
                name,
                *(f"{ranged(one)} of {one.whole:,}" for one in (its_young, its_mature, its_both)),
            )
        )
    rows.append(
        ("Whole period", *(f"{ranged(one)} of {one.whole:,}" for one in (young, mature, both)))
    )
    says = (
        f"{percent(both.value)} recalled of {plural(both.whole, 'answer')} "
        f"(likely {round(100 * both.low)}–{round(100 * both.high)}): "
        f"young cards {ranged(young)} of {young.whole:,}, mature ones {ranged(mature)} "
        f"of {mature.whole:,}."
    )
    unit = of_slot(days)
    note = (
        "The first answer of a day to a card seen on an earlier day; Hard counts as recalled. "
        f"Mature is an interval of {MATURE_DAYS} days or more. Each point is "
        f"{'a ' + unit if days <= 7 else unit} with its 80 % range; one with fewer than "
        f"{ENOUGH_FOR_SHARE} answers is left out."
    )
    head = "Day" if days == 1 else f"{unit.capitalize()} from"
    table = Table((head, "Young", "Mature", "All"), rows)
    every = max(1, len(readings) // 4)
    return Panel(
        "retention", title, charts.line(readings, says, table, every=every), note, is_wide=True
    )


def calibration(figures: Figures) -> Panel:
    """Recall as FSRS predicted it before each answer, against what was recalled."""
    title = "Predicted against real recall"
    whole = sum(one.recalled.whole for one in figures.bands)
    if whole < ENOUGH_FOR_SHARE:
        words = lacking("to compare predictions with", whole, ENOUGH_FOR_SHARE)
        return Panel("calibration", title, lacks=words, is_wide=True)
    chart = calibration_chart(figures.bands, "FSRS")
    note = (
        "On the dashed line recall is as predicted; below it you recall less. Larger dots have "
        "more answers, the lines are 80 % ranges. They are the predictions of FSRS, whichever "
        "scheduler sets your days."
    )
    return Panel("calibration", title, chart, note, is_wide=True)


def calibration_chart(
    bands: Sequence[Band], who: str, tone: str = "", least: float | None = None
) -> Chart:
    """The bands as dots with their counts; bands of very few answers are in the table only.

    `least` is where the scales begin, to set two charts side by side.
    """
    whole = sum(one.recalled.whole for one in bands)
    recalled = sum(one.recalled.part for one in bands)
    predicted = sum(one.predicted * one.recalled.whole for one in bands) / whole
    says = (
        f"{who} predicted {percent(predicted)} on average, {percent(recalled / whole)} of "
        f"{plural(whole, 'answer')} were recalled; band by band they lie "
        f"{100 * calibration_error(bands):.1f} points apart."
    )
    rows = [
        (
            f"{percent(one.low)} to {percent(one.high)}",
            percent(one.predicted),
            ranged(one.recalled),
            f"{one.recalled.whole:,}",
        )
        for one in bands
    ]
    table = Table(("Band", "Predicted", "Recalled", "Answers"), rows)
    return charts.calibration(dots_of(bands, tone), says, table, least=least)


def dots_of(bands: Sequence[Band], tone: str = "") -> list[Dot]:
    """What is drawn of bands: those with enough answers to place them."""
    return [
        Dot(
            one.predicted,
            one.recalled.value,
            one.recalled.low,
            one.recalled.high,
            one.recalled.whole,
            f"predicted {percent(one.predicted)}, recalled {ranged(one.recalled)} "
            f"of {one.recalled.whole:,}",
            tone,
        )
        for one in bands
        if one.recalled.whole >= ENOUGH_FOR_BAND
    ]


def by_hour(figures: Figures) -> Panel:
    """Which grades were given at which hour of the day."""
    title = "Grades by hour"
    whole = sum(one.whole for one in figures.hours.values())
    if whole < ENOUGH_FOR_SHARE:
        return Panel("hours", title, lacks=lacking("by hour", whole, ENOUGH_FOR_SHARE))
    points, rows = [], []
    for hour in range(24):
        if hour not in figures.hours:
            points.append(Bar(f"{hour:02}", (0, 0, 0, 0)))
            continue
        one = figures.hours[hour]
        parts = (one.again, one.hard, one.good, one.easy)
        passed = Share(one.whole - one.again, one.whole)
        told = ", ".join(f"{n:,} {g}" for n, g in zip(parts, GRADE_TONES, strict=True))
        points.append(Bar(f"{hour:02}", parts, f"{hour:02}:00: {told}"))
        rows.append((f"{hour:02}:00", *(f"{number:,}" for number in parts), ranged(passed)))
    busiest = max(figures.hours, key=lambda hour: figures.hours[hour].whole)
    says = f"{plural(whole, 'grade')}; most between {busiest:02}:00 and {(busiest + 1) % 24:02}:00."
    table = Table(("Hour", "Again", "Hard", "Good", "Easy", "Not Again"), rows)
    chart = charts.bars(
        points,
        says,
        table,
        tones=GRADE_TONES,
        legend=[(tone, tone.capitalize()) for tone in GRADE_TONES],
        every=6,
    )
    return Panel("hours", title, chart, "By the clock where you were, drills included.")
