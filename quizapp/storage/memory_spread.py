"""How a learner's memories spread: intervals, easiness, difficulty, stability, recall today.

One walk over the memories counts all of them, in the database.  Recall needs no powers there: it
lies above a share r exactly while the elapsed days are fewer than stability × a constant of r.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, literal_column, select

from quizapp.core.scheduling import fsrs
from quizapp.core.study_statistics import Spread
from quizapp.storage.tables import memories, prompts

_INTERVALS = (2, 4, 7, 14, 21, 30, 60, 90, 180, 365)
_EASINESS = (131, 150, 170, 190, 210, 230, 250, 251, 270, 290)
_DIFFICULTY = (2, 3, 4, 5, 6, 7, 8, 9)
_STABILITY = (1, 3, 7, 14, 30, 60, 90, 180, 365)
_RECALL = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)

#: Prompts that have left the deck.  They are few, so leaving them out is cheaper than a join.
LEFT = select(prompts.c.id).where(prompts.c.retired)


@dataclass(frozen=True, slots=True)
class MemorySpread:
    """Each measure over the prompts that were answered and are in the deck."""

    intervals: Spread
    easiness: Spread
    difficulty: Spread
    stability: Spread
    recall: Spread


def spread_of(connection: Connection, learner_id: int, today: int, topic: str = "") -> MemorySpread:
    """Count the memories of all topics or of one, as of a study day."""
    m = memories.c
    elapsed = case((m.last_day > today, 0), else_=today - m.last_day)
    # Bands of recall from the highest down: elapsed days rise through these multiples.
    multiples = [fsrs.days_until(1.0, share) for share in reversed(_RECALL)]
    measures: dict[str, ColumnElement[Any]] = {
        "intervals": _step(m.interval_days, _INTERVALS),
        "easiness": _step(m.easiness, _EASINESS),
        "difficulty": _step(m.difficulty, _DIFFICULTY),
        "stability": _step(m.stability, _STABILITY),
        "recall": case(
            *((elapsed <= m.stability * one, place) for place, one in enumerate(multiples)),
            else_=len(multiples),
        ),
    }
    inner = (
        select(*(column.label(name) for name, column in measures.items()))
        .where(m.learner_id == learner_id, m.first_day.is_not(None), m.prompt_id.not_in(LEFT))
        .order_by(m.prompt_id)  # the order of the key: read from end to end
    )
    if topic:
        inner = inner.where(m.topic == topic)
    walked = inner.subquery()
    counted = {name: dict[int, int]() for name in measures}
    columns = [walked.c[name] for name in measures]
    statement = select(*columns, func.count()).group_by(
        *(literal_column(str(place)) for place in range(1, len(columns) + 1))
    )
    for *places, number in connection.execute(statement):
        for name, place in zip(measures, places, strict=True):
            counted[name][place] = counted[name].get(place, 0) + number
    by_recall = {len(multiples) - place: number for place, number in counted["recall"].items()}
    return MemorySpread(
        _spread(counted["intervals"], _day_labels(_INTERVALS)),
        _spread(counted["easiness"], _easiness_labels()),
        _spread(counted["difficulty"], _number_labels(_DIFFICULTY, 1, 10)),
        _spread(counted["stability"], _day_labels(_STABILITY, whole=False)),
        _spread(by_recall, _percent_labels(_RECALL)),
    )


def _step(column: ColumnElement[Any], edges: Sequence[float]) -> ColumnElement[Any]:
    """In which range a value lies: 0 below the first edge, and one more from each edge on."""
    return case(*((column < edge, place) for place, edge in enumerate(edges)), else_=len(edges))


def _spread(counted: Mapping[int, int], labels: Sequence[str]) -> Spread:
    assert not set(counted) - set(range(len(labels)))
    return Spread(tuple(labels), tuple(counted.get(place, 0) for place in range(len(labels))))


def _day_labels(edges: Sequence[int], *, whole: bool = True) -> list[str]:
    labels = ["1 d" if whole and edges[0] == 2 else f"under {edges[0]} d"]
    for low, high in pairwise(edges):
        last = high - 1 if whole else high
        labels.append(f"{low} d" if last == low else f"{low}–{last} d")
    return [*labels, f"{edges[-1]} d or more"]


def _number_labels(edges: Sequence[int], lowest: int, highest: int) -> list[str]:
    whole = (lowest, *edges, highest)
    return [f"{low}–{high}" for low, high in pairwise(whole)]


def _easiness_labels() -> list[str]:
    """In the words of the E-factor; its floor and where it starts have a range of their own."""
    labels = ["1.30"]
    for low, high in pairwise(_EASINESS):
        labels.append(
            "2.50" if (low, high) == (250, 251) else f"{low / 100:.2f}–{(high - 1) / 100:.2f}"
        )
    return [*labels, f"{_EASINESS[-1] / 100:.2f} or more"]


def _percent_labels(edges: Sequence[float]) -> list[str]:
    whole = (0.0, *edges, 1.0)
    return [f"{round(100 * low)}–{round(100 * high)} %" for low, high in pairwise(whole)]
