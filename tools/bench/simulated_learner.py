"""A learner whose memory is known, to see what the mastery figures are worth.

The truth is not the model that the product uses.  As in FSRS-7 a memory has three numbers (a slow
and a fast trace, and a difficulty) and time counts in fractions of days; each learner has weights
of their own and each card a stability of its own.  Quiz answers follow the three-parameter
logistic model (discrimination, difficulty, luck).  The product sees grades and quiz scores only.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random

from quizapp.core.checked_topics import checked_of
from quizapp.core.levels import STEADY_DAYS, LevelState, Standing, settled
from quizapp.core.mastery import Estimate, estimate
from quizapp.core.quizzes.evidence import CheckedAnswer
from quizapp.core.recall_error import MOST_CERTAIN, RecallError, Scored, measure
from quizapp.core.replay import Memory, Policy, advance
from quizapp.core.reviews import Occasion, Review
from quizapp.core.scheduling import fsrs

#: Questions of the topics that a simulated learner works through, about as in the deck.
TOPICS = (8, 10, 14, 18, 24, 32)
DAYS = 180
_NEW_A_DAY = 4
_STUDIES = 0.85
_QUIZ_EACH_DAYS = 9
_QUIZ_ITEMS = 10
#: The study day on which a simulation begins, and the hours between which its learner studies.
_FIRST_DAY = 20_000
_HOURS = (7.0, 23.0)
_SLIP = 0.01
#: A fifth of a memory fades fast and the rest slowly, so that together they are at 90 % after the
#: stability, as with the default weights: those were fitted on many learners, and are right for
#: learners on average and for none of them exactly.
_FAST_SHARE, _FAST_DECAY, _FAST_SPAN = 0.2, 0.5, 1 / 3
_SLOW_DECAY, _SLOW_SPAN = 0.18, 1.69


@dataclass(slots=True)
class Truth:
    """The real memory of one card: slow trace, fast trace (days), difficulty, time of the last."""

    gift: float
    slow: float = 0.0
    fast: float = 0.0
    difficulty: float = 5.0
    last: float = 0.0

    def recall(self, at: float) -> float:
        """The chance of recalling it at a moment, in days; 0 before it was ever seen."""
        if not self.slow:
            return 0.0
        passed = max(0.0, at - self.last)
        fast = _fallen(passed / self.fast, _FAST_DECAY)
        slow = _fallen(passed / (_SLOW_SPAN * self.slow), _SLOW_DECAY)
        return (1 - _SLIP) * (_FAST_SHARE * fast + (1 - _FAST_SHARE) * slow)

    def learn(self, grade: int, at: float, weights: tuple[float, ...]) -> None:
        """Change as one answer changes it."""
        before = fsrs.FsrsMemory(self.slow / self.gift, self.difficulty) if self.slow else None
        # Two reviews on one evening count as a part of a day, so nothing is rounded here.
        after = fsrs.review(before, grade, math.ceil(at - self.last) if self.slow else 0, weights)
        self.slow = after.stability * self.gift
        reached = _FAST_SPAN * self.slow
        self.fast = reached if before is None else (self.fast + reached) / 2
        self.difficulty, self.last = after.difficulty, at


def _fallen(times: float, decay: float) -> float:
    """A power curve that is at 90 % when `times` is 1."""
    return float((1 + (0.9 ** (-1 / decay) - 1) * times) ** -decay)


@dataclass(slots=True)
class _Card:
    """A card as both sides know it."""

    name: str
    topic: int
    truth: Truth
    hardness: float
    memory: Memory = field(default_factory=Memory)


@dataclass(frozen=True, slots=True)
class TopicDay:
    """One topic at the end of one day: what the page would say, and what is true.

    `known` is the real mean recall of all cards, `score` the share that a test of all of them
    would have found right that moment; a count of whole questions stands for all shares around
    it, so it is spread evenly over half a question to either side.
    """

    day: int
    topic: int
    reviews: int
    estimate: Estimate
    known: float
    score: float
    state: LevelState


class SimulatedLearner:
    """Studies day by day; everything follows from the seed."""

    def __init__(self, seed: int, topics: tuple[int, ...] = TOPICS) -> None:
        self._random = Random(seed)
        self._policy = Policy()
        self._weights = self._own_weights()
        spread = self._random.uniform(0.1, 0.5)
        self._cards = [
            _Card(
                f"{topic}-{number}",
                topic,
                Truth(math.exp(self._random.gauss(0, spread))),
                self._random.gauss(0, 0.7),
            )
            for topic, size in enumerate(topics)
            for number in range(size)
        ]
        self._topics = len(topics)
        self._scored: list[Scored] = []
        self._checks: list[list[CheckedAnswer]] = [[] for _ in topics]
        self._states = [LevelState() for _ in topics]
        self._reviews = 0
        self._error = RecallError()

    def days(self, number: int = DAYS) -> Iterator[list[TopicDay]]:
        """Study day after day, each with all begun topics as they stand at its end."""
        for day in range(_FIRST_DAY, _FIRST_DAY + number):
            hour = self._random.uniform(*_HOURS)
            studies = self._random.random() < _STUDIES
            self._error = measure(self._scored)
            at = day + hour / 24
            if studies:
                at = self._study(day, at)
            if day % _QUIZ_EACH_DAYS == 0:
                self._take_quiz(day, at)
            yield list(self._look(day, self._random.uniform(at, day + _HOURS[1] / 24)))

    def _own_weights(self) -> tuple[float, ...]:
        low_high = fsrs.BOUNDS
        moved = []
        for weight, (low, high) in zip(fsrs.DEFAULT_WEIGHTS, low_high, strict=True):
            moved.append(min(high, max(low, weight * math.exp(self._random.gauss(0, 0.12)))))
        return tuple(moved)

    def _study(self, day: int, at: float) -> float:
        due = [one for one in self._cards if not one.memory.is_new and _is_due(one.memory, day)]
        new = [one for one in self._cards if one.memory.is_new][:_NEW_A_DAY]
        for card in due + new:
            is_done = False
            while not is_done:
                is_done = self._answer(card, day, at) >= self._policy.drill_below
                at += 1 / 1440
        return at

    def _answer(self, card: _Card, day: int, at: float) -> int:
        recalled = self._random.random() < card.truth.recall(at)
        if card.memory.is_new:
            # What is met for the first time is known to some, and read by the others.
            recalled = self._random.random() < 0.35
        quality = self._random.choices((3, 4, 5), (15, 72, 13))[0] if recalled else 2
        drilled = card.memory.drill_day == day
        occasion = Occasion.DRILL if drilled else Occasion.REVIEW
        if not drilled and card.memory.last_day is not None and card.memory.last_day < day:
            predicted = min(card.memory.recall(day), MOST_CERTAIN)
            self._scored.append(Scored(self._reviews, day, predicted, recalled))
        self._reviews += 1
        entry = Review(card.name, occasion, round(at * 86_400_000), day, "", quality)
        card.memory = advance(card.memory, entry, self._policy)
        card.truth.learn(quality - 1, at, self._weights)
        return quality

    def _take_quiz(self, day: int, at: float) -> None:
        begun = sorted({one.topic for one in self._cards if not one.memory.is_new})
        if not begun:
            return
        topic = self._random.choice(begun)
        pool = [one for one in self._cards if one.topic == topic]
        for card in self._random.sample(pool, min(_QUIZ_ITEMS, len(pool))):
            options = self._random.choice((0, 3))
            luck = 1 / options if options else 0.0
            recall = min(0.999, max(0.001, card.truth.recall(at)))
            ability = math.log(recall / (1 - recall))
            chance = luck + (1 - luck) / (1 + math.exp(-1.0 * (ability - card.hardness)))
            right = self._random.random() < chance
            predicted = None if card.memory.is_new else card.memory.recall(day)
            self._checks[topic].append(
                CheckedAnswer(
                    card_id=card.name,
                    topic=str(topic),
                    anchor=None,
                    kind="choice" if options else "typed",
                    day=day,
                    at=round(at * 86_400_000),
                    score=float(right),
                    ways=options,
                    confidence=None,
                    self_marked=False,
                    predicted=predicted,
                )
            )

    def _look(self, day: int, at: float) -> Iterator[TopicDay]:
        for topic in range(self._topics):
            cards = [one for one in self._cards if one.topic == topic]
            standing = self._standing(cards, topic, day)
            self._states[topic] = settled(self._states[topic], standing, day)
            if not standing.estimate.seen:
                continue
            chances = [one.truth.recall(at) for one in cards]
            right = sum(self._random.random() < chance for chance in chances)
            low, high = max(0.0, right - 0.5), min(float(len(cards)), right + 0.5)
            yield TopicDay(
                day - _FIRST_DAY,
                topic,
                self._reviews,
                standing.estimate,
                sum(chances) / len(cards),
                self._random.uniform(low, high) / len(cards),
                replace(self._states[topic]),
            )

    def _standing(self, cards: list[_Card], topic: int, day: int) -> Standing:
        seen = [one.memory for one in cards if not one.memory.is_new]
        shares = [min(one.recall(day), MOST_CERTAIN) for one in seen]
        variance = sum(share * (1 - share) for share in shares)
        steady = sum(one.fsrs is not None and one.fsrs.stability >= STEADY_DAYS for one in seen)
        checked = checked_of(self._checks[topic])
        age = None if checked.last_day is None else day - checked.last_day
        found = estimate(len(seen), len(cards), sum(shares), variance, self._error)
        return Standing(found, steady, checked, age)


def _is_due(memory: Memory, day: int) -> bool:
    return memory.due_day is not None and memory.due_day <= day
