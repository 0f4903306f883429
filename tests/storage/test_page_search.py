"""Finding sections and cards on either database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from quizapp.core.card_query import parse_query
from quizapp.storage.database import reading
from quizapp.storage.page_search import find_cards, find_sections
from quizapp.web.deck import sync_deck
from tests.support.decks import write_deck
from tests.support.pages import HUB_DECK

GUIDE = "# Locks\n\n## Deadlocks\n\nTwo wait.\n\n## Waiting\n\nA deadlock is no `lock_timeout`.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_deck(tmp_path / "hub", HUB_DECK | {"topics/beta/guide.md": GUIDE})


@pytest.fixture
def app(make_app: Callable[..., Flask], root: Path, any_database_url: str) -> Flask:
    return make_app(root, database_url=any_database_url)


def sections(app: Flask, text: str, first: int = 0, most: int = 10) -> list[str]:
    with app.app_context(), reading() as connection:
        found = find_sections(connection, parse_query(text).words, first, most)
    assert found.total >= len(found.rows)
    return [one.anchor for one in found.rows]


def cards(app: Flask, text: str) -> list[str]:
    with app.app_context(), reading() as connection:
        return [one.id for one in find_cards(connection, parse_query(text).words, 10).rows]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("wait two", ["deadlocks"]),
        ("lock_timeout", ["waiting"]),
        ("DEADLÓCKS", ["deadlocks"]),
        ('"first letter"', ["alpha"]),
        ('"letter first"', []),
        ("first -letter things", ["first-things"]),
        ("zebra", []),
        ("'; DROP TABLE pages; --", []),
        ('two" OR "wait', []),
        ("?!", []),
    ],
)
def test_it_finds_sections_that_hold_every_word(app: Flask, text: str, found: list[str]) -> None:
    assert sections(app, text) == found


def test_it_puts_a_hit_in_the_heading_first(app: Flask) -> None:
    assert sections(app, "deadlock") == ["deadlocks", "waiting"]


def test_it_gives_some_at_a_time_and_counts_all(app: Flask) -> None:
    whole = sections(app, "alpha")
    assert len(whole) > 3
    assert sections(app, "alpha", 0, 2) + sections(app, "alpha", 2, 2) == whole[:4]


def test_it_finds_cards_by_words_alone(app: Flask) -> None:
    assert cards(app, "sky") == ["sky"]
    assert cards(app, "zebra") == []
    assert cards(app, "") == []


def test_it_forgets_what_is_no_longer_there(app: Flask, root: Path) -> None:
    (root / "topics/beta/guide.md").write_text("# Locks\n\n## Waiting\n\nQueues.\n")
    sync_deck(app)
    assert sections(app, "deadlock") == []
    assert sections(app, "queues") == ["waiting"]
