"""A learner's own log under SM-2 and under FSRS: what each predicted, and how well.

Both look at the same answers: the first of a study day, to a prompt that was seen on an earlier
one.  SM-2 itself predicts nothing; by convention its recall is 0.9 on the day it sets, so
R = 0.9^(elapsed / interval).  FSRS has its default weights, which have seen none of these answers.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log, sqrt

from quizapp.core.answer_facts import BAND_EDGES, NO_BAND, fact_of
from quizapp.core.likely_range import Z_80
from quizapp.core.replay import Memory, Policy, advance
from quizapp.core.reviews import Review
from quizapp.core.study_statistics import Band, calibration, calibration_error

#: Fewer scored answers than this compare nothing.
ENOUGH_SCORED = 100
#: No prediction is scored as surer than this, so that no single answer costs without end.
_SUREST = 0.9999
_DUE_RECALL = 0.9


@dataclass(frozen=True, slots=True)
class Scored:
    """One answer with the recall that each scheduler predicted for it."""

    day: int
    recalled: bool
    sm2: float
    fsrs: float


@dataclass(frozen=True, slots=True)
class Score:
    """How well predictions did: log loss (lower is better), error by band, and the bands."""

    log_loss: float
    error: float
    predicted: float
    bands: list[Band] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both schedulers on the same answers, and a guess that always says the learner's mean.

    `difference` is the mean of SM-2's loss minus that of FSRS, answer by answer; with 80 %
    certainty it lies within `margin` of it.
    """

    answers: int
    recalled: int
    sm2: Score
    fsrs: Score
    guess_loss: float
    difference: float
    margin: float

    @property
    def closer(self) -> str:
        """`fsrs`, `sm2`, or nothing when the difference may be chance."""
        if abs(self.difference) <= self.margin:
            return ""
        return "fsrs" if self.difference > 0 else "sm2"


def sm2_recall(elapsed_days: int, interval_days: int) -> float:
    """The recall that SM-2 stands for by convention: 0.9 on the day that it set."""
    return float(_DUE_RECALL ** (max(0, elapsed_days) / max(1, interval_days)))


def scored(entries: Iterable[Review], policy: Policy) -> list[Scored]:
    """The answers of one prompt that test a prediction, with both predictions."""
    memory, found = Memory(), []
    for entry in entries:
        after = advance(memory, entry, policy)
        fact = fact_of(memory, entry, after)
        if fact is not None and fact.band != NO_BAND and memory.last_day is not None:
            elapsed = entry.study_day - memory.last_day
            found.append(
                Scored(
                    entry.study_day,
                    fact.grade > 1,
                    sm2_recall(elapsed, memory.sm2.interval_days),
                    memory.recall(entry.study_day),
                )
            )
        memory = after
    return found


def compared(answers: Sequence[Scored]) -> Comparison | None:
    """Both schedulers scored; None below the minimum of evidence."""
    if len(answers) < ENOUGH_SCORED:
        return None
    number = len(answers)
    recalled = sum(one.recalled for one in answers)
    gaps = [_loss(one.sm2, one.recalled) - _loss(one.fsrs, one.recalled) for one in answers]
    mean = sum(gaps) / number
    variance = sum((gap - mean) ** 2 for gap in gaps) / (number - 1)
    share = recalled / number
    return Comparison(
        number,
        recalled,
        _score([(one.sm2, one.recalled) for one in answers]),
        _score([(one.fsrs, one.recalled) for one in answers]),
        sum(_loss(share, one.recalled) for one in answers) / number,
        mean,
        Z_80 * sqrt(variance / number),
    )


def _score(predictions: Sequence[tuple[float, bool]]) -> Score:
    sums: dict[int, tuple[int, int, float]] = {}
    for predicted, recalled in predictions:
        band = bisect_right(BAND_EDGES, predicted)
        answers, right, total = sums.get(band, (0, 0, 0.0))
        sums[band] = (answers + 1, right + recalled, total + predicted)
    bands = calibration(sums)
    loss = sum(_loss(predicted, recalled) for predicted, recalled in predictions)
    mean = sum(predicted for predicted, _ in predictions) / len(predictions)
    return Score(loss / len(predictions), calibration_error(bands), mean, bands)


def _loss(predicted: float, recalled: bool) -> float:
    """The logarithmic loss of one prediction, in nats."""
    sure = min(_SUREST, max(1 - _SUREST, predicted))
    return -log(sure if recalled else 1 - sure)
