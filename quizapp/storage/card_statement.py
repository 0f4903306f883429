"""A query → the SQL that finds its prompts.  Private to `card_search`."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    and_,
    case,
    false,
    func,
    not_,
    or_,
    select,
)

from quizapp.core.card_query import CardQuery, Compared
from quizapp.core.replay import LEECH_LAPSES
from quizapp.storage.card_text import INDEX, expression, matches, numbers, rank_of
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


#: Parts that all statements share: making them anew would take longer than reading a row.
_IS_LIVE = prompts.c.retired.is_(False)
_PROMPTS_BY_WORDS = prompts.join(INDEX, INDEX.c.rowid == prompts.c.card_number)


class Statement:
    """The parts of a statement for one query, put together as they are needed."""

    def __init__(self, dialect: str, learner_id: int, query: CardQuery, today: int) -> None:
        self._dialect = dialect
        self._today = today
        self._learner_id = learner_id
        self._conditions: list[ColumnElement[bool]] = [_IS_LIVE]
        self._needed: set[str] = set()
        self._wanted = expression(dialect, [one for one in query.words if not one.is_negated])
        if self._wanted:
            self._conditions.append(matches(dialect, self._wanted))
        # Words and topics have an index of their own to start from.  Without them the shortest
        # way begins with the memories; left to itself, SQLite begins there in any case.
        named = {one.name for one in query.named if not one.is_negated}
        self._from_memories = not self._wanted and "topic" not in named
        self._only_known = False
        self._read(query)

    def ids(self, order: Order | None = None, *, descending: bool = False) -> Select[Any]:
        """The ids of the prompts, in an order or in none."""
        needed = set(self._needed)
        keys: list[ColumnElement[Any]] = []
        if order is Order.RELEVANCE and self._wanted:
            keys = [rank_of(self._dialect, self._wanted), prompts.c.position]
        elif order is not None:
            key, where = _sort_key(order, self._today)
            needed.add(where)
            # Positions are never missing, and their index serves only the plain order.
            ordered = key.desc() if descending else key.asc()
            keys = [ordered] if where == "prompts" else [ordered.nulls_last(), prompts.c.position]
        return self._from(select(prompts.c.id), needed).order_by(*keys)

    def counted(self) -> Select[Any]:
        """How many prompts there are."""
        return self._from(select(func.count()), self._needed)

    def _read(self, query: CardQuery) -> None:
        for words in query.words:
            unwanted = expression(self._dialect, [words]) if words.is_negated else ""
            if unwanted:
                holds = cards.c.number.in_(numbers(self._dialect, unwanted))
                self._add(holds, words.is_negated, "cards")
        for one in query.named:
            if one.name == "topic":
                self._add(prompts.c.topic == one.value, one.is_negated, "prompts")
            elif one.name == "kind":
                self._add(cards.c.kind == one.value, one.is_negated, "cards")
            else:
                self._know(*_state(one.value, self._today), is_negated=one.is_negated)
        for compared in query.compared:
            self._know(*_comparison(compared, self._today), is_negated=compared.is_negated)

    def _add(self, condition: ColumnElement[bool], is_negated: bool, where: str) -> None:
        # What cannot be told (of a prompt without memory) does not hold, so its negation does.
        told = func.coalesce(condition, false())
        if is_negated:
            self._conditions.append(not_(told))
        else:
            late = where == "memories" and not self._from_memories
            self._conditions.append(told if late else condition)
        self._needed.add(where)

    def _know(
        self, condition: ColumnElement[bool], holds_for_new: bool, *, is_negated: bool
    ) -> None:
        self._add(condition, is_negated, "memories")
        self._only_known = self._only_known or holds_for_new == is_negated

    def _from(self, statement: Select[Any], needed: Iterable[str]) -> Select[Any]:
        source: FromClause = prompts
        if self._wanted and self._dialect == "sqlite":
            source = _PROMPTS_BY_WORDS
        elif self._wanted:
            needed = {"cards", *needed}
        if "cards" in needed:
            source = source.join(cards, cards.c.id == prompts.c.card_id)
        if "memories" in needed:
            is_inner = self._only_known and self._from_memories
            mine = memories.c.learner_id == self._learner_id
            mine = and_(memories.c.prompt_id == prompts.c.id, mine)
            source = source.join(memories, mine, isouter=not is_inner)
        if "topics" in needed:
            source = source.outerjoin(topics, topics.c.id == prompts.c.topic)
        return statement.select_from(source).where(*self._conditions)


def _state(name: str, today: int) -> tuple[ColumnElement[bool], bool]:
    """What `is:…` asks for, and whether it holds for a prompt that has no memory."""
    match name:
        case "new":
            return memories.c.first_day.is_(None), True
        case "due":
            awake = memories.c.suspended.is_(False)
            return and_(memories.c.due_day <= today, awake), False
        case "suspended":
            return memories.c.suspended.is_(True), False
        case "flagged":
            return memories.c.flagged.is_(True), False
        case _:
            return memories.c.lapses >= LEECH_LAPSES, False


_SQL: dict[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
}


def _comparison(compared: Compared, today: int) -> tuple[ColumnElement[bool], bool]:
    """What a comparison asks for, and whether it holds for a prompt that has no memory."""
    compare, number = _SQL[compared.operator], compared.number
    if compared.name == "due":
        return compare(memories.c.due_day, today + number), False
    if compared.name == "interval":
        return and_(
            memories.c.first_day.is_not(None), compare(memories.c.interval_days, number)
        ), False
    holds_for_new = bool(compare(0, number))
    condition = compare(memories.c.lapses, number)
    if holds_for_new:
        condition = or_(memories.c.lapses.is_(None), condition)
    return condition, holds_for_new


def _sort_key(order: Order, today: int) -> tuple[ColumnElement[Any], str]:
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
            passed = today - memories.c.last_day
            days = case((passed > 0, passed), else_=0)
            return -(days * 1.0) / memories.c.stability, "memories"
        case _:
            return prompts.c.position, "prompts"
