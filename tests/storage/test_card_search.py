"""Finding prompts on either database: what a query finds, in which order, and by which plan."""

from __future__ import annotations

import pytest
from flask import Flask

from quizapp.core.card_query import parse_query
from quizapp.core.reviews import Occasion
from quizapp.storage.card_search import Found, Order, Sort, find, live_prompts, markable
from quizapp.storage.card_text import tokens
from quizapp.storage.database import reading
from quizapp.storage.learners import learner
from quizapp.web.current import moment_of
from tests.support.logbook import Logbook
from tests.support.moments import Clock

ALL = [
    "sky",
    "idempotent",
    "cloze-two~1",
    "pick",
    "idempotent~reverse",
    "cloze-two~2",
    "list-files",
    "in-order",
    "prints",
    "fails",
    "full-disk",
]


def day_of(log: Logbook) -> int:
    with log.app.app_context(), reading() as connection:
        return moment_of(learner(connection, log.learner_id)).day


def search(
    log: Logbook, text: str, order: Order = Order.LEARNING, *, descending: bool = False
) -> Found:
    query = parse_query(text)
    assert not query.problems
    today = day_of(log)
    with log.app.app_context(), reading() as connection:
        return find(connection, log.learner_id, query, today, Sort(order, descending))


def ids(
    log: Logbook, text: str, order: Order = Order.LEARNING, *, descending: bool = False
) -> list[str]:
    found = search(log, text, order, descending=descending)
    assert found.total == len(found.rows)
    return [row.prompt_id for row in found.rows]


def test_it_finds_everything_in_the_order_of_learning(log: Logbook, any_app: Flask) -> None:
    assert ids(log, "") == ALL
    with any_app.app_context(), reading() as connection:
        assert live_prompts(connection) == len(ALL)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("sky", ["sky"]),
        ("SKY colour", ["sky"]),
        ("col", ["sky"]),
        ("colour sk", ["sky"]),
        ("colo sky", []),
        ('"has the sky"', ["sky"]),
        ('"the has sky"', []),
        ('"has the sk"', []),
        ("disk", ["full-disk"]),
        ("-the topic:alpha", []),
        ("-sky topic:alpha kind:basic", []),
        ("-disk topic:beta", ["list-files", "in-order", "prints", "fails"]),
        ("kind:typed", ["list-files"]),
        ("topic:beta -kind:typed -kind:fix", ["in-order", "prints", "full-disk"]),
        ("topic:alpha topic:beta", []),
        ("++ !! sky", ["sky"]),
        ("zebra", []),
        ("'; DROP TABLE cards; --", []),
        ('sky" OR "disk', []),
        ("NEAR(sky disk)", []),
    ],
)
def test_it_finds_words_and_filters(log: Logbook, text: str, found: list[str]) -> None:
    assert ids(log, text) == found


def test_it_knows_words_without_case_and_marks() -> None:
    assert tokens("Über-Größe, CAFÉ’s x²!") == ["uber", "grosse", "cafe", "s", "x2"]


def test_it_finds_by_what_the_learner_did(log: Logbook, clock: Clock) -> None:
    log.answer("sky", 4)
    log.mark("pick", Occasion.SUSPEND)
    log.mark("full-disk", Occasion.FLAG)
    assert ids(log, "-is:new") == ["sky", "in-order"]
    assert ids(log, "is:new -is:suspended topic:alpha") == [
        one for one in ALL[:6] if one not in ("sky", "pick")
    ]
    assert ids(log, "is:suspended") == ["pick"]
    assert ids(log, "is:flagged") == ["in-order", "full-disk"]
    assert ids(log, "is:due") == []
    assert ids(log, "due=1") == ["sky", "in-order"]
    assert ids(log, "interval<2 topic:alpha") == ["sky"]
    clock.pass_time(days=1)
    assert ids(log, "is:due") == ["sky", "in-order"]
    assert ids(log, "-is:due topic:alpha sky") == []
    assert ids(log, "due<0") == []
    clock.pass_time(days=2)
    assert ids(log, "due<0 colour") == ["sky"]
    assert ids(log, "due>=-2 due<7 topic:alpha") == ["sky"]


