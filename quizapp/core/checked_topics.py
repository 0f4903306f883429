"""What Check quizzes found of a topic: the last answers, their range, and the gap to the cards.

Answers that the learner marked without being checked are counted apart: they are the same
judgement that grades cards, and could not find it wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quizapp.core.likely_range import counted_range
from quizapp.core.quizzes.evidence import CheckedAnswer

#: A quiz of ten cannot certify much; the last twenty on more than one day say more.
WINDOW = 20
ENOUGH_ANSWERS = 10
ENOUGH_DAYS = 2


@dataclass(frozen=True, slots=True)
class Checked:
    """The last first answers in Check quizzes: how many, their scores summed, over which days.

    `low` and `high` are the likely range of the share, None without answers; `expected` is the
    score that the cards' memories predicted for `compared` of them, `found` what those scored.
    `self_marked` counts the answers left out because the learner judged them.
    """

    answers: int = 0
    score: float = 0.0
    days: int = 0
    last_day: int | None = None
    low: float | None = None
    high: float | None = None
    self_marked: int = 0
    compared: int = 0
    expected: float = 0.0
    found: float = 0.0

    @property
    def share(self) -> float | None:
        return self.score / self.answers if self.answers else None

    @property
    def is_enough(self) -> bool:
        """Whether levels may rest on it."""
        return self.answers >= ENOUGH_ANSWERS and self.days >= ENOUGH_DAYS


class Verdict(StrEnum):
    """How quizzes and cards agree."""

    UNKNOWN = "unknown"
    FAIR = "fair"
    KIND = "kind"
    STRICT = "strict"


@dataclass(frozen=True, slots=True)
class Gap:
    """Recall as the cards predict it beside what quizzes found, with the range of the latter.

    All figures are None while there are too few answers to compare.
    """

    verdict: Verdict
    answers: int
    cards: float | None = None
    quizzes: float | None = None
    low: float | None = None
    high: float | None = None


UNCHECKED = Checked()


def checked_of(answers: Iterable[CheckedAnswer], kept_apart: int = 0) -> Checked:
    """What the newest answers amount to; they come with the newest last.

    `kept_apart` are self-marked answers that are not among them.
    """
    listed = list(answers)
    window = window_of(listed)
    self_marked = kept_apart + sum(one.self_marked for one in listed)
    if not window:
        return Checked(self_marked=self_marked)
    score = sum(one.score for one in window)
    low, high = counted_range(score, len(window))
    compared = [one for one in window if one.predicted is not None]
    return Checked(
        answers=len(window),
        score=score,
        days=len({one.day for one in window}),
        last_day=window[-1].day,
        low=low,
        high=high,
        self_marked=self_marked,
        compared=len(compared),
        expected=sum(expected_score(one) for one in compared),
        found=sum(one.score for one in compared),
    )


def window_of(answers: Sequence[CheckedAnswer]) -> list[CheckedAnswer]:
    """The answers that count: the newest twenty that a program checked, the newest last."""
    return [one for one in answers if not one.self_marked][-WINDOW:]


def expected_score(answer: CheckedAnswer) -> float:
    """What the memory leads to expect: recall, and where it fails the luck of one way in k.

    P(right) = c + (1 − c) R with c = 1/k, the lower asymptote of the three-parameter model; k is in
    how many ways one could choose, so two options of five are one way in ten.
    """
    recall = answer.predicted or 0.0
    luck = 1 / answer.ways if answer.ways > 1 else 0.0
    return luck + (1 - luck) * recall


def gap_of(checked: Checked) -> Gap:
    """Whether the cards promise more or less than quizzes find.

    Below ten answers to compare there is no verdict.  It is fair while the promise lies in the
    likely range of what was found.
    """
    if checked.compared < ENOUGH_ANSWERS:
        return Gap(Verdict.UNKNOWN, checked.compared)
    low, high = counted_range(checked.found, checked.compared)
    cards, quizzes = checked.expected / checked.compared, checked.found / checked.compared
    verdict = Verdict.FAIR
    if cards > high:
        verdict = Verdict.KIND
    elif cards < low:
        verdict = Verdict.STRICT
    return Gap(verdict, checked.compared, cards, quizzes, low, high)
