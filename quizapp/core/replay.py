"""Reviews → Memory: everything that is known of one prompt, folded from its log.

There is one path from the log to a memory, `advance`.  The answer that was just given, a rebuild
and the doctor's proof all take it, and the labels on the buttons its part `outlook`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce
from typing import NamedTuple

from quizapp.core.grades import fsrs_grade
from quizapp.core.reviews import Occasion, Review
from quizapp.core.scheduling import fsrs, sm2
from quizapp.core.scheduling.fsrs import FsrsMemory
from quizapp.core.scheduling.fuzz import fuzz_days
from quizapp.core.scheduling.sm2 import Sm2Memory

_UNLEARNED = Sm2Memory()

#: A prompt that was forgotten this often is a leech: its card wants mending, not more reviews.
LEECH_LAPSES = 8
#: After a change of meaning a card comes back within this many days.
REVISED_WITHIN_DAYS = 3


@dataclass(frozen=True, slots=True)
class Policy:
    """Which scheduler decides the due day, and the recall that FSRS aims at."""

    scheduler: str = "sm2"
    retention: float = 0.9

    @property
    def drill_below(self) -> int:
        """Qualities below this come back the same day: SM-2 drills up to 4, FSRS up to a pass."""
        return 4 if self.scheduler == "sm2" else 3


@dataclass(frozen=True, slots=True)
class Memory:
    """What the log says of one prompt.  Days are study-day numbers, `None` means not yet.

    `entries` counts every entry folded, `reviews` the answers among them.  `interval_days` is
    without fuzz.  `due_day` is the day it is asked next, burying included; `drill_day` is set
    while the prompt is to be repeated on that same day.
    """

    entries: int = 0
    reviews: int = 0
    sm2: Sm2Memory = _UNLEARNED
    fsrs: FsrsMemory | None = None
    first_day: int | None = None
    last_day: int | None = None
    interval_days: int = 0
    fuzz_days: int = 0
    scheduled_day: int | None = None
    drill_day: int | None = None
    lapses: int = 0
    suspended: bool = False
    flagged: bool = False
    buried_until: int | None = None
    content_hash: str = ""

    @property
    def is_new(self) -> bool:
        return self.first_day is None

    @property
    def is_leech(self) -> bool:
        return self.lapses >= LEECH_LAPSES

    @property
    def due_day(self) -> int | None:
        if self.scheduled_day is None or self.buried_until is None:
            return self.scheduled_day
        return max(self.scheduled_day, self.buried_until)

    def recall(self, day: int) -> float:
        """The chance of recalling it on a study day, by FSRS; 0 for what was never seen."""
        if self.fsrs is None or self.last_day is None:
            return 0.0
        return fsrs.recall(self.fsrs, max(0, day - self.last_day))


def replay(entries: Iterable[Review], policy: Policy) -> Memory:
    """The memory after all entries of one prompt, in the order of the log."""
    return reduce(lambda memory, entry: advance(memory, entry, policy), entries, Memory())


def advance(memory: Memory, entry: Review, policy: Policy) -> Memory:
    """The memory after one more entry of its prompt; a retracted entry changes nothing."""
    if entry.retracted_at is not None:
        return memory
    if entry.quality is not None:
        return _answered(memory, entry, entry.quality, policy)
    return _marked(memory, entry)


def first_days(entries: Iterable[Review], policy: Policy) -> Counter[int]:
    """How often on each study day an answer made the prompt, being new, a seen one."""
    days: Counter[int] = Counter()
    memory = Memory()
    for entry in entries:
        after = advance(memory, entry, policy)
        if entry.is_work and memory.is_new and not after.is_new:
            days[entry.study_day] += 1
        memory = after
    return days


class Outlook(NamedTuple):
    """What an answer makes of both schedulers' memories, and when it brings the prompt back."""

    sm2: Sm2Memory
    fsrs: FsrsMemory
    interval_days: int
    fuzz_days: int
    due_day: int
    drill_day: int | None


def outlook(
    memory: Memory, prompt_id: str, quality: int, day: int, policy: Policy, *, is_drill: bool
) -> Outlook:
    """What an answer on a study day leads to; `advance` and the labels of the grades share it."""
    # A clock that ran backwards gives no negative time: the order of the log decides.
    elapsed = 0 if memory.last_day is None else max(0, day - memory.last_day)
    sm2_memory = memory.sm2 if is_drill else sm2.review(memory.sm2, quality)
    fsrs_memory = fsrs.review(memory.fsrs, fsrs_grade(quality), elapsed)
    if policy.scheduler == "sm2":
        # A drill changes nothing: neither the easiness, nor the count, nor the due day.
        interval, fuzz = sm2_memory.interval_days, 0
        kept = memory.scheduled_day if is_drill else None
        due = day + interval if kept is None else kept
    else:
        interval = fsrs.interval(fsrs_memory.stability, policy.retention)
        floor = memory.interval_days if quality >= 3 and interval >= memory.interval_days else 0
        fuzz = fuzz_days(interval, f"{prompt_id}:{memory.reviews}", floor)
        due = day + interval + fuzz
    drill_day = day if quality < policy.drill_below else None
    return Outlook(sm2_memory, fsrs_memory, interval, fuzz, due, drill_day)


def _answered(memory: Memory, entry: Review, quality: int, policy: Policy) -> Memory:
    if entry.occasion is Occasion.QUIZ:
        # Recognising an option is other evidence than recall: it moves no due day.
        return replace(memory, entries=memory.entries + 1, reviews=memory.reviews + 1)
    day = entry.study_day
    # Drilling follows a review; where the log has none, it is one, or the prompt had no due day.
    drilled = entry.occasion is Occasion.DRILL and memory.scheduled_day is not None
    after = outlook(memory, entry.prompt_id, quality, day, policy, is_drill=drilled)
    forgotten = quality < 3 and not drilled and memory.sm2.repetitions > 0
    return Memory(
        entries=memory.entries + 1,
        reviews=memory.reviews + 1,
        sm2=after.sm2,
        fsrs=after.fsrs,
        first_day=day if memory.first_day is None else memory.first_day,
        last_day=day,
        interval_days=after.interval_days,
        fuzz_days=after.fuzz_days,
        scheduled_day=after.due_day,
        drill_day=after.drill_day,
        lapses=memory.lapses + forgotten,
        suspended=memory.suspended,
        flagged=memory.flagged,
        buried_until=None,
        content_hash=entry.content_hash,
    )


def _marked(memory: Memory, entry: Review) -> Memory:
    memory = replace(memory, entries=memory.entries + 1)
    match entry.occasion:
        case Occasion.SUSPEND:
            return replace(memory, suspended=True, drill_day=None)
        case Occasion.UNSUSPEND:
            return replace(memory, suspended=False)
        case Occasion.BURY:
            return replace(memory, buried_until=entry.value, drill_day=None)
        case Occasion.FLAG:
            return replace(memory, flagged=True)
        case Occasion.UNFLAG:
            return replace(memory, flagged=False)
        case Occasion.RESET:
            return Memory(
                entries=memory.entries, suspended=memory.suspended, flagged=memory.flagged
            )
        case Occasion.DUE if memory.scheduled_day is not None:
            return replace(memory, scheduled_day=entry.value, buried_until=None, drill_day=None)
        case Occasion.REVISED if memory.scheduled_day is not None:
            soon = entry.study_day + REVISED_WITHIN_DAYS
            return replace(memory, scheduled_day=min(memory.scheduled_day, soon))
        case _:
            return memory
