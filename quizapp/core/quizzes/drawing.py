"""Drawing the questions of a quiz: by blueprint, without repeats, decided by a seed alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from quizapp.core.quizzes.blueprints import Blueprint, quotas, stand_ins

#: What was seen within so many days is asked again only when the pool has nothing else.
REST_DAYS = 7
#: So many candidates of a kind are weighed for each question of the quiz.
_CHOICE_OF = 4


@dataclass(frozen=True, slots=True)
class Item:
    """A prompt that can be asked; `last_seen_day` is the study day it was last met, if ever."""

    prompt_id: str
    card_id: str
    topic: str
    anchor: str | None
    kind: str
    level: int = 2
    last_seen_day: int | None = None


def available(pool: Iterable[Item]) -> int:
    """How many questions can be drawn: one for each card."""
    return len({item.card_id for item in pool})


def draw(
    pool: Collection[Item],
    size: int,
    blueprint: Blueprint,
    seed: str,
    today: int,
    first: Collection[str] = (),
) -> tuple[str, ...]:
    """The prompt ids of a quiz, in the order in which they are asked.

    Prompts in `first` are taken before others and asked before them.  Of a card's prompts only
    one is drawn.  The same pool, seed and day give the same quiz, in whatever order the pool
    comes.
    """
    ranked = sorted(
        pool,
        key=lambda item: (
            item.prompt_id not in first,
            _weariness(item, today),
            _chance(seed, item.prompt_id),
        ),
    )
    one_a_card: dict[str, Item] = {}
    for item in ranked:
        one_a_card.setdefault(item.card_id, item)
    items = list(one_a_card.values())
    leading = [item for item in items if item.prompt_id in first][:size]
    drawn = _Drawing(leading, blueprint, size, today, seed)
    drawn.fill([item for item in items if item.prompt_id not in first])
    others = drawn.taken[len(leading) :]
    others.sort(key=lambda item: _chance(f"{seed}:order", item.prompt_id))
    return tuple(item.prompt_id for item in [*leading, *others])


class _Drawing:
    """The questions taken so far, and which one suits best as the next."""

    def __init__(
        self, leading: list[Item], blueprint: Blueprint, size: int, today: int, seed: str
    ) -> None:
        self.taken = list(leading)
        self.size, self.today, self.seed = size, today, seed
        self.wanted = quotas(blueprint.kinds, size)
        self.levels = blueprint.levels
        self.level_sum = sum(blueprint.levels.values())
        for item in leading:
            self.wanted[item.kind] = max(0, self.wanted.get(item.kind, 0) - 1)
        self.by_topic = Counter(item.topic for item in leading)
        self.by_section = Counter((item.topic, item.anchor) for item in leading)
        self.by_level = Counter(item.level for item in leading)
        self.weariness: dict[str, int] = {}

    def fill(self, items: list[Item]) -> None:
        """Take from the items, which come best rested first, until the quiz is full."""
        self.weariness = _weariness_by_share(items, self.size, self.today)
        left: dict[str, list[Item]] = {}
        for item in sorted(items, key=self._tired):
            left.setdefault(item.kind, []).append(item)
        for kind in [one for one, number in self._asked_for() for _ in range(number)]:
            if len(self.taken) == self.size:
                return
            names = (kind, *stand_ins(kind), *left)
            there = [left[name] for name in names if left.get(name)]
            if not there:
                return
            # Rest comes before kind: a near kind that is rested stands in for a tired one.
            self._take(min(there, key=lambda some: self._tired(some[0])))

    def _asked_for(self) -> list[tuple[str, int]]:
        # Rare kinds choose first: what they need can stand in for the frequent ones later.
        wanted = sorted(self.wanted.items(), key=lambda pair: (pair[1], pair[0]))
        missing = self.size - len(self.taken) - sum(number for _, number in wanted)
        return [*wanted, (wanted[-1][0], max(0, missing))]

    def _take(self, candidates: list[Item]) -> None:
        best = min(candidates[: _CHOICE_OF * self.size], key=self._fit)
        candidates.remove(best)
        self.taken.append(best)
        self.by_topic[best.topic] += 1
        self.by_section[best.topic, best.anchor] += 1
        self.by_level[best.level] += 1

    def _tired(self, item: Item) -> int:
        return self.weariness[item.prompt_id]

    def _fit(self, item: Item) -> tuple[int, int, int, float, bytes]:
        aim = self.size * self.levels.get(item.level, 0) / self.level_sum
        return (
            self._tired(item),
            self.by_topic[item.topic],
            self.by_section[item.topic, item.anchor],
            self.by_level[item.level] - aim,
            _chance(self.seed, item.prompt_id),
        )


def _weariness_by_share(items: list[Item], size: int, today: int) -> dict[str, int]:
    """How weary each item is of being asked, by prompt id.

    A topic that was studied this week still gets its share of a quiz on several: as many of its
    items as it lacks rested ones for that count as rested.  What was met today never does.
    """
    share = -(-size // max(1, len({item.topic for item in items})))
    ranks: Counter[str] = Counter()
    found = {}
    for item in sorted(items, key=lambda one: _weariness(one, today)):
        weary = _weariness(item, today)
        found[item.prompt_id] = 0 if weary == 1 and ranks[item.topic] < share else weary
        ranks[item.topic] += 1
    return found


def _weariness(item: Item, today: int) -> int:
    """0 for what was not met for a week, 1 for this week, 2 for today."""
    if item.last_seen_day is None or today - item.last_seen_day > REST_DAYS:
        return 0
    return 2 if item.last_seen_day >= today else 1


@lru_cache(maxsize=5_000)  # an item is compared many times while a quiz is drawn
def _chance(seed: str, name: str) -> bytes:
    return sha256(f"{seed}:{name}".encode()).digest()
