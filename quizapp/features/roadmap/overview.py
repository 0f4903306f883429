"""What the roadmap screen shows: stages of topics, milestones, goals, what is next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from quizapp.core.checked_topics import gap_of
from quizapp.core.levels import Level
from quizapp.core.mastery import Estimate
from quizapp.core.mastery_words import check_in_words, gap_in_words
from quizapp.core.moment import Moment
from quizapp.core.roadmap import learning_order, next_topics, stages
from quizapp.features.roadmap.milestones import MilestoneLine, milestone_line
from quizapp.storage import day_figures, milestone_store, page_store, recall_errors
from quizapp.storage.database import Connection
from quizapp.storage.learners import Learner
from quizapp.storage.standings import TopicStanding, standings_on


class Show(StrEnum):
    """Which topics are listed."""

    ALL = "all"
    DUE = "due"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Station:
    """One topic of the list.  `needs` are titles with whether each holds."""

    one: TopicStanding
    due: int
    new: int
    is_next: bool
    needs: tuple[tuple[str, str, bool], ...]
    page: str
    checked: str
    gap: str

    @property
    def id(self) -> str:
        return self.one.topic.id

    @property
    def title(self) -> str:
        return self.one.topic.title

    @property
    def estimate(self) -> Estimate:
        return self.one.standing.estimate


@dataclass(frozen=True, slots=True)
class Roadmap:
    """Everything on the screen; `stages` are lists of stations in learning order."""

    stages: list[list[Station]]
    left_out: list[Station]
    next: list[Station]
    milestones: list[MilestoneLine]
    picked: MilestoneLine | None
    goals: list[tuple[str, bool]]
    show: Show
    is_new: bool
    holding: int
    counted: int
    refresh: int
    due: int
    minutes: int
    placed_topics: int

    @property
    def shown(self) -> int:
        return sum(len(stage) for stage in self.stages)


def roadmap(
    connection: Connection, learner: Learner, now: Moment, show: Show, milestone: str = ""
) -> Roadmap:
    """Read and put together the roadmap of a learner's day."""
    error, _ = recall_errors.error_of(connection, learner.id)
    found = standings_on(connection, learner, now.day)
    by_id = {one.topic.id: one for one in found}
    counted = {name for name, one in by_id.items() if one.is_counted}
    holding = {name for name, one in by_id.items() if one.is_holding}
    suggested = next_topics([one.topic for one in found], holding, counted)
    chosen = {topic.id for topic in suggested}
    days, due = day_figures.due_ahead(connection, learner.id, now.day, now.day)
    # As Today counts: what is to be repeated today is due as well.
    due_now = days.get(now.day, 0) + day_figures.drill_count(connection, learner.id, now.day)
    pages = _pages(connection)
    stations = {
        name: _station(one, by_id, due.get(name, 0), name in chosen, pages)
        for name, one in by_id.items()
    }
    lines = [
        milestone_line(one, by_id, error) for one in milestone_store.all_milestones(connection)
    ]
    picked = next((line for line in lines if line.milestone.id == milestone), None)
    within = set(picked.milestone.topics) if picked else set(by_id)
    listed = {
        name
        for name, one in stations.items()
        if name in within and one.one.is_counted and _fits(one, show)
    }
    return Roadmap(
        stages=[
            [stations[topic.id] for topic in stage if topic.id in listed]
            for stage in stages([one.topic for one in found])
        ],
        left_out=[
            stations[topic.id]
            for topic in learning_order([one.topic for one in found])
            if topic.id not in counted and topic.id in within
        ],
        next=[stations[topic.id] for topic in suggested],
        milestones=lines,
        picked=picked,
        goals=_goals(connection),
        show=show,
        is_new=not any(one.standing.estimate.seen for one in found),
        holding=len(holding & counted),
        counted=len(counted),
        refresh=sum(one.wants_refresh for name, one in by_id.items() if name in counted),
        due=due_now,
        minutes=round(due_now * day_figures.pace(connection, learner.id) / 60),
        placed_topics=len(by_id),
    )


def _station(
    one: TopicStanding,
    by_id: Mapping[str, TopicStanding],
    due: int,
    is_next: bool,
    pages: Mapping[str, str],
) -> Station:
    checked = one.standing.checked
    return Station(
        one=one,
        due=due,
        new=max(0, one.total - one.sums.seen - one.sums.set_aside),
        is_next=is_next,
        needs=tuple(
            (need, by_id[need].topic.title, by_id[need].is_holding)
            for need in one.topic.needs
            if need in by_id
        ),
        page=pages.get(one.topic.id, ""),
        checked=check_in_words(checked, one.standing.check_age_days),
        gap=gap_in_words(gap_of(checked)) if checked.compared else "",
    )


def _fits(station: Station, show: Show) -> bool:
    if show is Show.DUE:
        return station.due > 0
    return show is Show.ALL or station.one.is_weak


def _pages(connection: Connection) -> dict[str, str]:
    """The address of each topic's own page, as far as there is one."""
    return {
        line.topics[0]: f"/hub/{line.topics[0]}"
        for line in page_store.page_lines(connection)
        if line.folder == "topics" and line.topics
    }


#: The five items that the roadmap began with: what each says, what is counted, and of how many.
GOALS = (
    ("Set up the documentation repository: {} of {} pages about the hub itself", "hub", 6),
    ("Document the core backend technologies: {} of {} pages", "technologies", 6),
    ("Add detailed notes for each project milestone: {} of {} pages", "milestones", 22),
    (
        "Expand the best practices with real examples: {} of {} with an example that is run",
        "practices-with-example",
        6,
    ),
    ("Share short snippets and templates to reuse: {} of {} pages", "snippets", 28),
)


def _goals(connection: Connection) -> list[tuple[str, bool]]:
    figures = page_store.page_figures(connection)
    return [
        (text.format(figures.get(name, 0), planned), figures.get(name, 0) >= planned)
        for text, name, planned in GOALS
    ]


def glyph(level: Level) -> str:
    """A shape for a level: never its colour alone, nor the shape alone."""
    return {
        Level.NOT_STARTED: "○",
        Level.LEARNING: "◔",
        Level.HOLDING: "◕",
        Level.MASTERED: "●",
    }[level]
