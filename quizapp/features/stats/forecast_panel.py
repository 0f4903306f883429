"""What comes: the next four weeks, with what waits already and the minutes that it takes."""

from __future__ import annotations

from quizapp.core.study_statistics import backlog_days
from quizapp.core.wording import minutes_in_words, plural
from quizapp.features.stats.figures import Figures
from quizapp.features.stats.panels import Panel
from quizapp.features.stats.wording import minutes, short_date
from quizapp.web import charts
from quizapp.web.charts import Axis, Bar, Table

#: A backlog so many times as high as the highest day is cut off in the chart.
CUT_ABOVE = 3


def forecast(figures: Figures) -> Panel:
    """What is due on each of the next four weeks' days, and what waits already."""
    days = [figures.today + place for place in range(len(figures.due))]
    whole = figures.waiting + sum(figures.due)
    if not whole:
        return Panel("forecast", "Forecast", lacks="Nothing is due in the next four weeks.")
    each = figures.pace
    names = ["today", *(short_date(day) for day in days[1:])]
    points = [
        Bar(
            name,
            (due, figures.waiting if day == figures.today else 0),
            f"{name}: {due:,} due, about {minutes(due * each)} min"
            + (f"; {figures.waiting:,} waiting" if day == figures.today else ""),
        )
        for name, day, due in zip(names, days, figures.due, strict=True)
    ]
    rows = [("Waiting", f"{figures.waiting:,}", minutes(figures.waiting * each))]
    rows += [
        (name, f"{due:,}", minutes(due * each))
        for name, due in zip(names, figures.due, strict=True)
    ]
    says = (
        f"{plural(sum(figures.due), 'review')} {'comes' if sum(figures.due) == 1 else 'come'} up "
        f"in four weeks, about {minutes_in_words(sum(figures.due) * each)}; "
        f"{plural(figures.waiting, 'card')} {'is' if figures.waiting == 1 else 'are'} waiting "
        "from earlier days."
    )
    return Panel(
        "forecast",
        "Forecast",
        charts.bars(
            points,
            says,
            Table(("Day", "Due", "Minutes"), rows),
            tones=("", "again"),
            legend=(("", "due that day"), ("again", "waiting from earlier days")),
            every=7,
            axis=_forecast_axis(figures),
        ),
        note=f"{_backlog(figures)} Minutes at your pace of {each:.0f} s a card. Cards that you "
        "will forget, and new ones, are not foreseen.",
        is_wide=True,
    )


def _forecast_axis(figures: Figures) -> Axis:
    """A backlog that would press the days flat is cut off, with its number at the gap."""
    highest = max(figures.due)
    whole = max(highest, figures.due[0] + figures.waiting)
    top = whole if not highest else min(whole, CUT_ABOVE * highest)
    return Axis(top, f"{top:,}")


def _backlog(figures: Figures) -> str:
    if not figures.waiting or figures.scope.topic:
        return ""
    a_day = int(figures.minutes_per_day * 60 / figures.pace)
    clear = backlog_days(figures.waiting, figures.due, a_day)
    start = f"At {plural(figures.minutes_per_day, 'minute')} a day"
    if clear is None:
        return f"{start} what waits is not done within a year."
    return f"{start} what waits is done in {plural(clear, 'day')}."
