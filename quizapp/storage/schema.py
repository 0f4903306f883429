"""The schema at start: brought up to date, or refused in one sentence when it is newer."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path
from typing import Any

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import Migrate, upgrade
from sqlalchemy import Connection, inspect
from sqlalchemy.exc import DBAPIError

from quizapp.core.errors import DatabaseUnavailable
from quizapp.storage import rebuild
from quizapp.storage.database import db, explained, transaction
from quizapp.storage.learners import ensure_local_learner


def bring_up_to_date(app: Any, migrations: Path) -> None:
    """Run the migrations that are missing and make the local learner.

    Raises DatabaseUnavailable when the database is newer than this program, or another one's.
    """
    Migrate(app, db, directory=str(migrations), render_as_batch=True)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        if not _is_current(_revisions(str(migrations))):
            upgrade(directory=str(migrations))
            with transaction() as connection:
                ensure_local_learner(connection)
                # Here, so that the doctor finds them whichever command comes first.
                rebuild.fill_statistics(connection)
    except DBAPIError as error:
        raise explained(error) from error


@cache  # a process that makes many apps, such as a test run, reads them once
def _revisions(migrations: str) -> tuple[str, ...]:
    """The migrations there are, the newest first."""
    return tuple(script.revision for script in ScriptDirectory(migrations).walk_revisions())


def _is_current(revisions: tuple[str, ...]) -> bool:
    with db.engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
        strangers = _strangers(connection) if found is None else set()
    if strangers:
        raise DatabaseUnavailable(
            f"The database holds something else: tables of another program ({min(strangers)}). "
            "Name another database in QUIZAPP_DATABASE_URL; nothing was changed."
        )
    if found is not None and found not in revisions:
        raise DatabaseUnavailable(
            f"The database was written by a newer version of this program (schema {found}). "
            "Install that version; nothing was changed."
        )
    return found == revisions[0]


def _strangers(connection: Connection) -> set[str]:
    """Tables in the way of a new database: any in a file, on a server those named like ours."""
    found = set(inspect(connection).get_table_names()) - {"alembic_version"}
    return found if connection.dialect.name == "sqlite" else found & set(db.metadata.tables)
