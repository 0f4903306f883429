"""Migrations never lose a row: not up, not down, and not when one of them fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy.exc import DBAPIError

from quizapp.storage.database import db
from tests.support.migrating import counts, head, shape, with_next, with_rows


def test_they_keep_every_row_up_down_and_up_again(
    make_app: Callable[..., Flask], deck_folder: Path, any_database_url: str, tmp_path: Path
) -> None:
    app = make_app(deck_folder, database_url=any_database_url)
    log = with_rows(app)
    before, rows = counts(app), log.tables()
    folder = str(with_next(tmp_path / "migrations"))
    with app.app_context():
        was = shape()
        for step, revision in ((upgrade, "head"), (downgrade, head()), (upgrade, "head")):
            step(directory=folder, revision=revision)
            assert counts(app) == before
            assert ("note" in {one["name"] for one in shape()["learners"]["columns"]}) == (
                step is upgrade
            )
        downgrade(directory=folder, revision=head())
        assert shape() == was
    assert log.tables() == rows
    log.answer("sky", 4)
    assert log.faults() == []


def test_they_leave_the_database_as_it_was_when_one_fails(
    make_app: Callable[..., Flask], deck_folder: Path, any_database_url: str, tmp_path: Path
) -> None:
    app = make_app(deck_folder, database_url=any_database_url)
    log = with_rows(app)
    rows = log.tables()
    folder = with_next(tmp_path / "migrations", more='raise ValueError("half way")')
    with app.app_context():
        was = shape()
        with pytest.raises(ValueError, match="half way"):
            upgrade(directory=str(folder))
        assert shape() == was
        with db.engine.connect() as connection:
            assert MigrationContext.configure(connection).get_current_revision() == head()
    assert log.tables() == rows


def test_they_refuse_to_leave_a_reference_to_nothing(
    make_app: Callable[..., Flask], deck_folder: Path, any_database_url: str, tmp_path: Path
) -> None:
    app = make_app(deck_folder, database_url=any_database_url)
    log = with_rows(app)
    rows = log.tables()
    folder = with_next(tmp_path / "migrations", more='op.execute("DELETE FROM prompts")')
    # PostgreSQL refuses by itself; on SQLite our check does, and Flask-Migrate exits with 1.
    with app.app_context(), pytest.raises((DBAPIError, SystemExit)):
        upgrade(directory=str(folder))
    assert log.tables() == rows
