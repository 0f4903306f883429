"""What was done: the calendar of the last year, answers and time."""

from __future__ import annotations

from itertools import pairwise

from quizapp.core.answer_facts import first_day_of, week_of
from quizapp.core.study_day import date_of
from quizapp.core.study_statistics import add_up, slots
from quizapp.core.wording import minutes_in_words, plural
from quizapp.features.stats.figures import CALENDAR_WEEKS, Figures
from quizapp.features.stats.panels import Panel
from quizapp.features.stats.wording import long_date, minutes, of_slot, short_date
from quizapp.web import charts
from quizapp.web.calendar_chart import Calendar, Square, calendar_chart
from quizapp.web.charts import Axis, Bar, Table

MOST_BARS = 84
LEVELS = 5
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def calendar(figures: Figures) -> Panel:
    """Answers on each day of the last year."""
    title = "Days of the last year"
    if not figures.year:
        return Panel("calendar", title, lacks="No answers in the last year.", is_wide=True)
    first = first_day_of(week_of(figures.today)) - 7 * (CALENDAR_WEEKS - 1)
    counts = {day: one.answers for day, one in figures.year.items()}
    most = max(counts.values())
    weeks, rows, months = [], [], {}
    for week in range(CALENDAR_WEEKS):
        monday = first + 7 * week
        days = range(monday, monday + 7)
        numbers = [counts.get(day, 0) for day in days]
        weeks.append(
            [
                Square(None if day > figures.today else -(-LEVELS * number // most))
                for day, number in zip(days, numbers, strict=True)
            ]
        )
        if any(numbers):
            rows.append((long_date(monday), *(str(one) if one else "·" for one in numbers)))
        begins = [day for day in days if date_of(day).day == 1]
        if begins:
            months[week] = f"{date_of(begins[0]):%b}"
    whole = sum(counts.values())
    says = (
        f"{plural(whole, 'answer')} on {plural(len(counts), 'day')} of the last year; "
        f"{most:,} on the busiest."
    )
    edges = [level * most // LEVELS for level in range(LEVELS + 1)]
    legend = [("0", "none")] + [
        (str(level), f"{low + 1}–{high}" if high > low + 1 else f"{high}")
        for level, (low, high) in enumerate(pairwise(edges), start=1)
        if high > low
    ]
    return Panel(
        "calendar",
        title,
        calendar_chart(
            Calendar(weeks, months),
            says,
            Table(("Week of", *WEEKDAYS), rows, "Answers by day; weeks without any are left out."),
            legend,
        ),
        is_wide=True,
    )


def work(figures: Figures) -> list[Panel]:
    """Reviews and time, each bar a day or some weeks."""
    reviews, times = "Answers", "Time"
    if not figures.days:
        words = "No answers in this period."
        return [Panel("answers", reviews, lacks=words), Panel("time", times, lacks=words)]
    days, starts = slots(figures.first_day, figures.today, MOST_BARS)
    rows = add_up(
        {
            day: (one.answers, one.new_prompts, one.milliseconds)
            for day, one in figures.days.items()
        },
        starts,
        days,
    )
    names = [short_date(day) if days < 364 else long_date(day) for day in starts]
    unit = of_slot(days)
    whole = figures.sums
    seconds = whole.milliseconds / 1000
    table_head = "Day" if days == 1 else f"{unit.capitalize()} from"
    every = max(1, len(starts) // 4)
    on_days = plural(len(figures.days), "day")
    answered = charts.bars(
        [
            Bar(
                name,
                (number - new, new),
                f"{name}: {number:,} answers, {new:,} of them to new cards",
            )
            for name, (number, new, _) in zip(names, rows, strict=True)
        ],
        f"{plural(whole.answers, 'answer')} on {on_days}, {whole.new_prompts:,} of them the first "
        "of a card.",
        Table(
            (table_head, "Answers", "New"),
            [
                (name, f"{number:,}", f"{new:,}")
                for name, (number, new, _) in zip(names, rows, strict=True)
                if number
            ],
        ),
        tones=("", "good"),
        legend=(("", "seen before"), ("good", "new")),
        every=every,
    )
    longest = max(spent for *_, spent in rows) / 1000
    timed = charts.bars(
        [
            Bar(name, (spent / 1000,), f"{name}: {minutes(spent / 1000)} min")
            for name, (*_, spent) in zip(names, rows, strict=True)
        ],
        f"{minutes_in_words(seconds).capitalize()} on {on_days}.",
        Table(
            (table_head, "Minutes"),
            [
                (name, minutes(spent / 1000))
                for name, (*_, spent) in zip(names, rows, strict=True)
                if spent
            ],
        ),
        every=every,
        axis=Axis(longest, f"{minutes(longest)} min"),
    )
    a_bar = f"Each bar is {'a day' if days == 1 else 'a week' if days == 7 else unit}."
    return [
        Panel("answers", reviews, answered, a_bar),
        Panel("time", times, timed, f"{a_bar} No answer counts for more than a minute."),
    ]
