"""Blueprints: how many questions of each kind and level a quiz on some topics should have.

The proportions by class of topic are those of the content plan, after the test blueprints of
Haladyna, Downing and Rodriguez (2002).  They are aims: what a pool lacks is made up from the
nearest kinds, so that a quiz is never shorter than its pool allows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

#: What can be chosen.
SIZES = (5, 10, 12, 20)
#: What the larger quizzes have.
MILESTONE_SIZE, FINAL_SIZE = 15, 60

#: Kinds that ask for the same sort of thinking stand in for one another.
RECALL = ("basic", "both", "cloze", "typed")
APPLY = ("output", "fix", "order")
JUDGE = ("choice", "scenario")


@dataclass(frozen=True, slots=True)
class Blueprint:
    """Weights of kinds and of the levels 1 to 3; only their proportions matter."""

    kinds: Mapping[str, float]
    levels: Mapping[int, float]


_CODE = Blueprint(
    {"choice": 4, "output": 3, "fix": 2, "typed": 1, "order": 1, "scenario": 1},
    {1: 3, 2: 6, 3: 3},
)
_CONCEPT = Blueprint(
    {"choice": 5, "scenario": 3, "output": 0.5, "fix": 0.5, "typed": 1, "cloze": 1, "order": 1},
    {1: 4, 2: 5, 3: 3},
)
_TOOL = Blueprint(
    {"choice": 3, "typed": 2, "fix": 2, "output": 1, "order": 1, "scenario": 1},
    {1: 3, 2: 5, 3: 2},
)
_SHORT = Blueprint({"choice": 4, "scenario": 2, "cloze": 1, "fix": 1}, {1: 3, 2: 4, 3: 1})
#: For topics of no class: 30 % recall, 40 % apply, 30 % judge.
_OTHER = Blueprint(
    {"basic": 1, "cloze": 1, "typed": 1, "output": 2, "fix": 1, "order": 1, "choice": 2}
    | {"scenario": 1},
    {1: 3, 2: 5, 3: 2},
)
_CLASSES = (
    (_CODE, "sql python django-orm drf async testing graphql transactions"),
    (_CONCEPT, "http rest db-design db-performance caching auth web-security scaling"),
    (_CONCEPT, "background-jobs"),
    (_TOOL, "shell git docker compose cicd django-core secrets-config"),
    (_SHORT, "orchestration twelve-factor code-design docs-openapi learning-craft"),
)
_OF_TOPIC = {topic: blueprint for blueprint, names in _CLASSES for topic in names.split()}


def blueprint_of(topics: Iterable[str]) -> Blueprint:
    """The blueprint of a quiz on some topics: each topic counts alike."""
    kinds: Counter[str] = Counter()
    levels: Counter[int] = Counter()
    for topic in topics:
        found = _OF_TOPIC.get(topic, _OTHER)
        for kind, weight in found.kinds.items():
            kinds[kind] += weight / sum(found.kinds.values())  # type: ignore[assignment]
        for level, weight in found.levels.items():
            levels[level] += weight / sum(found.levels.values())  # type: ignore[assignment]
    return Blueprint(dict(kinds), dict(levels)) if kinds else _OTHER


def quotas(weights: Mapping[str, float], size: int) -> dict[str, int]:
    """Whole numbers in the proportion of the weights that add up to the size.

    The method of largest remainders (Hare quota); equal remainders go by name.
    """
    whole = sum(weights.values())
    exact = {name: size * weight / whole for name, weight in weights.items()}
    given = {name: int(share) for name, share in exact.items()}
    by_remainder = sorted(exact, key=lambda name: (given[name] - exact[name], name))
    for name in by_remainder[: size - sum(given.values())]:
        given[name] += 1
    return given


def stand_ins(kind: str) -> tuple[str, ...]:
    """The kinds that may take the place of one, the nearest first."""
    groups = sorted((RECALL, APPLY, JUDGE), key=lambda group: kind not in group)
    return tuple(other for group in groups for other in group if other != kind)
