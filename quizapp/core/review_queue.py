"""Who is next: the plan of a session, and what is left of it after some answers.

A plan is made once, from the log and the moment; what is left is folded from the answers given
since, so undo, reload and a restart find the same queue.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from quizapp.core.reviews import Occasion
from quizapp.core.scheduling import fsrs
from quizapp.core.scheduling.fsrs import FsrsMemory

#: Prompts of one card stand at least this many others apart, where there are that many.
SIBLING_GAP = 5
#: The value of a review is judged by the mean recall over this many days after it.
HORIZON_DAYS = 30


@dataclass(frozen=True, slots=True)
class Candidate:
    """A prompt that could be asked: `memory` and `last_day` are None for a new one."""

    prompt_id: str
    card_id: str
    topic: str
    memory: FsrsMemory | None = None
    last_day: int | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What a session may hold: seconds of study, and new prompts."""

    seconds: float
    seconds_per_prompt: float
    new: int

    def capacity(self, at_least: int = 1) -> int:
        """How many prompts fit; never none, or a slow learner would never be asked."""
        return max(at_least, int(self.seconds // max(1.0, self.seconds_per_prompt)))


@dataclass(frozen=True, slots=True)
class Plan:
    """Prompt ids in the order of asking, and how many due ones found no room."""

    prompt_ids: tuple[str, ...]
    waiting: int


class Step(NamedTuple):
    """What the queue needs to know of one log entry; an occasion is known by its value as well."""

    prompt_id: str
    occasion: Occasion | str
    quality: int | None


def plan(due: Sequence[Candidate], new: Sequence[Candidate], limits: Limits, today: int) -> Plan:
    """The order of asking: due before new, most valuable first where not all fit.

    `new` comes in the order of learning.  Topics take turns and prompts of one card stand apart.
    """
    room = limits.capacity()
    valued = sorted(due, key=lambda one: (-review_value(one, today), one.prompt_id))
    chosen = valued[:room]
    fresh = list(new[: max(0, min(limits.new, room - len(chosen)))])
    order = _interleaved(chosen)
    order += _interleaved(fresh, before=order)
    return Plan(tuple(one.prompt_id for one in order), len(valued) - len(chosen))


def review_value(candidate: Candidate, today: int) -> float:
    """Mean recall over the horizon that a review today is expected to add.

    With the chance R the review passes and stability grows, else it starts again low; without it,
    forgetting goes on.  Recall at the horizon's middle stands for the mean.
    """
    memory = candidate.memory
    if memory is None or candidate.last_day is None:
        return 0.0
    elapsed = max(0, today - candidate.last_day)
    middle = HORIZON_DAYS // 2
    recall = fsrs.recall(memory, elapsed)
    passed = fsrs.recall(fsrs.review(memory, 3, elapsed), middle)
    failed = fsrs.recall(fsrs.review(memory, 1, elapsed), middle)
    return recall * passed + (1 - recall) * failed - fsrs.recall(memory, elapsed + middle)


def remaining(planned: Iterable[str], steps: Iterable[Step], drill_below: int) -> tuple[str, ...]:
    """What is left of a plan after some entries of the log.

    A prompt answered below `drill_below` goes to the end, so each is asked once before any is
    asked twice, and a lapsed one comes after all the others that are left.
    """
    queue = deque(planned)
    for prompt_id, occasion, quality in steps:
        if quality is None and occasion not in _REMOVING:
            continue
        if queue and queue[0] == prompt_id:
            queue.popleft()
        elif prompt_id in queue:
            queue.remove(prompt_id)
        if quality is not None and quality < drill_below:
            queue.append(prompt_id)
    return tuple(queue)


_REMOVING = frozenset({Occasion.SUSPEND, Occasion.BURY, Occasion.RESET, Occasion.DUE})


def _interleaved(chosen: Sequence[Candidate], before: Sequence[Candidate] = ()) -> list[Candidate]:
    """Topics in turns, the fullest first, and siblings at a distance where that is possible."""
    waiting: dict[str, list[Candidate]] = {}
    for candidate in chosen:
        waiting.setdefault(candidate.topic, []).append(candidate)
    order: list[Candidate] = list(before[-SIBLING_GAP:])
    lead = len(order)
    while waiting:
        recent = {one.card_id for one in order[-SIBLING_GAP:]}
        last_topic = order[-1].topic if order else None
        ranked = sorted(waiting, key=lambda name: (name == last_topic, -len(waiting[name]), name))
        topic, place = next(
            (
                (name, place)
                for name in ranked
                for place, one in enumerate(waiting[name])
                if one.card_id not in recent
            ),
            (ranked[0], 0),
        )
        order.append(waiting[topic].pop(place))
        if not waiting[topic]:
            del waiting[topic]
    return order[lead:]
