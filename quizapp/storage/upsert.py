"""Insert-or-update in the words of either database."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


@cache
def _insert_for(dialect: str) -> Callable[[Table], Any]:
    return postgresql.insert if dialect == "postgresql" else sqlite.insert


@cache
def upsert(dialect: str, table: Table) -> Any:
    """A statement that writes a whole row, replacing the one with the same key."""
    statement = _insert_for(dialect)(table)
    keys = [column.name for column in table.primary_key]
    values = {
        column.name: statement.excluded[column.name]
        for column in table.columns
        if column.name not in keys
    }
    return statement.on_conflict_do_update(index_elements=keys, set_=values)


@cache
def add_up(dialect: str, table: Table, *counters: str) -> Any:
    """A statement that adds to counters, making the row where there is none yet."""
    statement = _insert_for(dialect)(table)
    keys = [column.name for column in table.primary_key]
    values = {name: table.c[name] + statement.excluded[name] for name in counters}
    return statement.on_conflict_do_update(index_elements=keys, set_=values)


@cache
def insert_once(dialect: str, table: Table, *unique: str) -> Any:
    """A statement that inserts a row unless one with the same unique columns is there."""
    return _insert_for(dialect)(table).on_conflict_do_nothing(index_elements=list(unique))


def dialect_of(connection: Connection) -> str:
    """`sqlite` or `postgresql`."""
    return connection.dialect.name
