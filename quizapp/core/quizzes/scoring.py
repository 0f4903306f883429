"""What answers amount to: points, their likely range, and where they were lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from quizapp.core.likely_range import counted_range
from quizapp.core.quizzes.evidence import Confidence
from quizapp.core.quizzes.records import QuizAnswer

#: Below this many answers a share says so little that none is given.
ENOUGH_ANSWERS = 5


def wilson(points: float, asked: int) -> tuple[float, float]:
    """Wilson's 80 % range of a share, as shares from 0 to 1 (core/likely_range.py).

    `points` may be a sum of part points.  Nothing asked says nothing: the range is 0 to 1.
    """
    if asked <= 0:
        return 0.0, 1.0
    share = min(1.0, max(0.0, points / asked))
    low, high = counted_range(share * asked, asked)
    # Rounding must not push the share itself out of its range.
    return min(share, low), max(share, high)


@dataclass(frozen=True, slots=True)
class Tally:
    """Points out of a number of answers."""

    points: float = 0.0
    asked: int = 0

    @property
    def is_enough(self) -> bool:
        """Whether a range says anything."""
        return self.asked >= ENOUGH_ANSWERS

    @property
    def range(self) -> tuple[float, float]:
        return wilson(self.points, self.asked)


def tally(answers: Iterable[QuizAnswer]) -> Tally:
    """The points of some answers."""
    scores = [answer.score for answer in answers]
    return Tally(sum(scores), len(scores))


def tallies_by(
    answers: Iterable[QuizAnswer], group: Callable[[QuizAnswer], str]
) -> dict[str, Tally]:
    """The points of each group of answers, in the order in which the groups appear."""
    grouped: dict[str, list[QuizAnswer]] = {}
    for answer in answers:
        grouped.setdefault(group(answer), []).append(answer)
    return {name: tally(some) for name, some in grouped.items()}


def checked(answers: Iterable[QuizAnswer]) -> list[QuizAnswer]:
    """The answers that the program judged; the learner's own marks are kept apart."""
    return [answer for answer in answers if not answer.self_marked]


def self_marked(answers: Iterable[QuizAnswer]) -> list[QuizAnswer]:
    """The answers that the learner judged."""
    return [answer for answer in answers if answer.self_marked]


def missed(answers: Sequence[QuizAnswer]) -> list[QuizAnswer]:
    """What was not wholly right: sure and wrong first, then the others in their order."""
    wrong = [answer for answer in answers if not answer.is_right]
    return sorted(wrong, key=lambda answer: not is_sure_and_wrong(answer))


def is_sure_and_wrong(answer: QuizAnswer) -> bool:
    """A belief worth mending first: held to be certain, and more wrong than right."""
    is_wrong = answer.score < 0.5 and not answer.unknown
    return answer.confidence is Confidence.SURE and is_wrong
