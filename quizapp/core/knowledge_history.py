"""What a learner would have recalled on days gone by, as their log tells it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from quizapp.core.mastery import MOST_CERTAIN, Estimate, estimate
from quizapp.core.recall_error import RecallError
from quizapp.core.replay import Memory, Policy, advance
from quizapp.core.reviews import Review

#: Topics with fewer prompts in the sample than this have no history of their own.
ENOUGH_PROMPTS = 5


@dataclass(slots=True)
class Sums:
    """Of some prompts on each of some days: how many were seen, recall and its variance added."""

    seen: list[int]
    recall: list[float]
    variance: list[float]
    taken_over: list[int]
    prompts: int = 0

    def estimates(self, whole: int, error: RecallError) -> list[Estimate]:
        """What would have been recalled on each day, of `whole` prompts altogether."""
        return [
            estimate(seen, whole, recall, variance, error, inferred)
            for seen, recall, variance, inferred in zip(
                self.seen, self.recall, self.variance, self.taken_over, strict=True
            )
        ]


@dataclass(slots=True)
class KnowledgeHistory:
    """Adds up prompts one by one; `days` are study days in rising order."""

    days: Sequence[int]
    topics: dict[str, Sums] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.topics = defaultdict(self._nothing)

    def _nothing(self) -> Sums:
        none = len(self.days)
        return Sums([0] * none, [0.0] * none, [0.0] * none, [0] * none)

    def add(self, topic: str, entries: Iterable[Review], policy: Policy) -> None:
        """Count one prompt by its log, whose entries come in their order."""
        sums = self.topics[topic]
        sums.prompts += 1
        memory, place, is_inferred = Memory(), 0, False
        for entry in entries:
            # A day ends with its own answers, so it is looked at before the first later one.
            while place < len(self.days) and self.days[place] < entry.study_day:
                self._count(sums, place, memory, is_inferred)
                place += 1
            memory = advance(memory, entry, policy)
            if entry.retracted_at is None and entry.quality is not None:
                is_inferred = entry.is_inferred and memory.reviews == 1
        for rest in range(place, len(self.days)):
            self._count(sums, rest, memory, is_inferred)

    def _count(self, sums: Sums, place: int, memory: Memory, is_inferred: bool) -> None:
        if memory.is_new:
            return
        share = min(MOST_CERTAIN, memory.recall(self.days[place]))
        sums.seen[place] += 1
        sums.taken_over[place] += is_inferred
        sums.recall[place] += share
        sums.variance[place] += share * (1 - share)

    def together(self) -> Sums:
        """All topics as one."""
        whole = self._nothing()
        for one in self.topics.values():
            whole.prompts += one.prompts
            for mine, its in (
                (whole.recall, one.recall),
                (whole.variance, one.variance),
            ):
                for place, value in enumerate(its):
                    mine[place] += value
            for counts, its_counts in (
                (whole.seen, one.seen),
                (whole.taken_over, one.taken_over),
            ):
                for place, number in enumerate(its_counts):
                    counts[place] += number
        return whole
