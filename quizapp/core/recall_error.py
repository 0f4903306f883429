"""How far the predictions of recall are off for this learner, measured on their own reviews.

Two figures come of it.  *Forgetting*: how many times as often the learner misses as FSRS expects;
it moves estimates.  *Inflation* (phi): how many times the variance of chance the misses of whole
blocks of reviews vary around the moved expectation; it widens the likely ranges.

A review is scored when it is the prompt's first answer of its study day and FSRS knew the prompt
before; later answers of a day say nothing of retention (scheduling of the same day).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from quizapp.core.replay import Memory, Policy, advance
from quizapp.core.reviews import Occasion, Review

BLOCK = 30
BLOCKS = 20
#: So many of the newest scored reviews are looked at.
WINDOW = BLOCK * BLOCKS
#: No prompt counts as surer than this: what was just answered is recalled by any model, and yet
#: people slip in two of a hundred answers that they know.
MOST_CERTAIN = 0.98
#: Before anything is measured the variance is taken four times: on four real logs predictions of
#: the default weights missed by 0.9 to 2.8 standard deviations, and 2 is their middle.
USUAL_INFLATION = 4.0
#: What is usual counts as much as two measured blocks ...
_USUAL_BLOCKS = 2
#: ... and a forgetting as expected as much as so many expected misses.
_USUAL_MISSES = 10.0
_LEAST_FORGETTING, _MOST_FORGETTING = 0.4, 4.0
_ANSWERS = frozenset({Occasion.REVIEW, Occasion.DRILL})


class Scored(NamedTuple):
    """One scored review: when (its place in the log and its day), what FSRS gave, what came."""

    seq: int
    day: int
    predicted: float
    recalled: bool


@dataclass(frozen=True, slots=True)
class Block:
    """Thirty scored reviews in a row: expected misses (moved), misses, and z squared."""

    first_day: int
    last_day: int
    reviews: int
    expected_misses: float
    misses: int
    square: float


@dataclass(frozen=True, slots=True)
class RecallError:
    """What was measured: scored reviews, misses FSRS expected, misses that came, blocks, sum of z².

    The empty one says that nothing is measured yet.
    """

    reviews: int = 0
    expected_misses: float = 0.0
    misses: int = 0
    blocks: int = 0
    squares: float = 0.0

    @property
    def forgetting(self) -> float:
        """The learner's misses over the expected ones, drawn to 1 while there are few."""
        ratio = (self.misses + _USUAL_MISSES) / (self.expected_misses + _USUAL_MISSES)
        return min(_MOST_FORGETTING, max(_LEAST_FORGETTING, ratio))

    @property
    def inflation(self) -> float:
        """Phi, at least 1: what is usual and what was measured, by their blocks."""
        total = _USUAL_BLOCKS * USUAL_INFLATION + self.squares
        return max(1.0, total / (_USUAL_BLOCKS + self.blocks))


UNMEASURED = RecallError()


def scored_reviews(entries: Iterable[Review], policy: Policy) -> Iterator[Scored]:
    """The scored reviews among the entries of one prompt, in the order of the log."""
    memory = Memory()
    for entry in entries:
        if entry.retracted_at is not None:
            continue
        is_first = memory.last_day is not None and entry.study_day > memory.last_day
        if is_first and entry.quality is not None and entry.occasion in _ANSWERS and memory.fsrs:
            predicted = min(memory.recall(entry.study_day), MOST_CERTAIN)
            yield Scored(entry.seq, entry.study_day, predicted, entry.quality >= 3)
        memory = advance(memory, entry, policy)


def measure(scored: Sequence[Scored]) -> RecallError:
    """The error over the newest scored reviews, at most `WINDOW` of them."""
    newest = sorted(scored)[-WINDOW:]
    expected = sum(1 - one.predicted for one in newest)
    misses = sum(not one.recalled for one in newest)
    found = RecallError(len(newest), expected, misses)
    blocks = blocks_of(newest, found.forgetting)
    return RecallError(
        len(newest), expected, misses, len(blocks), sum(block.square for block in blocks)
    )


def blocks_of(scored: Sequence[Scored], forgetting: float) -> list[Block]:
    """Whole blocks of scored reviews, the newest last; a rest shorter than a block is left out."""
    newest = sorted(scored)[-WINDOW:]
    start = len(newest) % BLOCK
    found = []
    for place in range(start, len(newest), BLOCK):
        block = newest[place : place + BLOCK]
        chances = [min(1.0, forgetting * (1 - one.predicted)) for one in block]
        variance = sum(chance * (1 - chance) for chance in chances)
        expected, misses = sum(chances), sum(not one.recalled for one in block)
        square = (misses - expected) ** 2 / variance if variance > 0 else 0.0
        found.append(Block(block[0].day, block[-1].day, len(block), expected, misses, square))
    return found
