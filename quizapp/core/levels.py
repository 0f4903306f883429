"""Levels of a topic: Not started, Learning, Holding, Mastered.

A level is reached on the lower end of the likely range, at once.  It is kept with less than it
takes to reach it, and lost only after falling short of that for seven days: levels come from
totals, so one miss never takes one away, and a level cannot flap.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from quizapp.core.checked_topics import UNCHECKED, Checked
from quizapp.core.mastery import Estimate

#: A topic falls a level after so many study days of falling short.
DAYS_OF_GRACE = 7
#: Memories with at least this stability (days until recall is 90 %) count as steady.
STEADY_DAYS = 21


class Level(StrEnum):
    """How far a topic is, in ascending order."""

    NOT_STARTED = "not-started"
    LEARNING = "learning"
    HOLDING = "holding"
    MASTERED = "mastered"

    @property
    def rank(self) -> int:
        return _ORDER.index(self)

    @property
    def word(self) -> str:
        """What pages call it, such as `Not started`."""
        return self.value.replace("-", " ").capitalize()


_ORDER = tuple(Level)


@dataclass(frozen=True, slots=True)
class Bar:
    """What Holding and Mastered take: shares from 0 to 1, and the greatest age of a check.

    `seen` and `steady` are shares of all prompts, `recall_low` is the lower end of the recall of
    the seen ones, `check_low` that of the last Check answers.
    """

    seen: float
    recall_low: float
    steady: float
    check_low: float
    check_days: int


REACH = Bar(seen=0.8, recall_low=0.75, steady=0.6, check_low=0.65, check_days=120)
KEEP = Bar(seen=0.7, recall_low=0.65, steady=0.5, check_low=0.55, check_days=150)
#: Below this mean recall a topic that holds asks for a refresh.
REFRESH_BELOW = 0.75


@dataclass(frozen=True, slots=True)
class Standing:
    """The totals of one topic on one day: what levels are made of."""

    estimate: Estimate
    steady: int = 0
    checked: Checked = UNCHECKED
    check_age_days: int | None = None

    @property
    def steady_share(self) -> float:
        return self.steady / self.estimate.total if self.estimate.total else 0.0


@dataclass(frozen=True, slots=True)
class LevelState:
    """The level of a topic, since which study day, and since when it falls short of keeping it."""

    level: Level = Level.NOT_STARTED
    since: int = 0
    short_since: int | None = None


def level_at(standing: Standing, bar: Bar) -> Level:
    """The level that the totals give by a bar."""
    estimate = standing.estimate
    if not estimate.seen:
        return Level.NOT_STARTED
    if not all(meets for meets in holds(standing, bar).values()):
        return Level.LEARNING
    return Level.MASTERED if is_checked(standing, bar) else Level.HOLDING


def holds(standing: Standing, bar: Bar) -> dict[str, bool]:
    """What Holding takes, each by its name and whether it is met."""
    estimate = standing.estimate
    return {
        "seen": estimate.seen > 0 and estimate.coverage >= bar.seen,
        "recall": estimate.low is not None and estimate.low >= bar.recall_low,
        "steady": standing.steady_share >= bar.steady,
    }


def is_checked(standing: Standing, bar: Bar) -> bool:
    """Whether Check quizzes confirm it, recently enough."""
    low, age = standing.checked.low, standing.check_age_days
    if low is None or age is None or not standing.checked.is_enough:
        return False
    return low >= bar.check_low and age <= bar.check_days


def settled(state: LevelState, standing: Standing, today: int) -> LevelState:
    """The level on a study day, from the level before it and the totals of that day."""
    reached = level_at(standing, REACH)
    if reached.rank > state.level.rank:
        return LevelState(reached, today)
    kept = max(level_at(standing, KEEP), reached, key=lambda one: one.rank)
    if kept.rank >= state.level.rank:
        return replace(state, short_since=None)
    if kept is Level.NOT_STARTED:
        # Nothing is seen any more: answers were taken back, or the cards were reset.
        return LevelState(kept, today)
    short_since = today if state.short_since is None else min(state.short_since, today)
    if today - short_since >= DAYS_OF_GRACE:
        return LevelState(kept, today)
    return replace(state, short_since=short_since)


def wants_refresh(state: LevelState, standing: Standing) -> bool:
    """Whether a topic that holds is fading, or its check has grown old."""
    if state.level.rank < Level.HOLDING.rank:
        return False
    recall, age = standing.estimate.recall, standing.check_age_days
    is_old = state.level is Level.MASTERED and (age is None or age > REACH.check_days)
    return state.short_since is not None or is_old or (recall or 0.0) < REFRESH_BELOW
