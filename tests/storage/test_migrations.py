"""Migrations on both databases: they make what the tables say, and they never lose a row."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import func, insert, inspect, select, text
from sqlalchemy.exc import DBAPIError

from quizapp.config import bundled
from quizapp.core.errors import DatabaseUnavailable
from quizapp.core.reviews import Occasion
from quizapp.storage.database import db, prepare, reading, transaction
from quizapp.storage.schema import bring_up_to_date
from quizapp.storage.tables import card_changes, metadata
from tests.support.logbook import Logbook

Open = Callable[..., Flask]

#: A revision that rebuilds tables which others refer to, as a later one may have to.  (One that
#: rebuilds `cards` on SQLite must make the triggers of the full-text index again.)
NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = "{head}"

TABLES = ("learners", "prompts", "reviews")


def upgrade():
    for name in TABLES:
        with op.batch_alter_table(name, recreate="auto") as table:
            table.add_column(sa.Column("note", sa.Text(), nullable=False, server_default="x"))
            table.alter_column("note", nullable=True)
    {more}


def downgrade():
    for name in TABLES:
        with op.batch_alter_table(name, recreate="auto") as table:
            table.drop_column("note")
"""


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


def with_next(folder: Path, more: str = "") -> Path:
    """Our migrations and the next one, in a folder of their own."""
    shutil.copytree(bundled("migrations"), folder)
    source = NEXT.format(head=head(), more=more)
    (folder / "versions" / "9001_rebuild.py").write_text(source, encoding="utf-8")
    return folder


def head() -> str:
    found = ScriptDirectory(str(bundled("migrations"))).get_current_head()
    assert found is not None
    return found


def shape() -> dict[str, Any]:
    """All that the database knows of our tables."""
    with db.engine.connect() as connection:
        seen = inspect(connection)
        return {
            name: {
                "columns": [{**one, "type": str(one["type"])} for one in seen.get_columns(name)],
                "key": seen.get_pk_constraint(name),
                "foreign keys": sorted(map(str, seen.get_foreign_keys(name))),
                "unique": sorted(map(str, seen.get_unique_constraints(name))),
                "checks": sorted(map(str, seen.get_check_constraints(name))),
                "indexes": sorted(filter(None, map(index_in_words, seen.get_indexes(name)))),
                "options": seen.get_table_options(name),
            }
            for name in metadata.tables
        }


def index_in_words(index: Any) -> str:
    options = {name: str(value) for name, value in index.get("dialect_options", {}).items()}
    return "" if index["name"] == "card_search" else f"{index | {'dialect_options': options}}"


def counts(app: Flask) -> dict[str, int]:
    with app.app_context(), reading() as connection:
        return {
            name: connection.scalar(select(func.count()).select_from(table)) or 0
            for name, table in metadata.tables.items()
        }


def with_rows(app: Flask) -> Logbook:
    """The same app with rows in every table."""
    log = Logbook(app, 2)
    log.start()
    log.answer("sky", 4)
    log.mark("list-files", Occasion.FLAG)
    row = {"card_id": "sky", "content_hash": "0", "changed_at": 1, "change": "wording"}
    with app.app_context(), transaction() as connection:
        connection.execute(insert(card_changes), {**row, "old_source": "## Sky"})
    assert min(counts(app).values()) > 0
    return log


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
    return not (kind in ("table", "index") and (name or "").startswith("card_search"))


def test_they_make_the_local_learner(opened: Open) -> None:
    app = opened()
    assert counts(app)["learners"] == 1
    opened()
    assert counts(app)["learners"] == 1


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
