"""A learner's log of two years: grades from a seed, days as SM-2 would have set them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from quizapp.core import answer_ids
from quizapp.core.reviews import Occasion
from quizapp.core.scheduling import sm2
from tools.bench.moments import TODAY, ZONE, day_start_ms

WINDOW_DAYS = 730
_LONGEST_INTERVAL = 300
_QUALITIES, _WEIGHTS = (2, 3, 4, 5), (10, 12, 62, 16)
_LATEST_DUE = 90


@dataclass(frozen=True, slots=True)
class Size:
    """How big a data set is: `overdue` prompts are due today or before, `unseen` are new."""

    name: str
    cards: int
    reviews: int
    overdue: int
    unseen: int


SMALL = Size("1,000 cards", 1_000, 10_000, 500, 100)
LARGE = Size("100,000 cards", 100_000, 1_000_000, 10_000, 10_000)


class Answer(NamedTuple):
    """One entry before it has its place in the log."""

    at: int
    card: int
    quality: int
    is_drill: bool


class _Step(NamedTuple):
    """An answer by its distance in days from the one before."""

    gap: int
    quality: int
    is_drill: bool


def answers(size: Size, seed: int) -> list[Answer]:
    """Every answer in the order of the log; exactly `size.reviews` of them."""
    random = Random(seed)
    learned = size.cards - size.unseen
    seen = random.sample(range(size.cards), learned)  # a learner jumps between topics
    found: list[Answer] = []
    for place, (card, number) in enumerate(zip(seen, _numbers(size, random), strict=True)):
        steps, interval = _history(number, random)
        if place < size.overdue:
            due = TODAY - min(_LATEST_DUE, int(random.expovariate(1 / 15)))
        else:
            due = TODAY + 1 + random.randrange(max(1, interval - 1))
        found += _placed(card, steps, due - interval, random)
    found.sort()
    return found


def review_rows(
    entries: list[Answer], hashes: list[str], names: list[str], learner_id: int, seed: int
) -> Iterator[dict[str, object]]:
    """The log's rows; `hashes` and `names` are those of the cards, by number."""
    random = Random(seed)
    for seq, entry in enumerate(entries, start=1):
        seconds = round(min(60.0, random.lognormvariate(2.1, 0.5)), 3)
        nonce = f"{random.getrandbits(96):024x}"[:16]
        shown_at = entry.at - int(seconds * 1000)
        yield {
            "learner_id": learner_id,
            "seq": seq,
            "prompt_id": names[entry.card],
            "occasion": (Occasion.DRILL if entry.is_drill else Occasion.REVIEW).value,
            "quality": entry.quality,
            "scale": 4,
            "at": entry.at,
            "study_day": _day_of(entry.at),
            "zone": ZONE,
            "offset_minutes": 0,
            "seconds": seconds,
            "given": "",
            "content_hash": hashes[entry.card],
            "answer_id": answer_ids.mint(shown_at, hashes[entry.card], nonce),
            "batch": None,
            "value": None,
            "retracted_at": None,
        }


def _numbers(size: Size, random: Random) -> Iterator[int]:
    """How many answers each learned card has: they differ, and add up to what is wanted."""
    learned = size.cards - size.unseen
    each, over = divmod(size.reviews, learned)
    more = 0
    for place in range(learned):
        even = place % 2 == 0
        more = random.randrange(each // 2) if even else -more
        yield each + (place < over) + (0 if even and place == learned - 1 else more)


def _history(number: int, random: Random) -> tuple[list[_Step], int]:
    """Steps of one prompt, and the interval that SM-2 gives after the last of them."""
    while True:
        memory, steps = sm2.Sm2Memory(), list[_Step]()
        while len(steps) < number:
            left = number - len(steps)
            quality = 4 if left <= 3 else random.choices(_QUALITIES, _WEIGHTS)[0]
            gap = memory.interval_days + random.randrange(3) if steps else 0
            memory = sm2.review(memory, quality)
            steps.append(_Step(gap, quality, is_drill=False))
            if quality < 4:  # SM-2 repeats on the same day what was not recalled well
                steps.append(_Step(0, 4, is_drill=True))
        if memory.interval_days <= _LONGEST_INTERVAL:
            return steps, memory.interval_days


def _placed(card: int, steps: list[_Step], last_day: int, random: Random) -> Iterator[Answer]:
    span = sum(step.gap for step in steps)
    room = last_day - (TODAY - WINDOW_DAYS)
    day = last_day - sum(_scaled(step.gap, span, room) for step in steps)
    at = 0
    for step in steps:
        day += _scaled(step.gap, span, room)
        if step.is_drill:
            at += random.randrange(300_000, 1_800_000)
        else:
            at = day_start_ms(day) + random.randrange(4 * 3_600_000, 16 * 3_600_000)
        yield Answer(at, card, step.quality, step.is_drill)


def _scaled(gap: int, span: int, room: int) -> int:
    return gap if span <= room else max(1, gap * room // span) if gap else 0


def _day_of(at: int) -> int:
    return TODAY + (at - day_start_ms(TODAY)) // 86_400_000
