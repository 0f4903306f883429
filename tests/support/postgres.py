"""A PostgreSQL server for tests: the one of TEST_DATABASE_URL, or one that pip installed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

from quizapp.app import create_app
from quizapp.config import Settings
from quizapp.storage.database import db
from tests.support.decks import write_deck
from tools.proofs.servers import postgres_server


class PostgresServer:
    """Makes databases and drops them again; `url` names one in which it may do so."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url).set(drivername="postgresql")
        self._numbers = count(1)
        self._template: str | None = None

    @contextmanager
    def fresh_database(self, *, empty: bool = False) -> Iterator[str]:
        """The URL of a database of one test's own: with our schema in it, or empty."""
        name = self._create("template1" if empty else self._with_schema())
        try:
            yield self._text(self.url.set(database=name))
        finally:
            self._drop(name)

    def close(self) -> None:
        """Drop the template."""
        if self._template is not None:
            self._drop(self._template)

    def _with_schema(self) -> str:
        """The database from which the others are copied: migrated once, by the product itself."""
        if self._template is None:
            name = self._create("template1")
            with tempfile.TemporaryDirectory() as data:
                cards = write_deck(Path(data) / "cards", {})
                url = self._text(self.url.set(database=name))
                app = create_app(Settings("127.0.0.1", 5000, Path(data), url, cards))
                with app.app_context():
                    db.engine.dispose()
            self._template = name
        return self._template

    def _create(self, template: str) -> str:
        name = f"quizapp_test_{os.getpid()}_{next(self._numbers)}"
        self._run("CREATE DATABASE {} TEMPLATE {}", name, template)
        return name

    def _drop(self, name: str) -> None:
        self._run("DROP DATABASE {} WITH (FORCE)", name)

    def _run(self, statement: str, *names: str) -> None:
        command = sql.SQL(statement).format(*map(sql.Identifier, names))
        with psycopg.connect(self._text(self.url), autocommit=True) as connection:
            connection.execute(command)

    @staticmethod
    def _text(url: URL) -> str:
        return url.render_as_string(hide_password=False)


@contextmanager
def running() -> Iterator[PostgresServer]:
    """The server that TEST_DATABASE_URL names, else one started for this run and then removed."""
    with postgres_server() as url:
        server = PostgresServer(url)
        yield server
        server.close()
