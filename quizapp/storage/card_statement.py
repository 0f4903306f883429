"""The parts of a query → the SQL that finds its prompts.  Private to `card_search`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    FromClause,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    false,
    func,
    not_,
    or_,
    select,
)

from quizapp.core.replay import LEECH_LAPSES
from quizapp.storage.card_text import INDEX, matches, numbers, rank_of
from quizapp.storage.query_parts import COMPARE, WORDS, Part, parameter
from quizapp.storage.tables import cards, memories, prompts, topics


class Order(StrEnum):
    """What the rows are sorted by; a prompt that has no such value comes last, either way."""

    RELEVANCE = "relevance"
    LEARNING = "learning"
    QUESTION = "question"
    TOPIC = "topic"
    DUE = "due"
    INTERVAL = "interval"
    RECALL = "recall"
    LAPSES = "lapses"


class Statement:
    """The statements for the parts of a query, put together as they are needed.

    Their parameters are `learner`, `today` and those of `parts_of`.
    """

    def __init__(self, dialect: str, parts: Sequence[Part]) -> None:
        self._dialect = dialect
        self._conditions: list[ColumnElement[bool]] = [prompts.c.retired.is_(False)]
        self._needed: set[str] = set()
        self._wanted: BindParameter[str] | None = None
        # Words and topics have an index of their own to start from.  Without them the shortest
        # way begins with the memories; left to itself, SQLite begins there in any case.
        named = {one.name for one in parts if not one.is_negated}
        self._from_memories = not named & {WORDS, "topic"}
        self._only_known = False
        for place, part in enumerate(parts):
            self._read(part, bindparam(parameter(place)))

    def ids(self, order: Order | None = None, *, descending: bool = False) -> Select[Any]:
        """The ids of the prompts, in an order or in none."""
        needed = set(self._needed)
        keys: list[ColumnElement[Any]] = []
        if order is Order.RELEVANCE and self._wanted is not None:
            keys = [rank_of(self._dialect, self._wanted), prompts.c.position]
        elif order is not None:
            key, where = _sort_key(order)
            needed.add(where)
            # Positions are never missing, and their index serves only the plain order.
            ordered = key.desc() if descending else key.asc()
            keys = [ordered] if where == "prompts" else [ordered.nulls_last(), prompts.c.position]
        return self._from(select(prompts.c.id), needed).order_by(*keys)

    def counted(self) -> Select[Any]:
        """How many prompts there are."""
        return self._from(select(func.count()), self._needed)

    def _read(self, part: Part, value: BindParameter[Any]) -> None:
        match part.name:
            case "words" if not part.is_negated:
                self._wanted = value
                self._conditions.append(matches(self._dialect, value))
            case "words":
                holds = cards.c.number.in_(numbers(self._dialect, value))
                self._add(holds, part.is_negated, "cards")
            case "topic":
                self._add(prompts.c.topic == value, part.is_negated, "prompts")
            case "kind":
                self._add(cards.c.kind == value, part.is_negated, "cards")
            case "is":
                self._know(part, _state(part.how))
            case _:
                self._know(part, _comparison(part, value))

    def _add(self, condition: ColumnElement[bool], is_negated: bool, where: str) -> None:
        # What cannot be told (of a prompt without memory) does not hold, so its negation does.
        told = func.coalesce(condition, false())
        if is_negated:
            self._conditions.append(not_(told))
        else:
            late = where == "memories" and not self._from_memories
            self._conditions.append(told if late else condition)
        self._needed.add(where)

    def _know(self, part: Part, condition: ColumnElement[bool]) -> None:
        self._add(condition, part.is_negated, "memories")
        self._only_known = self._only_known or part.holds_for_new == part.is_negated

    def _from(self, statement: Select[Any], needed: Iterable[str]) -> Select[Any]:
        source: FromClause = prompts
        if self._wanted is not None and self._dialect == "sqlite":
            source = source.join(INDEX, INDEX.c.rowid == prompts.c.card_number)
        elif self._wanted is not None:
            needed = {"cards", *needed}
        if "cards" in needed:
            source = source.join(cards, cards.c.id == prompts.c.card_id)
        if "memories" in needed:
            is_inner = self._only_known and self._from_memories
            source = source.join(memories, _MINE, isouter=not is_inner)
        if "topics" in needed:
            source = source.outerjoin(topics, topics.c.id == prompts.c.topic)
        return statement.select_from(source).where(*self._conditions)


_MINE = and_(memories.c.prompt_id == prompts.c.id, memories.c.learner_id == bindparam("learner"))
_TODAY: BindParameter[int] = bindparam("today", type_=Integer)


def _state(name: str) -> ColumnElement[bool]:
    """What `is:…` asks for."""
    match name:
        case "new":
            return memories.c.first_day.is_(None)
        case "due":
            return and_(memories.c.due_day <= _TODAY, memories.c.suspended.is_(False))
        case "suspended":
            return memories.c.suspended.is_(True)
        case "flagged":
            return memories.c.flagged.is_(True)
        case _:
            return memories.c.lapses >= LEECH_LAPSES


def _comparison(part: Part, number: BindParameter[int]) -> ColumnElement[bool]:
    """What a comparison asks for; days are given as study days."""
    compare = COMPARE[part.how]
    condition: ColumnElement[bool]
    if part.name == "due":
        condition = compare(memories.c.due_day, number)
        return condition
    if part.name == "interval":
        return and_(memories.c.first_day.is_not(None), compare(memories.c.interval_days, number))
    condition = compare(memories.c.lapses, number)
    return or_(memories.c.lapses.is_(None), condition) if part.holds_for_new else condition


def _sort_key(order: Order) -> tuple[ColumnElement[Any], str]:
    """What to sort by, and the table that it needs."""
    match order:
        case Order.QUESTION:
            return func.lower(cards.c.title), "cards"
        case Order.TOPIC:
            return func.lower(topics.c.title), "topics"
        case Order.DUE:
            return memories.c.due_day, "memories"
        case Order.INTERVAL:
            learned = memories.c.first_day.is_not(None)
            return case((learned, memories.c.interval_days)), "memories"
        case Order.LAPSES:
            return memories.c.lapses, "memories"
        case Order.RECALL:
            # Recall falls with the share of days passed in stability, and with nothing else: the
            # same order without the powers that SQLite may not have.
            passed = _TODAY - memories.c.last_day
            days = case((passed > 0, passed), else_=0)
            return -(days * 1.0) / memories.c.stability, "memories"
        case _:
            return prompts.c.position, "prompts"
