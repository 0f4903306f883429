"""The migration of the statistics goes both ways; the next start counts the log again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from quizapp.config import bundled
from quizapp.storage.database import db
from quizapp.storage.schema import bring_up_to_date
from quizapp.web.deck import sync_deck
from tests.support.logbook import Logbook
from tests.support.moments import Clock
from tests.support.studying import study

TABLES = ("answer_days", "answer_weeks")


def test_it_goes_down_and_up_and_the_next_start_fills_the_tables(
    make_app: Callable[..., Flask], deck_folder: Path, any_database_url: str, clock: Clock
) -> None:
    app = make_app(deck_folder, database_url=any_database_url)
    log, other = Logbook(app), Logbook(app, 2)
    study(log, clock, 30)
    study(other, clock, 10)
    rows = log.tables()
    folder = str(bundled("migrations"))
    with app.app_context():
        downgrade(directory=folder, revision="0004")
        with db.engine.connect() as connection:
            assert not set(inspect(connection).get_table_names()) & set(TABLES)
        upgrade(directory=folder, revision="head")
    assert log.tables() == rows | {name: [] for name in TABLES}
    sync_deck(app)
    assert log.tables() == rows
    log.answer("sky", 4)
    assert log.faults() == []


def test_whichever_command_comes_first_after_the_upgrade_finds_them_filled(
    make_app: Callable[..., Flask], deck_folder: Path, any_database_url: str, clock: Clock
) -> None:
    """As `quizapp doctor` on a database of the version before: nothing has read the deck yet."""
    app = make_app(deck_folder, database_url=any_database_url)
    log = Logbook(app)
    study(log, clock, 30)
    log.undo()
    rows = {name: log.tables()[name] for name in TABLES}
    assert rows["answer_days"]
    folder = bundled("migrations")
    with app.app_context():
        downgrade(directory=str(folder), revision="0002")
        bring_up_to_date(app, folder)
    assert log.faults() == []
    assert {name: log.tables()[name] for name in TABLES} == rows
