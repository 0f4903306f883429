"""A PostgreSQL server for tests: the one of TEST_DATABASE_URL, or one that pip installed."""

from __future__ import annotations

import os
import tempfile
from collections import deque
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
from quizapp.web.deck import sync_deck
from tests.support.decks import write_deck
from tests.support.moments import Clock
from tests.support.pages import SMALL_HUB
from tools.proofs.servers import postgres_server

#: So many databases that no test uses any more wait to be dropped.
KEPT = 3


class PostgresServer:
    """Makes databases and drops them again; `url` names one in which it may do so."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url).set(drivername="postgresql")
        self._numbers = count(1)
        self._templates: dict[str, str] = {}
        self._left: deque[str] = deque()

    @contextmanager
    def fresh_database(self, holding: str = "schema") -> Iterator[str]:
        """The URL of a database of one test's own, holding `nothing`, our `schema` or the `deck`.

        The deck is the small one, as the first start of an app leaves it.
        """
        name = self._create("template1" if holding == "nothing" else self._template(holding))
        try:
            yield self._text(self.url.set(database=name))
        finally:
            # A session takes a moment to end, and a drop at once would wait a tenth of a second.
            self._left.append(name)
            if len(self._left) > KEPT:
                self._drop(self._left.popleft())

    def close(self) -> None:
        """Drop what is left, the templates too."""
        for name in (*self._left, *self._templates.values()):
            self._drop(name)

    def _template(self, holding: str) -> str:
        """The database from which others are copied: made once, by the product itself."""
        if holding not in self._templates:
            name = self._create("template1")
            with tempfile.TemporaryDirectory() as data:
                cards = write_deck(Path(data) / "cards", SMALL_HUB if holding == "deck" else {})
                url = self._text(self.url.set(database=name))
                settings = Settings("127.0.0.1", 5000, Path(data), url, cards)
                app = create_app(settings, CLOCK=Clock())
                sync_deck(app)
                with app.app_context():
                    db.engine.dispose()
            self._templates[holding] = name
        return self._templates[holding]

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
