"""Drawing the questions of a quiz: by blueprint, without repeats, decided by a seed alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple

from quizapp.core.quizzes.blueprints import Blueprint, quotas, stand_ins

#: What was seen within so many days is asked again only when the pool has nothing else.
REST_DAYS = 7
#: So many candidates of a kind are weighed for each question of the quiz.
_CHOICE_OF = 4


class Item(NamedTuple):
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
    leads = frozenset(first)
    weary = {item.prompt_id: _weariness(item, today) for item in pool}
    chance = {item.prompt_id: _chance(seed, item.prompt_id) for item in pool}

    def rank(item: Item) -> tuple[bool, int, bytes]:
        name = item.prompt_id
        return name not in leads, weary[name], chance[name]

    one_a_card: dict[str, Item] = {}
    for item in sorted(pool, key=rank):
        one_a_card.setdefault(item.card_id, item)
    leading = [item for item in one_a_card.values() if item.prompt_id in leads][:size]
    others = [item for item in one_a_card.values() if item.prompt_id not in leads]
    drawing = _Drawing(leading, blueprint, size, _weary_by_share(others, size, weary), chance)
    drawing.fill(others)
    drawn = drawing.taken[len(leading) :]
    drawn.sort(key=lambda item: _chance(f"{seed}:order", item.prompt_id))
    return tuple(item.prompt_id for item in [*leading, *drawn])


class _Drawing:
    """The questions taken so far, and which one suits best as the next.

    `weary` and `chance` are by prompt id: what was met long ago comes first, then what the seed
    puts first.
    """

    def __init__(
        self,
        leading: list[Item],
        blueprint: Blueprint,
        size: int,
        weary: Mapping[str, int],
        chance: Mapping[str, bytes],
    ) -> None:
        self.taken = list(leading)
        self.size, self.weary, self.chance = size, weary, chance
        self.wanted = quotas(blueprint.kinds, size)
        for item in leading:
            self.wanted[item.kind] = max(0, self.wanted.get(item.kind, 0) - 1)
        whole = sum(blueprint.levels.values())
        self.aims = {level: size * one / whole for level, one in blueprint.levels.items()}
        self.by_topic = Counter(item.topic for item in leading)
        self.by_section = Counter((item.topic, item.anchor) for item in leading)
        self.by_level = Counter(item.level for item in leading)

    def fill(self, items: list[Item]) -> None:
        """Take from the items, which come best rested first, until the quiz is full."""
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
        return self.weary[item.prompt_id]

    def _fit(self, item: Item) -> tuple[int, int, int, float, bytes]:
        return (
            self.weary[item.prompt_id],
            # A counter asked in brackets calls a function for each thing that it does not know.
            self.by_topic.get(item.topic, 0),
            self.by_section.get((item.topic, item.anchor), 0),
            self.by_level.get(item.level, 0) - self.aims.get(item.level, 0.0),
            self.chance[item.prompt_id],
        )


def _weary_by_share(items: list[Item], size: int, weary: Mapping[str, int]) -> dict[str, int]:
    """How weary each item is of being asked, by prompt id; the items come best rested first.

    A topic that was studied this week still gets its share of a quiz on several: as many of its
    items as it lacks rested ones for that count as rested.  What was met today never does.
    """
    share = -(-size // max(1, len({item.topic for item in items})))
    ranks: Counter[str] = Counter()
    found = {}
    for item in items:
        name, topic = item.prompt_id, item.topic
        found[name] = 0 if weary[name] == 1 and ranks[topic] < share else weary[name]
        ranks[topic] += 1
    return found


def _weariness(item: Item, today: int) -> int:
    """0 for what was not met for a week, 1 for this week, 2 for today."""
    if item.last_seen_day is None or today - item.last_seen_day > REST_DAYS:
        return 0
    return 2 if item.last_seen_day >= today else 1


def _chance(seed: str, name: str) -> bytes:
    return sha256(f"{seed}:{name}".encode()).digest()
