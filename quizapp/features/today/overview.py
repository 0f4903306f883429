"""The figures of the Today page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from quizapp.core.levels import Level
from quizapp.core.mastery import Estimate
from quizapp.core.moment import Moment
from quizapp.core.study_day import date_of
from quizapp.storage import day_figures
from quizapp.storage.database import Connection
from quizapp.storage.learners import Learner
from quizapp.storage.open_sessions import Left
from quizapp.storage.standings import TopicStanding, standings_on

FORECAST_DAYS = 14
HEAT_WEEKS = 26
RECENT_DAYS = 21
#: So many topics that are begun and not begun stand open; the others are folded away.
BEGUN_SHOWN, NEXT_SHOWN = 8, 3


@dataclass(frozen=True, slots=True)
class Station:
    """One topic of the roadmap as Today shows it."""

    id: str
    title: str
    estimate: Estimate
    level: Level
    wants_refresh: bool
    due: int
    new: int
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the page; minutes are whole, `waiting` is what the day has no room for."""

    date: date
    due: int
    new: int
    minutes: int
    waiting: int
    done: int
    is_open: bool
    stations: list[Station]
    folded: list[Station]
    forecast: list[tuple[str, int]]
    heat: list[tuple[str, int, int | None]]
    recent_days: int
    has_cards: bool
    is_first: bool


def overview(connection: Connection, learner: Learner, now: Moment, open_left: Left) -> Overview:
    """Read and add up the figures of a learner's day.

    An open session counts as it is: it goes on, whatever the minutes left today.
    """
    until = now.day + FORECAST_DAYS - 1
    days, by_topic = day_figures.due_ahead(connection, learner.id, now.day, until)
    found = standings_on(connection, learner, now.day)
    each = day_figures.pace(connection, learner.id)
    work = day_figures.work_on(connection, learner.id, now.day)
    due_now = days.get(now.day, 0)
    titles = {one.topic.id: one.topic.title for one in found}
    stations = [_station(one, by_topic, titles) for one in found if one.is_counted]
    unseen = sum(_new_in(one) for one in found if one.is_counted)
    if open_left:
        due, new, each = len(open_left) - open_left.new, open_left.new, open_left.seconds_each
        waiting = due_now - open_left.due
    else:
        due_now += day_figures.drill_count(connection, learner.id, now.day)
        preferences = learner.preferences
        room = int(max(0.0, preferences.minutes_per_day * 60 - work.seconds) // each)
        due = min(due_now, max(1, room))
        new = min(max(0, preferences.new_per_day - work.new_prompts), unseen, max(0, room - due))
        waiting = due_now - due
    shown = _shown(stations)
    return Overview(
        date=date_of(now.day),
        due=due,
        new=new,
        minutes=round((due + new) * each / 60),
        waiting=max(0, waiting),
        done=work.answers,
        is_open=bool(open_left),
        stations=[one for one in stations if one in shown],
        folded=[one for one in stations if one not in shown],
        forecast=_forecast(days, now.day),
        **_studied(connection, learner, now),
        has_cards=bool(found),
        is_first=not any(one.standing.estimate.seen for one in found),
    )


def _station(one: TopicStanding, by_topic: dict[str, int], titles: dict[str, str]) -> Station:
    topic = one.topic
    return Station(
        id=topic.id,
        title=topic.title,
        estimate=one.standing.estimate,
        level=one.level,
        wants_refresh=one.wants_refresh,
        due=by_topic.get(topic.id, 0),
        new=_new_in(one),
        needs=tuple(titles[need] for need in topic.needs if need in titles),
    )


def _new_in(one: TopicStanding) -> int:
    """Questions of a topic that can come up as new ones, as long as it is not left out."""
    return max(0, one.total - one.sums.seen - one.sums.set_aside)


def _shown(stations: list[Station]) -> list[Station]:
    """What a calm page shows: the topics with most to do, and those that come next."""
    begun = [one for one in stations if one.estimate.seen]
    ahead = [one for one in stations if not one.estimate.seen]
    begun.sort(key=lambda one: (-one.due, one.estimate.knowledge or 0.0))
    return begun[:BEGUN_SHOWN] + ahead[:NEXT_SHOWN]


def _forecast(days: dict[int, int], today: int) -> list[tuple[str, int]]:
    return [("today", days.get(today, 0))] + [
        (f"{date_of(day):%a} {date_of(day).day}", days.get(day, 0))
        for day in range(today + 1, today + FORECAST_DAYS)
    ]


@lru_cache(maxsize=2 * 7 * HEAT_WEEKS)
def _named(day: int) -> str:
    """`1 Jun 2026`; each visit shows the same half year again."""
    return f"{date_of(day):%d %b %Y}".lstrip("0")


def _studied(connection: Connection, learner: Learner, now: Moment) -> dict[str, Any]:
    monday = now.day - date_of(now.day).weekday()
    first = monday - 7 * (HEAT_WEEKS - 1)
    answers = day_figures.work_since(connection, learner.id, first)
    most = max([*answers.values(), 1])
    heat: list[tuple[str, int, int | None]] = []
    for day in range(first, monday + 7):
        number = answers.get(day, 0)
        level = None if day > now.day else -(-5 * number // most)
        heat.append((_named(day), number, level))
    recent = sum(1 for day in answers if day > now.day - RECENT_DAYS)
    return {"heat": heat, "recent_days": recent}
