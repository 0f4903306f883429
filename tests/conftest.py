"""What tests share: an app over a small deck, a client that checks every page, moments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from quizapp.app import create_app
from quizapp.config import Settings
from quizapp.storage.database import db
from quizapp.web.deck import sync_deck
from tests.support.client import CheckingClient
from tests.support.decks import SMALL_DECK, write_deck
from tests.support.moments import Clock


@pytest.fixture
def clock() -> Clock:
    """A clock that stands at noon UTC of 1 June 2026 until a test moves it."""
    return Clock()


@pytest.fixture
def deck_folder(tmp_path: Path) -> Path:
    """A deck with one card of each kind."""
    return write_deck(tmp_path / "cards", SMALL_DECK)


@pytest.fixture
def make_app(tmp_path: Path, clock: Clock) -> Iterator[Callable[..., Flask]]:
    """Makes apps over a deck's folder, on a database of their own."""
    made: list[Flask] = []

    def make(folder: Path, **overrides: object) -> Flask:
        data = tmp_path / f"data{len(made)}"
        url = overrides.pop("database_url", None) or f"sqlite:///{data / 'quizapp.db'}"
        settings = Settings("127.0.0.1", 5000, data, str(url), folder)
        options = {"TESTING": True, "CLOCK": clock, "WTF_CSRF_ENABLED": False, **overrides}
        app = create_app(settings, **options)
        app.test_client_class = CheckingClient
        made.append(app)
        sync_deck(app)
        return app

    yield make
    for app in made:
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def app(make_app: Callable[..., Flask], deck_folder: Path) -> Flask:
    """An app over the small deck."""
    return make_app(deck_folder)


@pytest.fixture
def client(app: Flask) -> CheckingClient:
    """A client of that app."""
    client = app.test_client()
    assert isinstance(client, CheckingClient)
    return client
