"""The list of cards: what was asked for, a page of what was found, and the ways on from there."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from quizapp.core import answer_ids
from quizapp.core.card_query import CardQuery, parse_query, unknown_topics
from quizapp.core.errors import InvalidInput
from quizapp.core.explanation import due_in_words
from quizapp.core.moment import Moment
from quizapp.core.replay import LEECH_LAPSES
from quizapp.web.addresses import with_values
from quizapp.storage import card_search, card_store
from quizapp.storage.card_search import PAGE_SIZE, Found, FoundPrompt, Order, Sort
from quizapp.storage.database import Connection
from quizapp.storage.learners import Learner

HOME = "/cards"
MOST_PAGES = 100_000
COLUMNS = (
    (Order.QUESTION, "Question"),
    (Order.TOPIC, "Topic"),
    (Order.DUE, "Due"),
    (Order.INTERVAL, "Interval"),
    (Order.RECALL, "Recall today"),
)
#: Marks are of no wording, so their action's id names none.
NO_WORDING = "0" * 16


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for."""

    query: CardQuery
    sort: Sort | None = None
    page: int = 1

    @property
    def sort_text(self) -> str:
        if self.sort is None:
            return ""
        return f"{'-' if self.sort.descending else ''}{self.sort.order.value}"

    def url(self, *, sort: str | None = None, page: int = 1) -> str:
        text = self.sort_text if sort is None else sort
        return with_values(HOME, q=self.query.text, sort=text, page=page if page > 1 else "")


@dataclass(frozen=True, slots=True)
class Head:
    """A column's heading: what it is called, the address that sorts by it, how it is sorted."""

    label: str
    url: str
    sorted_as: str


class Row(NamedTuple):
    """One prompt in words."""

    prompt_id: str
    card_id: str
    title: str
    part: str
    topic_title: str
    due: str
    interval: str
    recall: str
    tags: list[str]


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything that the list shows."""

    text: str
    sort: str
    url: str
    deck_size: int
    total: int = 0
    first: int = 0
    last: int = 0
    rows: list[Row] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)
    previous_url: str = ""
    next_url: str = ""
    problems: tuple[str, ...] = ()
    action_id: str = ""


def read(values: Mapping[str, str]) -> Wanted:
    """What an address or a form asks for.  Raises InvalidInput for a sort that is none."""
    text = values.get("sort", "")
    orders = [one.value for one in Order]
    if text.removeprefix("-") not in ("", *orders):
        allowed = ", ".join(orders)
        raise InvalidInput(f"Cards cannot be sorted by {text[:40]!r}; use one of: {allowed}.")
    sort = Sort(Order(text.removeprefix("-")), text.startswith("-")) if text.strip("-") else None
    page = values.get("page", "1")
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 7 else 1
    return Wanted(parse_query(values.get("q", "")), sort, min(max(1, number), MOST_PAGES))


def problems_of(connection: Connection, query: CardQuery) -> tuple[str, ...]:
    """What is wrong with a query, sentence by sentence."""
    if not any(one.name == "topic" for one in query.named):
        return query.problems
    topics = [line.topic.id for line in card_store.topic_lines(connection)]
    return query.problems + unknown_topics(query, topics)


def listing(connection: Connection, learner: Learner, now: Moment, wanted: Wanted) -> Listing:
    """Find and word one page of the list."""
    problems = problems_of(connection, wanted.query)
    size = card_search.live_prompts(connection)
    if problems:
        return Listing(wanted.query.text, wanted.sort_text, wanted.url(), size, problems=problems)
    page, found = _found(connection, learner, now, wanted)
    first = PAGE_SIZE * (page - 1)
    more = first + len(found.rows) < found.total
    return Listing(
        text=wanted.query.text,
        sort=wanted.sort_text,
        url=wanted.url(page=page),
        deck_size=size,
        total=found.total,
        first=first + 1,
        last=first + len(found.rows),
        rows=[_row(one, now.day) for one in found.rows],
        heads=[_head(wanted, order, label) for order, label in COLUMNS],
        previous_url=wanted.url(page=page - 1) if page > 1 else "",
        next_url=wanted.url(page=page + 1) if more else "",
        action_id=new_action_id(now),
    )


def new_action_id(now: Moment) -> str:
    """An id for one change made from a page, so that sending its form twice counts once."""
    return answer_ids.mint(now.at, NO_WORDING, secrets.token_urlsafe(12))


def part_in_words(part: str) -> str:
    """Which of a card's prompts it is; empty for the only one."""
    if part == "reverse":
        return "the other way round"
    return f"gap {part}" if part else ""


def _found(
    connection: Connection, learner: Learner, now: Moment, wanted: Wanted
) -> tuple[int, Found]:
    usual = Order.RELEVANCE if wanted.query.is_ranked else Order.LEARNING
    sort = wanted.sort or Sort(usual)
    found = card_search.find(connection, learner.id, wanted.query, now.day, sort, wanted.page)
    if found.rows or wanted.page == 1:
        return wanted.page, found
    last = max(1, -(-found.total // PAGE_SIZE))
    return last, card_search.find(connection, learner.id, wanted.query, now.day, sort, last)


def _head(wanted: Wanted, order: Order, label: str) -> Head:
    sort = wanted.sort
    if sort is None or sort.order is not order:
        return Head(label, wanted.url(sort=order.value), "")
    if sort.descending:
        return Head(label, wanted.url(sort=order.value), "descending")
    return Head(label, wanted.url(sort=f"-{order.value}"), "ascending")


def _row(found: FoundPrompt, today: int) -> Row:
    tags = []
    if found.suspended:
        tags.append("suspended")
    if found.flagged:
        tags.append("flagged")
    if (found.lapses or 0) >= LEECH_LAPSES:
        tags.append("often forgotten")
    due_day, recall = found.due_day, found.recall(today)
    return Row(
        found.prompt_id,
        found.card_id,
        title=found.title or found.card_id,
        part=part_in_words(found.part) if found.part else "",
        topic_title=found.topic_title,
        due="new" if due_day is None else due_in_words(due_day, today),
        interval="–" if due_day is None else f"{found.interval_days:,} d",
        recall="–" if recall is None else f"{100 * recall:.0f} %",
        tags=tags,
    )
