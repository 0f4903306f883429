"""The connection to the database: how a transaction begins, and what its errors mean.

SQLite is asked for the strongest promise it has: WAL with synchronous=FULL, so an answer that
was acknowledged survives a power cut, and BEGIN IMMEDIATE for whatever writes, because Python's
own default loses updates silently when two threads read before they write.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection as Connection
from sqlalchemy import Engine, event
from sqlalchemy.exc import DatabaseError, DBAPIError

from quizapp.core.errors import DatabaseUnavailable
from quizapp.storage.mastery_tables import metadata

db = SQLAlchemy(metadata=metadata)

#: How long a writer waits for another one.
BUSY_SECONDS = 5

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    f"busy_timeout={BUSY_SECONDS * 1000}",
    "cache_size=-10000",
    "temp_store=MEMORY",
)


def prepare(engine: Engine) -> None:
    """Give a new engine our way of connecting and of beginning a transaction."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # the module's own BEGIN would come too late
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        raw = connection.connection.driver_connection
        record = connection.connection.record_info
        assert raw is not None
        assert record is not None
        writes = connection.get_execution_options().get("writes", False)
        if record.get("writes") is not writes:
            raw.execute(f"PRAGMA query_only={int(not writes)}")
            record["writes"] = writes
        raw.execute("BEGIN IMMEDIATE" if writes else "BEGIN")


class Work:
    """One transaction on one connection, begun on entering and ended on leaving the block."""

    __slots__ = ("_connection", "_transaction", "_writes")

    def __init__(self, *, writes: bool) -> None:
        self._writes = writes

    def __enter__(self) -> Connection:
        try:
            self._connection = db.engine.connect().execution_options(writes=self._writes)
            try:
                self._transaction = self._connection.begin()
            except BaseException:
                self._connection.close()
                raise
        except (DBAPIError, sqlite3.DatabaseError) as error:
            raise explained(error) from error
        return self._connection

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        try:
            try:
                if error is None:
                    self._transaction.commit()
                else:
                    self._transaction.rollback()
            finally:
                self._connection.close()
        except (DBAPIError, sqlite3.DatabaseError) as failure:
            if error is None:
                raise explained(failure) from failure
        # Prepared statements raise what the driver raises, whichever it is.
        if isinstance(error, DBAPIError | self._connection.dialect.loaded_dbapi.Error):
            raise explained(error) from error


def transaction() -> Work:
    """A connection that writes: all of the block is kept, or nothing.

    Raises DatabaseUnavailable with a plain sentence when the database cannot serve.
    """
    return Work(writes=True)


def reading() -> Work:
    """A connection that sees one moment and refuses to write."""
    return Work(writes=False)


def explained(error: Exception) -> Exception:
    """The error as a sentence for a person where its cause is known, else itself."""
    text = str(getattr(error, "orig", None) or error)
    for mark, sentence, full in _CAUSES:
        if mark in text:
            return DatabaseUnavailable(sentence, full=full)
    if isinstance(error, DatabaseError) and getattr(error, "connection_invalidated", False):
        return DatabaseUnavailable(_CLOSED)
    return error


_CLOSED = "The database closed the connection. Nothing was changed: try again in a moment."


_CAUSES = (
    (
        "database is locked",
        "Another program is writing to the database. Nothing was changed: try again in a moment.",
        False,
    ),
    (
        "disk is full",
        "The disk of the database is full. Nothing was changed: free some space, then try again.",
        True,
    ),
    (
        "disk I/O error",
        (
            "The disk of the database reports an error. Nothing was changed: check its space and "
            "health, then try again."
        ),
        True,
    ),
    (
        "readonly database",
        "The database cannot be written. Nothing was changed: make its file and folder writable.",
        False,
    ),
    (
        "unable to open database file",
        "The database file cannot be opened: check that its folder exists and may be written.",
        False,
    ),
    (
        "malformed",
        "The database file is damaged. Stop the program and restore a copy of the file.",
        False,
    ),
    (
        "not a database",
        (
            "The database file holds something else. Restore a copy, or name another file in "
            "QUIZAPP_DATABASE_URL."
        ),
        False,
    ),
    *(
        (
            mark,
            "The database server does not answer. Start it, or mend QUIZAPP_DATABASE_URL.",
            False,
        )
        for mark in ("onnection refused", "timeout expired", "No such file or directory")
    ),
    *(
        (mark, _CLOSED, False)
        for mark in ("terminating connection", "server closed the connection", "connection is lost")
    ),
    *(
        (mark, "There is no such database server: mend QUIZAPP_DATABASE_URL.", False)
        for mark in ("failed to resolve host", "could not translate host name")
    ),
    (
        "FATAL:",
        (
            "The database server refuses us: check database, user and password in "
            "QUIZAPP_DATABASE_URL."
        ),
        False,
    ),
)
