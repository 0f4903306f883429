"""Where every topic stands for a learner today: totals, checks, level, decision."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from quizapp.core.absence import Fall, settled_since
from quizapp.core.cards import Topic
from quizapp.core.checked_topics import WINDOW, Checked, checked_of
from quizapp.core.levels import Level, LevelState, Standing, wants_refresh
from quizapp.core.quizzes.evidence import CheckedAnswer
from quizapp.core.recall_error import RecallError
from quizapp.core.roadmap import Choice, is_counted
from quizapp.core.weak_topics import is_weak
from quizapp.storage import card_store, level_log, quiz_log, recall_errors, topic_choices
from quizapp.storage.card_store import TopicLine
from quizapp.storage.database import Connection
from quizapp.storage.learners import Learner
from quizapp.storage.past_recalls import PastRecalls
from quizapp.storage.quiz_log import NewestChecks
from quizapp.storage.recalls import recalls_on
from quizapp.storage.tallies import TopicRecall, estimate_of


@dataclass(frozen=True, slots=True)
class TopicStanding:
    """One topic as it stands today.

    `kept` is the level as it was logged last, `falls` are those since, on days without a session,
    and `state` is what it is with today's totals; the next session logs both.  `sums` are the
    totals as they are kept, `answers` those that the check rests on.
    """

    topic: Topic
    sums: TopicRecall
    standing: Standing
    kept: LevelState
    state: LevelState
    choice: Choice | None
    answers: tuple[CheckedAnswer, ...] = ()
    falls: tuple[Fall, ...] = ()

    @property
    def total(self) -> int:
        return self.standing.estimate.total

    @property
    def is_counted(self) -> bool:
        return is_counted(self.topic, self.choice)

    @property
    def level(self) -> Level:
        return self.state.level

    @property
    def is_holding(self) -> bool:
        return self.level.rank >= Level.HOLDING.rank

    @property
    def wants_refresh(self) -> bool:
        return wants_refresh(self.state, self.standing)

    @property
    def is_weak(self) -> bool:
        """Part of the learner's path, and recalled or answered less than well."""
        return self.is_counted and is_weak(self.state, self.standing)


def standings_on(
    connection: Connection,
    learner: Learner,
    today: int,
    error: RecallError | None = None,
    last_settled: int | None = None,
) -> list[TopicStanding]:
    """Every topic with live prompts, in the order of the roadmap's file.

    `error` is the learner's own and `last_settled` the day on which levels were settled last, which
    is when that error was measured; both are read where one is not given.
    """
    if error is None or last_settled is None:
        error, measured_on = recall_errors.error_of(connection, learner.id)
        last_settled = today if measured_on is None else measured_on
    lines = [line for line in card_store.topic_lines(connection) if line.prompts]
    recalls = recalls_on(connection, learner, today)
    past = PastRecalls(connection, learner.id)
    states = level_log.states_of(connection, learner.id)
    choices = topic_choices.choices_of(connection, learner.id)
    checks = quiz_log.newest_checked(connection, learner.id, WINDOW)
    found = []
    for line in lines:
        name = line.topic.id
        sums = recalls.get(name, TopicRecall())
        newest = checks.get(name, NewestChecks())
        checked = checked_of(newest.answers, newest.kept_apart)
        totals = _Totals(line, sums, today, checked, error, past)
        kept = states.get(name, LevelState())
        state, falls = settled_since(kept, totals.on, last_settled, today)
        found.append(
            TopicStanding(
                line.topic,
                sums,
                totals.now,
                kept,
                state,
                choices.get(name),
                newest.answers,
                tuple(falls),
            )
        )
    return found


@dataclass(frozen=True)
class _Totals:
    """What a topic's totals on any day since its last answer are made of; `sums` are today's."""

    line: TopicLine
    sums: TopicRecall
    today: int
    checked: Checked
    error: RecallError
    past: PastRecalls

    def on(self, day: int) -> Standing:
        return self.now if day == self.today else self._on(day, self._past_sums(day))

    @cached_property
    def now(self) -> Standing:
        """Today's, which pages and levels both ask for."""
        return self._on(self.today, self.sums)

    def _past_sums(self, day: int) -> TopicRecall:
        return self.past.on(day, self.line.topic.id, self.sums)

    def _on(self, day: int, sums: TopicRecall) -> Standing:
        last = self.checked.last_day
        return Standing(
            estimate=estimate_of([sums], self.line.prompts, self.error),
            steady=sums.steady,
            checked=self.checked,
            check_age_days=None if last is None else max(0, day - last),
        )
