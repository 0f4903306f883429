"""Blueprints and drawing: the content plan's numbers, and what stands in for what is missing."""

from __future__ import annotations

from collections import Counter

import pytest

from quizapp.core.quizzes.blueprints import blueprint_of, quotas, stand_ins
from quizapp.core.quizzes.drawing import Item, available, draw

SEED = "0123456789abcdef"
TODAY = 1000


def items(kind: str, number: int, **more: object) -> list[Item]:
    values = {"topic": "sql", "anchor": "guide.md#a", "level": 2, **more}
    return [Item(f"{kind}-{n}", f"{kind}-{n}", kind=kind, **values) for n in range(number)]  # type: ignore[arg-type]


def kinds(drawn: tuple[str, ...]) -> Counter[str]:
    return Counter(one.rpartition("-")[0] for one in drawn)


@pytest.mark.parametrize(
    ("topic", "size", "wanted"),
    [
        (
            "sql",
            12,
            {"choice": 4, "output": 3, "fix": 2, "typed": 1, "order": 1, "scenario": 1},
        ),
        (
            "git",
            10,
            {"choice": 3, "typed": 2, "fix": 2, "output": 1, "order": 1, "scenario": 1},
        ),
        ("orchestration", 8, {"choice": 4, "scenario": 2, "cloze": 1, "fix": 1}),
    ],
)
def test_a_full_quiz_of_a_topic_has_the_plans_numbers(
    topic: str, size: int, wanted: dict[str, int]
) -> None:
    assert quotas(blueprint_of([topic]).kinds, size) == wanted


def test_a_full_pool_is_drawn_as_the_blueprint_says() -> None:
    pool = [
        one
        for kind in ("choice", "output", "fix", "typed", "order", "scenario", "basic")
        for one in items(kind, 10)
    ]
    drawn = draw(pool, 12, blueprint_of(["sql"]), SEED, TODAY)
    assert kinds(drawn) == {
        "choice": 4,
        "output": 3,
        "fix": 2,
        "typed": 1,
        "order": 1,
        "scenario": 1,
    }


def test_a_kind_that_is_missing_is_made_up_from_its_neighbours() -> None:
    pool = [*items("choice", 10), *items("fix", 10), *items("basic", 10)]
    drawn = kinds(draw(pool, 12, blueprint_of(["sql"]), SEED, TODAY))
    assert drawn == {"fix": 6, "choice": 5, "basic": 1}
    assert stand_ins("output")[:2] == ("fix", "order")


def test_two_topics_share_a_quiz() -> None:
    pool = items("choice", 10, topic="sql") + [
        Item(f"http-{n}", f"http-{n}", "http", None, "choice") for n in range(10)
    ]
    drawn = draw(pool, 10, blueprint_of(["sql", "http"]), SEED, TODAY)
    assert sum(one.startswith("http") for one in drawn) == 5


def test_a_topic_that_was_studied_this_week_still_gets_its_share() -> None:
    pool = items("choice", 20, topic="sql") + [
        Item(f"http-{n}", f"http-{n}", "http", None, "choice", last_seen_day=TODAY - 3)
        for n in range(20)
    ]
    drawn = draw(pool, 10, blueprint_of(["sql", "http"]), SEED, TODAY)
    assert sum(one.startswith("http") for one in drawn) == 5


def test_a_rested_neighbour_stands_in_for_a_tired_kind() -> None:
    pool = items("choice", 5) + [
        Item(f"typed-{n}", f"typed-{n}", "sql", None, "typed", last_seen_day=TODAY - 3)
        for n in range(5)
    ]
    assert kinds(draw(pool, 5, blueprint_of(["sql"]), SEED, TODAY)) == {"choice": 5}


def test_sections_are_asked_evenly() -> None:
    pool = [
        Item(f"{anchor}-{n}", f"{anchor}-{n}", "sql", anchor, "choice")
        for anchor in "abcd"
        for n in range(6)
    ]
    drawn = draw(pool, 12, blueprint_of(["sql"]), SEED, TODAY)
    assert set(kinds(drawn).values()) == {3}


def test_levels_come_near_their_shares() -> None:
    pool = [
        Item(f"{level}-{n}", f"{level}-{n}", "sql", None, "choice", level)
        for level in (1, 2, 3)
        for n in range(12)
    ]
    drawn = draw(pool, 12, blueprint_of(["sql"]), SEED, TODAY)
    assert kinds(drawn) == {"1": 3, "2": 6, "3": 3}


def test_what_was_met_today_comes_last() -> None:
    pool = items("choice", 5) + [
        Item(f"tired-{n}", f"tired-{n}", "sql", None, "choice", last_seen_day=TODAY - n)
        for n in range(3)
    ]
    assert kinds(draw(pool, 5, blueprint_of(["sql"]), SEED, TODAY)) == {"choice": 5}
    drawn = draw(pool, 7, blueprint_of(["sql"]), SEED, TODAY)
    assert "tired-0" not in drawn
    assert len(drawn) == 7


def test_two_seeds_give_two_quizzes() -> None:
    pool = items("choice", 40)
    drawn = {draw(pool, 10, blueprint_of(["sql"]), str(n), TODAY) for n in range(20)}
    assert len(drawn) == 20


def test_a_card_with_two_prompts_is_one_question() -> None:
    pool = [Item(f"a~{n}", "a", "sql", None, "cloze") for n in (1, 2)]
    assert available(pool) == 1
    assert len(draw(pool, 5, blueprint_of(["sql"]), SEED, TODAY)) == 1
