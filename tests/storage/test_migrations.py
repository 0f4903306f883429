"""Migrations on both databases: they make what the tables say, and they never lose a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade
from sqlalchemy import inspect, text

from quizapp.config import bundled
from quizapp.core.errors import DatabaseUnavailable
from quizapp.storage.database import db, prepare, reading, transaction
from quizapp.storage.schema import bring_up_to_date
from quizapp.storage.tables import metadata
from tests.support.migrating import counts, shape, with_next

Open = Callable[..., Flask]


@pytest.fixture
def opened(any_empty_database_url: str) -> Iterator[Open]:
    """Opens the database with a folder of migrations, as the product does when it starts."""
    apps: list[Flask] = []

    def open_with(migrations: Path | None = None) -> Flask:
        app = Flask(__name__)
        app.config["SQLALCHEMY_DATABASE_URI"] = any_empty_database_url
        db.init_app(app)
        apps.append(app)
        with app.app_context():
            prepare(db.engine)
            bring_up_to_date(app, migrations or bundled("migrations"))
        return app

    yield open_with
    for app in apps:
        with app.app_context():
            db.engine.dispose()


def test_they_make_from_nothing_what_the_tables_say(opened: Open) -> None:
    app = opened()
    with app.app_context():
        with db.engine.connect() as connection:
            options = {"compare_type": True, "include_name": not_searching}
            context = MigrationContext.configure(connection, opts=options)
            assert compare_metadata(context, metadata) == []
        migrated = shape()
        downgrade(directory=str(bundled("migrations")), revision="base")
        with db.engine.execution_options(writes=True).begin() as connection:
            assert set(inspect(connection).get_table_names()) == {"alembic_version"}
            metadata.create_all(connection)
        assert shape() == migrated


def not_searching(name: str | None, kind: str, _parents: object) -> bool:
    is_index = (name or "").startswith(("card_search", "page_search"))
    return not (kind in ("table", "index") and is_index)


def test_they_make_the_local_learner(opened: Open) -> None:
    app = opened()
    assert counts(app)["learners"] == 1
    opened()
    assert counts(app)["learners"] == 1


def test_they_bring_an_older_database_up_to_date_at_the_start(opened: Open, tmp_path: Path) -> None:
    opened()
    app = opened(with_next(tmp_path / "migrations"))
    with app.app_context():
        assert "note" in {one["name"] for one in shape()["reviews"]["columns"]}


def test_a_database_newer_than_the_program_is_refused_and_left_alone(opened: Open) -> None:
    app = opened()
    with app.app_context():
        with transaction() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        was, before = shape(), counts(app)
        with pytest.raises(DatabaseUnavailable) as refusal:
            opened()
        assert str(refusal.value) == (
            "The database was written by a newer version of this program (schema 9999). "
            "Install that version; nothing was changed."
        )
        assert (shape(), counts(app)) == (was, before)
        with reading() as connection:
            assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"
