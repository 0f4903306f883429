"""How Alembic runs our migrations, on SQLite and on PostgreSQL.

On SQLite a changed table is rebuilt.  With foreign keys on, dropping the old parent would delete
its children, so they are off while it runs and checked before it is kept.
"""

from __future__ import annotations

from alembic import context
from flask import current_app
from sqlalchemy import Connection, text

engine = current_app.extensions["migrate"].db.engine
metadata = current_app.extensions["migrate"].db.metadatas[None]


def include_name(name: str | None, type_: str, _parents: object) -> bool:
    """Leave out what migrations write by hand: the full-text indexes and their shadow tables."""
    is_index = name is not None and name.startswith(("card_search", "page_search"))
    return not (type_ == "table" and is_index)


def migrate(connection: Connection) -> None:
    is_sqlite = connection.dialect.name == "sqlite"
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        transactional_ddl=True,
        include_name=include_name,
        compare_server_default=False,
    )
    with context.begin_transaction():
        context.run_migrations()
        if is_sqlite:
            broken = connection.execute(text("PRAGMA foreign_key_check")).all()
            if broken:
                raise RuntimeError(f"The migration would break {len(broken)} references.")


with engine.connect().execution_options(writes=True) as connection:
    if connection.dialect.name == "sqlite":
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys=OFF")
        try:
            migrate(connection)
        finally:
            raw.execute("PRAGMA foreign_keys=ON")
    else:
        migrate(connection)
