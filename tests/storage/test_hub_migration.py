"""The migration that brings the hub's pages goes both ways and keeps what learners did."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from quizapp.config import bundled
from quizapp.core.card_query import parse_query
from quizapp.storage.database import db, reading
from quizapp.storage.page_search import find_cards, find_sections
from quizapp.web.deck import sync_deck
from tests.support.migrating import counts, shape, with_rows

PAGES = ("pages", "page_sections")


def found(app: Flask, text: str) -> tuple[int, int]:
    with app.app_context(), reading() as connection:
        words = parse_query(text).words
        return find_sections(connection, words, 0, 9).total, find_cards(connection, words, 9).total


def test_it_goes_down_and_up_with_rows_and_the_next_sync_fills_the_pages(
    make_app: Callable[..., Flask], deck_folder: Path, any_database_url: str
) -> None:
    app = make_app(deck_folder, database_url=any_database_url)
    log = with_rows(app)
    before, rows = counts(app), log.tables()
    folder = str(bundled("migrations"))
    with app.app_context():
        was = shape()
        downgrade(directory=folder, revision="0001")
        with db.engine.connect() as connection:
            tables = set(inspect(connection).get_table_names())
        assert "guides" in tables
        assert not tables & set(PAGES)
        upgrade(directory=folder, revision="head")
        assert shape() == was
    # What later migrations made went with them, and recall by topic is a cache that one empties.
    emptied = {*(set(before) - tables), "topic_recalls"}
    assert counts(app) == before | dict.fromkeys(emptied, 0)
    assert log.tables() == rows | {name: [] for name in emptied}
    sync_deck(app)
    kept = set(before) - emptied | set(PAGES)
    assert {name: log.tables()[name] for name in kept} == {name: rows[name] for name in kept}
    assert found(app, "things") == (4, 9)
    log.answer("sky", 4)
    assert log.faults() == []


def test_it_leaves_the_search_of_cards_at_work(
    make_app: Callable[..., Flask], deck_folder: Path, any_database_url: str
) -> None:
    app = make_app(deck_folder, database_url=any_database_url)
    folder = str(bundled("migrations"))
    with app.app_context():
        downgrade(directory=folder, revision="0001")
        upgrade(directory=folder, revision="head")
    cards = deck_folder / "topics/alpha/cards.md"
    cards.write_text(cards.read_text(encoding="utf-8").replace("Blue.", "Azure."), encoding="utf-8")
    sync_deck(app)
    assert found(app, "azure") == (0, 1)
    assert found(app, "blue") == (0, 0)
