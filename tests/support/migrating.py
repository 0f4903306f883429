"""Databases under migration: what they hold, and a next revision to take them through."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import func, insert, inspect, select

from quizapp.config import bundled
from quizapp.core.cards import Milestone
from quizapp.core.reviews import Occasion
from quizapp.core.roadmap import Choice
from quizapp.storage import levels_settled, milestone_store, topic_choices
from quizapp.storage.database import db, reading, transaction
from quizapp.storage.learners import locked_learner
from quizapp.storage.tables import card_changes, metadata
from quizapp.web.current import moment_of
from tests.support.checks import take_check
from tests.support.logbook import Logbook

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
    is_hand_made = index["name"] in ("card_search", "page_search")
    return "" if is_hand_made else f"{index | {'dialect_options': options}}"


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
        milestone_store.write(connection, [Milestone("m01", "One", ("alpha",))])
        topic_choices.choose(connection, log.learner_id, "beta", Choice.SKIP)
        who = locked_learner(connection, log.learner_id)
        levels_settled.settle(connection, who, moment_of(who))
    take_check(log, "alpha", [("sky", 1.0)])
    assert min(counts(app).values()) > 0
    return log
