"""A real server for browsers: one address for the whole run, a new app for each test."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from quizapp.app import create_app
from quizapp.config import Settings
from quizapp.storage.database import db
from quizapp.web.deck import sync_deck
from tests.support.decks import ALPHA, BETA, SMALL_DECK, write_deck
from tests.support.moments import Clock
from tests.support.templates import TEMPLATES


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002
        """Say nothing: the browser's console is what tests look at."""


class Live:
    """The server, and the app that it serves at this moment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.app: Flask | None = None
        self.clock = Clock()
        self.requests: list[tuple[str, str]] = []
        self.is_down = False
        self._number = 0
        self._server = make_server(
            "127.0.0.1", 0, self._answer, threaded=True, request_handler=_Quiet
        )
        self.url = f"http://127.0.0.1:{self._server.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def serve(self, files: dict[str, str] | None = None) -> Flask:
        """Serve a new app over a deck, on the first day of a new learner."""
        self.leave()
        self._number += 1
        place = self.folder / str(self._number)
        data = place / "data"
        data.mkdir(parents=True)
        # A database that has the schema already saves each test the migrations.
        blank = self.folder / "blank.db"
        if blank.is_file():
            shutil.copy(blank, data / "quizapp.db")
        deck = write_deck(place / "cards", files or SMALL_DECK)
        settings = Settings("127.0.0.1", 5000, data, f"sqlite:///{data / 'quizapp.db'}", deck)
        self.clock.set("2026-06-01T12:00:00")
        app = create_app(settings, CLOCK=self.clock)
        app.jinja_env.bytecode_cache = TEMPLATES
        if not blank.is_file():
            _close(app)
            shutil.copy(data / "quizapp.db", blank)
        sync_deck(app)
        self.requests.clear()
        self.is_down = False
        self.app = app
        return app

    def leave(self) -> None:
        """Close the app that is served."""
        if self.app is not None:
            _close(self.app)
            self.app = None

    def stop(self) -> None:
        """Close the app and the server."""
        self.leave()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def sent(self, method: str, path: str) -> int:
        """How often something was asked for since this app is served."""
        return self.requests.count((method, path))

    def _answer(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        self.requests.append((environ["REQUEST_METHOD"], environ["PATH_INFO"]))
        if self.app is None or self.is_down:
            start("503 Service Unavailable", [("Content-Type", "text/plain")])
            return [b"down"]
        return self.app(environ, start)


@contextmanager
def running(folder: Path) -> Iterator[Live]:
    """A server for as long as the block runs."""
    live = Live(folder)
    try:
        yield live
    finally:
        live.stop()


def deck_of(*card_ids: str) -> dict[str, str]:
    """A deck with some of the small deck's cards, in this order, all in the topic alpha."""
    parts = re.split(r"^(?=## )", ALPHA + BETA, flags=re.MULTILINE)
    by_id = {match[1]: part for part in parts if (match := re.search(r"\{#(\S+?)[ }]", part))}
    text = "---\ntopic: alpha\n---\n" + "\n".join(
        by_id[one].partition("\n---\ntopic")[0] for one in card_ids
    )
    return {
        "roadmap.toml": SMALL_DECK["roadmap.toml"],
        "topics/alpha/guide.md": SMALL_DECK["topics/alpha/guide.md"],
        "topics/alpha/cards.md": text,
    }


def _close(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()
