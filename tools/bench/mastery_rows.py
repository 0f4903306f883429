"""What the mastery figures are worth, found with learners whose memory is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quizapp.core.levels import DAYS_OF_GRACE
from tools.bench.figures import Row
from tools.bench.simulated_learner import DAYS, SimulatedLearner, TopicDay

SEEDS = range(40)
#: The mean error counts from here on: before, a learner's own error is hardly measured.
AFTER_REVIEWS = 200
HELD_LEAST, HELD_MOST = 0.75, 0.85
#: Bands of the first days rest on few questions and on the usual error: they may be further off.
FIRST_DAYS = 30
FIRST_LEAST, FIRST_MOST = 0.70, 0.90
MOST_ERROR = 0.03


@dataclass(frozen=True, slots=True)
class Findings:
    """Over all learners and topic-days with an estimate.

    `held` is the share of topic-days whose 80 % band holds what a test of all questions found that
    moment, `held_first` that share in the first thirty days; `error` is the mean of estimated minus
    real knowledge (the mean chance of recall) after 200 reviews, `flaps` how often a topic went up
    and down (or down and up) within a week, `changes` all changes of level.
    """

    topic_days: int
    held: float
    first_topic_days: int
    held_first: float
    error: float
    flaps: int
    changes: int


def found(seeds: Iterable[int], days: int = DAYS) -> Findings:
    """Let learners with these seeds study, and compare what they are told with what is true."""
    held: list[bool] = []
    first: list[bool] = []
    errors: list[float] = []
    flaps = changes = 0
    for seed in seeds:
        levels: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for topic_days in SimulatedLearner(seed).days(days):
            for one in topic_days:
                levels[one.topic].append((one.day, one.state.level.rank))
                if one.estimate.knowledge is None:
                    continue
                held.append(_holds(one))
                if one.day < FIRST_DAYS:
                    first.append(held[-1])
                if one.reviews >= AFTER_REVIEWS:
                    errors.append(one.estimate.knowledge - one.known)
        for days_of_topic in levels.values():
            moved = _moves(days_of_topic)
            changes += len(moved)
            flaps += _flaps(moved)
    return Findings(len(held), _mean(held), len(first), _mean(first), _mean(errors), flaps, changes)


def mastery_rows() -> list[Row]:
    """The rows of the table; a band may hold too little or too much, so it has two bars."""
    result = found(SEEDS)
    note = f"{len(SEEDS)} learners of {DAYS} days, {result.topic_days:,} topic-days"
    first_note = f"days 1 to {FIRST_DAYS}, {result.first_topic_days:,} topic-days"
    shown, first = 100 * result.held, 100 * result.held_first
    return [
        Row(_HOLDS, shown, "%", 100 * HELD_LEAST, at_least=True, note=note),
        Row(_NO_WIDER, shown, "%", 100 * HELD_MOST, note=note),
        Row(f"{_HOLDS}, at first", first, "%", 100 * FIRST_LEAST, at_least=True, note=first_note),
        Row(f"{_NO_WIDER}, at first", first, "%", 100 * FIRST_MOST, note=first_note),
        Row(
            "Mean of estimated minus real knowledge (mean recall), by its size",
            abs(result.error),
            "",
            MOST_ERROR,
            note=f"{result.error:+.3f} after {AFTER_REVIEWS} reviews",
        ),
        Row(
            "Levels that went up and down within a week",
            result.flaps,
            "",
            0,
            note=f"{result.changes} changes of level in all",
        ),
    ]


_HOLDS = "80 % band holds the result of a test of all questions"
_NO_WIDER = "80 % band holds no more such results than it says"


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _holds(one: TopicDay) -> bool:
    low, high = one.estimate.knowledge_low, one.estimate.knowledge_high
    return low is not None and high is not None and low <= one.score <= high


def _moves(days: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The days on which a level changed, with +1 for up and −1 for down."""
    return [
        (day, 1 if rank > before else -1)
        for (_, before), (day, rank) in pairwise(days)
        if rank != before
    ]


def _flaps(moves: list[tuple[int, int]]) -> int:
    return sum(
        second - first < DAYS_OF_GRACE and way != back
        for (first, way), (second, back) in pairwise(moves)
    )