def test_it_counts_what_was_forgotten(log: Logbook, clock: Clock) -> None:
    for _ in range(8):
        log.answer("sky", 4)
        clock.pass_time(days=1)
        log.answer("sky", 2)
        clock.pass_time(days=1)
    assert ids(log, "is:leech") == ["sky"]
    assert ids(log, "lapses>3") == ["sky"]
    assert ids(log, "lapses=0 topic:alpha") == [one for one in ALL[:6] if one != "sky"]
    assert ids(log, "-lapses<8") == ["sky"]


def test_it_sorts_in_both_directions_with_nothing_known_last(log: Logbook, clock: Clock) -> None:
    log.answer("sky", 5)
    clock.pass_time(days=1)
    log.answer("sky", 5)
    log.answer("pick", 3)
    for order in (Order.DUE, Order.INTERVAL):
        assert ids(log, "topic:alpha", order)[:2] == ["pick", "sky"]
        assert ids(log, "topic:alpha", order, descending=True)[:2] == ["sky", "pick"]
    clock.pass_time(days=5)
    assert ids(log, "topic:alpha", Order.RECALL)[0] == "pick"
    assert ids(log, "topic:alpha", Order.RECALL, descending=True)[0] == "sky"
    assert ids(log, "", Order.LEARNING, descending=True) == ALL[::-1]
    assert ids(log, "", Order.TOPIC, descending=True)[0] == "list-files"
    titles = [row.title for row in search(log, "", Order.QUESTION).rows]
    assert titles == sorted(titles, key=str.lower)


def test_it_sorts_recall_as_the_figures_beside_it(log: Logbook, clock: Clock) -> None:
    for quality, prompt in enumerate(("sky", "pick", "list-files", "prints"), start=2):
        log.answer(prompt, quality)
        clock.pass_time(days=2)
    rows, today = search(log, "-is:new", Order.RECALL).rows, day_of(log)
    assert [row.recall(today) for row in rows] == sorted(
        log.kept(row.prompt_id).recall(today) for row in rows
    )


def test_it_puts_the_best_match_first(log: Logbook) -> None:
    found = [row.prompt_id for row in search(log, "wrong", Order.RELEVANCE).rows]
    assert found == ["pick"]
    assert len(search(log, "about things", Order.RELEVANCE).rows) == 0
    assert search(log, "primary source", Order.RELEVANCE).total == len(ALL)


def test_it_never_shows_another_learners_memory(log: Logbook) -> None:
    [row] = search(log, "sky").rows
    assert row.due_day is None
    assert row.recall(0) is None


def test_it_gives_everything_found_for_marking(log: Logbook) -> None:
    log.answer("sky", 4)
    with log.app.app_context(), reading() as connection:
        found = markable(connection, 1, parse_query("topic:alpha"), 0)
    assert [one.prompt_id for one in found] == ALL[:6]
    assert found[0].memory == log.kept("sky")
    assert len(found[0].content_hash) == 16


@pytest.mark.parametrize("text", ["sky", "sky is:due", "sky -disk due<7"])
def test_it_starts_from_the_index_of_words(app: Flask, text: str) -> None:
    asked: list[str] = []
    with app.app_context(), reading() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.set_trace_callback(asked.append)
        find(connection, 1, parse_query(text), 0, Sort(Order.RELEVANCE))
        driver.set_trace_callback(None)
        # The index of words may ask its own tables before that.
        search = next(one for one in asked if one.startswith("SELECT prompts.id"))
        plan = [row[3] for row in driver.execute(f"EXPLAIN QUERY PLAN {search}")]
    steps = [one for one in plan if one.startswith(("SCAN", "SEARCH"))]
    assert steps[0].startswith("SCAN card_search VIRTUAL TABLE INDEX")
    assert not any(
        one.startswith(f"SCAN {table}") for one in plan for table in ("cards", "prompts")
    )
