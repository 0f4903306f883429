"""Placement: a short quiz that stops as soon as it is certain enough.

After each answer the evidence for "knows the topic" (four of five or more) is weighed against
"does not" (two of five): Wald's sequential probability ratio test (1945) with one error in ten
either way.  Where one can choose in k ways, luck is right one time in k, so such an answer weighs
less (the lower asymptote of the three-parameter logistic model).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log

from quizapp.core.quizzes.records import QuizAnswer

KNOWS, DOES_NOT = 0.85, 0.4
ERROR = 0.1
#: No placement asks more; one that is undecided then is not passed.
MOST_QUESTIONS = 10
BOUND = log((1 - ERROR) / ERROR)
#: First days away of a card that was asked and right, and the range for those only inferred.
ASKED_DAYS = 8
INFERRED_DAYS = (2, 7)


class Outcome(StrEnum):
    """What a placement has found."""

    GOING_ON = "going on"
    PASSED = "passed"
    NOT_PASSED = "not passed"


@dataclass(frozen=True, slots=True)
class Seed:
    """What passing gives a new card: the SM-2 quality that is logged, and days until it is due."""

    quality: int
    days: int


def most_evidence(ways: int) -> float:
    """What a right answer can weigh where one can choose in so many ways (0: no choice)."""
    chance = 1 / ways if ways else 0.0
    return log((chance + (1 - chance) * KNOWS) / (chance + (1 - chance) * DOES_NOT))


def evidence(answers: Iterable[QuizAnswer]) -> float:
    """The log of the likelihood ratio; positive speaks for knowing."""
    total = 0.0
    for answer in answers:
        chance = 1 / answer.ways if answer.ways and not answer.unknown else 0.0
        knows = chance + (1 - chance) * KNOWS
        does_not = chance + (1 - chance) * DOES_NOT
        total += answer.score * log(knows / does_not)
        total += (1 - answer.score) * log((1 - knows) / (1 - does_not))
    return total


def outcome(answers: Sequence[QuizAnswer], planned: int) -> Outcome:
    """Whether the answers so far decide; `planned` is how many could be asked at most."""
    weight = evidence(answers)
    if weight >= BOUND:
        return Outcome.PASSED
    if weight <= -BOUND or len(answers) >= planned:
        return Outcome.NOT_PASSED
    return Outcome.GOING_ON


def next_place(levels: Sequence[int], answers: Sequence[QuizAnswer]) -> int | None:
    """The place of the question to ask next: harder after a right answer, easier after a miss.

    `levels` are those of the planned questions; None when all are answered.
    """
    done = {answer.place for answer in answers}
    left = [place for place in range(len(levels)) if place not in done]
    if not left:
        return None
    aim = 2
    for answer in sorted(answers, key=lambda one: (one.at, one.place)):
        aim = min(3, aim + 1) if answer.is_right else max(1, aim - 1)
    return min(left, key=lambda place: (abs(levels[place] - aim), place))


def seeds(prompt_ids: Sequence[str], right: Iterable[str]) -> dict[str, Seed]:
    """For each new prompt of a passed topic its first interval.

    What was asked and right is known best; the others follow from it and are spread over some
    days, so that passing makes no wall of reviews.
    """
    known = set(right)
    inferred = [one for one in prompt_ids if one not in known]
    low, high = INFERRED_DAYS
    found = {one: Seed(5, ASKED_DAYS) for one in prompt_ids if one in known}
    for number, one in enumerate(inferred):
        found[one] = Seed(4, low + number * (high - low + 1) // max(1, len(inferred)))
    return found
