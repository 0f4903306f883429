"""The full-text indexes of SQLite, as far as looking after them goes.

They are kept by triggers of their tables (`migrations/`); PostgreSQL's are ordinary indexes.
"""

from __future__ import annotations

from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

TABLES = ("card_search", "page_search")
_DIFFERS = "malformed"


def agrees(connection: Connection, name: str) -> bool:
    """Whether an index holds exactly the words of the table that it is about."""
    # Rank 1 has the words compared as well, not only the index with itself (FTS5, 6.7).
    command = f"INSERT INTO {name}({name}, rank) VALUES ('integrity-check', 1)"  # noqa: S608
    try:
        connection.execute(text(command))
    except DatabaseError as error:
        if _DIFFERS in str(error.orig):
            return False
        raise
    return True


def rebuild(connection: Connection) -> None:
    """Make the indexes anew from their tables; nothing to do on PostgreSQL."""
    if connection.dialect.name == "sqlite":
        for name in TABLES:
            connection.execute(text(f"INSERT INTO {name}({name}) VALUES ('rebuild')"))  # noqa: S608
