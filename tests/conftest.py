"""What tests share: an app over a small deck, a client that checks every page, moments."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from flask import Flask

from quizapp.app import create_app
from quizapp.config import Settings
from quizapp.storage.database import db
from quizapp.web.deck import sync_deck
from tests.support import postgres as postgres_support
from tests.support.client import CheckingClient
from tests.support.decks import SMALL_DECK, write_deck
from tests.support.logbook import Logbook
from tests.support.moments import Clock
from tests.support.pages import SMALL_HUB, WITH_PAGE
from tests.support.postgres import PostgresServer
from tests.support.routes import keep_compiled_routes
from tests.support.templates import TEMPLATES
from tools.proofs.folders import memory

#: What each test of storage runs on.
DATABASES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


def pytest_configure() -> None:
    """Spare a thousand apps the same work.

    Their routes are compiled once, and their files live in memory where there is room, since
    databases wait for each write.
    """
    keep_compiled_routes()
    if place := memory():
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(place))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests come first: what begins last must not be what takes longest."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


def pytest_collection_finish() -> None:
    """Spare what was collected from being looked through for garbage again and again.

    Parsed pages are full of circles; with Python's own thresholds a fifth of the time of a run
    went into finding them.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture
def clock() -> Clock:
    """A clock that stands at noon UTC of 1 June 2026 until a test moves it."""
    return Clock()


@pytest.fixture
def deck_folder(tmp_path: Path) -> Path:
    """A deck with one card of each kind."""
    return write_deck(tmp_path / "cards", SMALL_DECK)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with our schema and no row: copying it is quicker than migrating each time."""
    folder = tmp_path_factory.mktemp("schema")
    file = folder / "quizapp.db"
    app = create_app(Settings("127.0.0.1", 5000, folder, f"sqlite:///{file}", folder / "no-cards"))
    with app.app_context():
        db.engine.dispose()
    assert [path.name for path in folder.glob("quizapp.db*")] == ["quizapp.db"]
    return file


@pytest.fixture(scope="session")
def small_database(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the small deck in it, as the first start of an app leaves it."""
    folder = tmp_path_factory.mktemp("small")
    file = copyfile(empty_database, folder / "quizapp.db")
    cards = write_deck(folder / "cards", SMALL_HUB)
    settings = Settings("127.0.0.1", 5000, folder, f"sqlite:///{file}", cards)
    app = create_app(settings, CLOCK=Clock())
    sync_deck(app)
    with app.app_context():
        db.engine.dispose()
    assert [path.name for path in folder.glob("quizapp.db*")] == ["quizapp.db"]
    return file


@pytest.fixture
def make_app(tmp_path: Path, clock: Clock, empty_database: Path) -> Iterator[Callable[..., Flask]]:
    """Makes apps over a deck's folder, on a database of their own."""
    made: list[Flask] = []

    def make(folder: Path, **overrides: object) -> Flask:
        data = tmp_path / f"data{len(made)}"
        url = overrides.pop("database_url", None)
        if url is None:
            data.mkdir()
            copied = overrides.pop("copied", empty_database)
            url = f"sqlite:///{copyfile(str(copied), data / 'quizapp.db')}"
        settings = Settings("127.0.0.1", 5000, data, str(url), folder)
        options = {"TESTING": True, "CLOCK": clock, "WTF_CSRF_ENABLED": False, **overrides}
        app = create_app(settings, **options)
        app.test_client_class = CheckingClient
        app.jinja_env.bytecode_cache = TEMPLATES
        made.append(app)
        sync_deck(app)
        return app

    yield make
    for app in made:
        with app.app_context():
            db.engine.dispose()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """The PostgreSQL server of this run, started when the first test asks for it."""
    with postgres_support.running() as server:
        yield server


@pytest.fixture
def postgres_url(postgres: PostgresServer) -> Iterator[str]:
    """A PostgreSQL database of the test's own, with our schema in it."""
    with postgres.fresh_database() as url:
        yield url


@pytest.fixture
def empty_postgres_url(postgres: PostgresServer) -> Iterator[str]:
    """A PostgreSQL database of the test's own with nothing in it."""
    with postgres.fresh_database("nothing") as url:
        yield url


@pytest.fixture
def small_postgres_url(postgres: PostgresServer) -> Iterator[str]:
    """A PostgreSQL database of the test's own with the small deck in it."""
    with postgres.fresh_database("deck") as url:
        yield url


@pytest.fixture(params=DATABASES)
def any_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of the test's own with our schema, once on SQLite and once on PostgreSQL."""
    return _url(request, tmp_path, "empty_database", "postgres_url")


@pytest.fixture(params=DATABASES)
def any_empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The same with nothing in it, not even a table."""
    return _url(request, tmp_path, None, "empty_postgres_url")


@pytest.fixture(params=DATABASES)
def any_small_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The same with the small deck in it, as the first start of an app leaves it."""
    return _url(request, tmp_path, "small_database", "small_postgres_url")


def _url(
    request: pytest.FixtureRequest, folder: Path, file_fixture: str | None, server_fixture: str
) -> str:
    if request.param != "sqlite":
        return str(request.getfixturevalue(server_fixture))
    if file_fixture:
        copyfile(request.getfixturevalue(file_fixture), folder / "any.db")
    return f"sqlite:///{folder / 'any.db'}"


@pytest.fixture
def app(make_app: Callable[..., Flask], deck_folder: Path, small_database: Path) -> Flask:
    """An app over the small deck, with a page of a technology."""
    return make_app(write_deck(deck_folder, WITH_PAGE), copied=small_database)


@pytest.fixture
def client(app: Flask) -> CheckingClient:
    """A client of that app."""
    client = app.test_client()
    assert isinstance(client, CheckingClient)
    return client


@pytest.fixture
def log(app: Flask) -> Logbook:
    """Writes and reads the app's review log."""
    return Logbook(app)
