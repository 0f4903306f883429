"""The numbers of the statistics page, read once for a scope."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.core.mastery import Estimate
from quizapp.core.moment import Moment
from quizapp.core.study_statistics import Band, calibration
from quizapp.features.stats.scope import Scope
from quizapp.storage import (
    day_figures,
    hard_prompts,
    memory_spread,
    recall_errors,
    statistics_reads,
)
from quizapp.storage.database import Connection
from quizapp.storage.hard_prompts import HardPrompt
from quizapp.storage.learners import Learner
from quizapp.storage.memory_spread import MemorySpread
from quizapp.storage.recalls import recalls_on
from quizapp.storage.statistics_reads import DaySums, Grades
from quizapp.storage.tallies import estimate_of

FORECAST_DAYS = 28
CALENDAR_WEEKS = 54
HARDEST = 10


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one scope: `days` those of the period, `year` those of the calendar.

    `waiting` were due before today, `due` are so on each day from today on; `pace` is in seconds
    for a prompt, `minutes_per_day` what the learner has set.
    """

    scope: Scope
    today: int
    first_day: int
    days: dict[int, DaySums]
    year: dict[int, DaySums]
    bands: list[Band]
    hours: dict[int, Grades]
    spread: MemorySpread
    hardest: list[HardPrompt]
    known: Estimate
    waiting: int
    due: list[int]
    pace: float
    minutes_per_day: int
    retention: float
    scheduler: str

    @property
    def is_nothing(self) -> bool:
        """Whether no card of the scope was ever answered and none has a day."""
        is_due = self.waiting or any(self.due)
        return not (is_due or self.year or self.days or self.spread.recall.whole)

    @property
    def sums(self) -> DaySums:
        whole = DaySums()
        for one in self.days.values():
            whole = whole.plus(one)
        return whole


def figures(connection: Connection, learner: Learner, now: Moment, scope: Scope) -> Figures:
    """Read what is kept and count what is not."""
    first = scope.first_day(now.day)
    monday = now.day - (now.day - 1) % 7
    of_year = monday - 7 * (CALENDAR_WEEKS - 1)
    days = statistics_reads.days_of(connection, learner.id, min(first, of_year), scope.topic)
    bands, hours = statistics_reads.weeks_of(connection, learner.id, first, scope.topic)
    until = now.day + FORECAST_DAYS - 1
    by_day, by_topic = day_figures.due_by_day(connection, learner.id, until)
    due = by_topic.get(scope.topic, {}) if scope.topic else by_day
    recalls = recalls_on(connection, learner, now.day)
    mine = [one for name, one in recalls.items() if scope.topic in ("", name)]
    return Figures(
        scope=scope,
        today=now.day,
        first_day=max(first, min(days, default=now.day)),
        days={day: one for day, one in days.items() if day >= first},
        year={day: one for day, one in days.items() if day >= of_year},
        bands=calibration(bands),
        hours=hours,
        spread=memory_spread.spread_of(connection, learner.id, now.day, scope.topic),
        hardest=hard_prompts.hardest(connection, learner, HARDEST, first, scope.topic),
        known=estimate_of(mine, scope.prompts, recall_errors.error_of(connection, learner.id)[0]),
        waiting=sum(number for day, number in due.items() if day < now.day),
        due=[due.get(day, 0) for day in range(now.day, until + 1)],
        pace=day_figures.pace(connection, learner.id),
        minutes_per_day=learner.preferences.minutes_per_day,
        retention=learner.preferences.retention,
        scheduler=learner.preferences.scheduler,
    )
