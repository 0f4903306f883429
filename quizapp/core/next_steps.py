"""The cheapest steps to a topic's next level, with what each takes in answers and days.

Every step closes one condition that is not met.  What it takes is worked out on this learner's own
questions: which are the weakest, which are nearest to three weeks, which were never seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from quizapp.core.checked_topics import ENOUGH_ANSWERS, ENOUGH_DAYS, WINDOW, Checked
from quizapp.core.levels import REACH, STEADY_DAYS, Level, Standing, holds, is_checked
from quizapp.core.likely_range import counted_range
from quizapp.core.mastery import corrected, estimate, is_enough
from quizapp.core.recall_error import MOST_CERTAIN, RecallError
from quizapp.core.scheduling import fsrs
from quizapp.core.scheduling.fsrs import FsrsMemory

SHOWN = 2
_RETENTION = 0.9
_GOOD = 3
_MOST_PASSES = 12
#: A new question is answered about twice on its first day.
_ANSWERS_OF_A_NEW_ONE = 2


class StepKind(StrEnum):
    """What a step does."""

    SEE = "see"
    RECALL = "recall"
    STEADY = "steady"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: of how many questions, how many answers that takes, and the days it needs.

    `days` is 0 for what can be done today.
    """

    kind: StepKind
    questions: int
    answers: int
    days: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """A seen question: its memory and its recall (0 to 1) today, before any correction."""

    memory: FsrsMemory
    recall: float
    is_taken_over: bool = False


def goal_above(level: Level) -> Level | None:
    """The level that comes next; begun topics go for Holding, and nothing is above Mastered."""
    if level is Level.MASTERED:
        return None
    return Level.MASTERED if level is Level.HOLDING else Level.HOLDING


def steps_to(
    goal: Level,
    standing: Standing,
    seen: Sequence[Question],
    error: RecallError,
    checkable: int = WINDOW,
) -> list[Step]:
    """The steps that close what is missing for a level, the cheapest (in answers) first.

    `checkable` is how many of the topic's questions a program can judge: each counts once a day.
    Without any there is no step that confirms the topic.
    """
    met = holds(standing, REACH)
    steps = []
    if not met["seen"]:
        steps.append(_see(standing))
    if not met["recall"] and is_enough(len(seen), standing.estimate.total):
        steps.append(_recall(standing, seen, error))
    if not met["steady"]:
        steps.append(_steady(standing, seen))
    if goal is Level.MASTERED and not is_checked(standing, REACH) and checkable:
        steps.append(_check(standing.checked, checkable))
    return sorted(steps, key=lambda step: (step.answers, step.days))


def towards_check(standing: Standing, seen: Sequence[Question], error: RecallError) -> Step | None:
    """What makes a Check quiz go well: to have seen all that it may ask, and to know the weakest.

    It closes no condition by itself, so it comes where a check is all that is missing.
    """
    unseen = standing.estimate.total - len(seen)
    if unseen > 0:
        return Step(StepKind.SEE, unseen, _ANSWERS_OF_A_NEW_ONE * unseen)
    weak = sum(corrected(one.recall, error) < _RETENTION for one in seen)
    return Step(StepKind.RECALL, weak, weak) if weak else None


def _see(standing: Standing) -> Step:
    total = standing.estimate.total
    missing = _share_of(REACH.seen, total) - standing.estimate.seen
    return Step(StepKind.SEE, missing, _ANSWERS_OF_A_NEW_ONE * missing)


def _recall(standing: Standing, seen: Sequence[Question], error: RecallError) -> Step:
    """Review the weakest until the lower end of the range is high enough."""
    weakest = sorted(seen, key=lambda one: (min(one.recall, MOST_CERTAIN), not one.is_taken_over))
    shares = [min(one.recall, MOST_CERTAIN) for one in weakest]
    for number in range(1, len(shares) + 1):
        after = [MOST_CERTAIN] * number + shares[number:]
        variance = sum(share * (1 - share) for share in after)
        left = sum(one.is_taken_over for one in weakest[number:])
        found = estimate(len(after), standing.estimate.total, sum(after), variance, error, left)
        if found.low is not None and found.low >= REACH.recall_low:
            return Step(StepKind.RECALL, number, number)
    return Step(StepKind.RECALL, len(shares), len(shares), days=1)


def _steady(standing: Standing, seen: Sequence[Question]) -> Step:
    """Bring those nearest to three weeks there, new ones last."""
    total = standing.estimate.total
    missing = _share_of(REACH.steady, total) - standing.steady
    ways = sorted(_way_to_steady(one.memory) for one in seen if one.memory.stability < STEADY_DAYS)[
        :missing
    ]
    new = missing - len(ways)
    if new > 0:
        ways += [_way_to_steady(None)] * new
    answers = sum(passes for passes, _ in ways)
    return Step(StepKind.STEADY, missing, answers, max((days for _, days in ways), default=0))


def _way_to_steady(memory: FsrsMemory | None) -> tuple[int, int]:
    """How many passes, each when it is due, make a memory steady, and the days until the last."""
    passes = days = 0
    if memory is None:
        memory, passes = fsrs.review(None, _GOOD, 0), 1
    while memory.stability < STEADY_DAYS and passes < _MOST_PASSES:
        wait = fsrs.interval(memory.stability, _RETENTION)
        memory = fsrs.review(memory, _GOOD, wait)
        days += wait
        passes += 1
    return passes, days


def _check(checked: Checked, checkable: int) -> Step:
    """As many right answers as lift the lower end, on as many days as that takes."""
    needed = _right_answers(checked)
    days = max(ENOUGH_DAYS - checked.days, -(-needed // checkable))
    return Step(StepKind.CHECK, needed, needed, max(0, days - 1))


def _right_answers(checked: Checked) -> int:
    for number in range(1, WINDOW + 1):
        answers = min(WINDOW, checked.answers + number)
        # The newest twenty count: what is right now takes the place of the oldest.
        kept = checked.score * (answers - number) / max(1, checked.answers)
        low, _ = counted_range(min(answers, kept + number), answers)
        if answers >= ENOUGH_ANSWERS and low >= REACH.check_low:
            return number
    return WINDOW


def _share_of(share: float, total: int) -> int:
    """The smallest whole number that is at least this share of a total."""
    number = int(share * total)
    return number if number >= share * total - 1e-9 else number + 1
