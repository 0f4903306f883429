"""Milestones: how far their topics are, the rule with the learner's numbers, and the steps up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quizapp.core.cards import Milestone
from quizapp.core.checked_topics import Checked, checked_of, gap_of, window_of
from quizapp.core.levels import REACH, Level
from quizapp.core.mastery import Estimate
from quizapp.core.mastery_words import answers_in_words, gap_in_words, step_in_words
from quizapp.core.next_steps import SHOWN
from quizapp.core.quizzes.evidence import CheckedAnswer
from quizapp.core.recall_error import RecallError
from quizapp.features.roadmap.steps import steps_of
from quizapp.storage import day_figures, topic_rows
from quizapp.storage.database import Connection
from quizapp.storage.learners import Learner
from quizapp.storage.standings import TopicStanding
from quizapp.storage.tallies import estimate_of

#: The steps of so many topics are worked out: those that lack least, by their totals.
MOST_LOOKED_AT = 6


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """A milestone with how many of its counted topics hold, and what of it is known."""

    milestone: Milestone
    holding: int
    topics: int
    estimate: Estimate
    needs: tuple[tuple[str, str], ...]

    @property
    def is_ready(self) -> bool:
        return self.holding == self.topics > 0


@dataclass(frozen=True, slots=True)
class MilestoneCheck:
    """What Check quizzes found over a milestone, and the answers that count, the newest last."""

    checked: Checked
    answers: tuple[CheckedAnswer, ...]

    def in_words(self, today: int) -> str:
        last = self.checked.last_day
        return answers_in_words(self.checked, None if last is None else max(0, today - last))

    @property
    def gap(self) -> str:
        return gap_in_words(gap_of(self.checked))


@dataclass(frozen=True, slots=True)
class TopicStep:
    """What brings one topic of a milestone to the level that the milestone is about."""

    one: TopicStanding
    answers: int
    steps: tuple[str, ...]


def milestone_line(
    milestone: Milestone, by_id: Mapping[str, TopicStanding], error: RecallError
) -> MilestoneLine:
    """A milestone's figures: the sums of the topics that it takes and the learner counts."""
    known = [by_id[name] for name in milestone.topics if name in by_id]
    known = [one for one in known if one.is_counted]
    total = estimate_of([one.sums for one in known], sum(one.total for one in known), error)
    missing = tuple((one.topic.id, one.topic.title) for one in known if not one.is_holding)
    return MilestoneLine(
        milestone, sum(one.is_holding for one in known), len(known), total, missing
    )


def milestone_answers(line: MilestoneLine, standings: Iterable[TopicStanding]) -> MilestoneCheck:
    """The newest checked answers over the topics of a milestone that the learner counts."""
    known = [one for one in standings if one.is_counted and one.topic.id in line.milestone.topics]
    answers = sorted(
        (answer for one in known for answer in one.answers), key=lambda answer: answer.at
    )
    kept_apart = sum(one.standing.checked.self_marked for one in known)
    return MilestoneCheck(checked_of(answers, kept_apart), tuple(window_of(answers)))


def goal_of(topics: Iterable[TopicStanding]) -> Level | None:
    """What is next for a milestone: that all its topics hold, then that all are mastered."""
    ranks = [one.level.rank for one in topics if one.is_counted]
    if not ranks or min(ranks) == Level.MASTERED.rank:
        return None
    return Level.HOLDING if min(ranks) < Level.HOLDING.rank else Level.MASTERED


def cheapest_steps(
    connection: Connection,
    learner: Learner,
    today: int,
    topics: Sequence[TopicStanding],
    error: RecallError,
) -> list[TopicStep]:
    """The topics that take the fewest answers to the milestone's next level."""
    goal = goal_of(topics)
    if goal is None:
        return []
    short = [one for one in topics if one.is_counted and one.level.rank < goal.rank]
    each = day_figures.pace(connection, learner.id)
    found = []
    for one in sorted(short, key=_lacking)[:MOST_LOOKED_AT]:
        rows = topic_rows.questions_of(connection, learner.id, one.topic.id, today)
        steps = steps_of(connection, one, rows, error).steps
        if steps:
            words = tuple(step_in_words(step, each) for step in steps)
            found.append(TopicStep(one, sum(step.answers for step in steps), words))
    return sorted(found, key=lambda step: step.answers)[:SHOWN]


def _lacking(one: TopicStanding) -> float:
    """About how much a topic lacks, from its totals alone."""
    total = one.total
    unseen = max(0.0, REACH.seen * total - one.standing.estimate.seen)
    unsteady = max(0.0, REACH.steady * total - one.standing.steady)
    unchecked = max(0.0, REACH.check_low - (one.standing.checked.low or 0.0))
    return unseen + unsteady + unchecked
