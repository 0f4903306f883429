"""How fast things start: help, the server with the real deck, and loading that deck."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from quizapp.app import create_app
from quizapp.config import Settings, bundled
from quizapp.storage.database import db
from quizapp.web.deck import sync_deck
from tools.bench.client import Client
from tools.bench.figures import Row
from tools.bench.processes import ROOT, free_port, running, serving

RUNS = 9
HELP_SECONDS = 0.3
START_SECONDS = 2.5
SYNC_CARDS_A_SECOND = 160
UNCHANGED_SECONDS = 0.5

_PROGRAM = str(Path(sys.executable).with_name("quizapp"))


def help_row() -> Row:
    """`quizapp --help`, the whole process."""
    found = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run([_PROGRAM, "--help"], check=True, capture_output=True, cwd=ROOT)
        found.append(time.perf_counter() - start)
    note = f"median of {RUNS}, worst {max(found):.2f} s"
    return Row("quizapp --help", median(found), "s", HELP_SECONDS, note=note)


def start_rows() -> list[Row]:
    """`quizapp run` until Today is answered: on an empty folder, and on one that was used."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "QUIZAPP_DATA": home}
        first = _until_answered(environment)
        again = [_until_answered(environment) for _ in range(3)]
    return [
        Row(
            "Start to first answer",
            median(again),
            "s",
            START_SECONDS,
            note=f"`quizapp run`, real deck in step; median of 3, worst {max(again):.2f} s",
        ),
        Row("Very first start", first, "s", note="makes the database and loads the real deck"),
    ]


def big_start_row(folder: Path, name: str) -> Row:
    """The server over a big database, without a look at deck files."""
    start = time.perf_counter()
    with serving("app", folder) as server:
        client = Client(server.port)
        assert client.get("/settings").status == 200
        seconds = time.perf_counter() - start
        client.close()
    return Row(f"Start with {name}", seconds, "s", START_SECONDS, note="to the first answer")


def sync_rows() -> list[Row]:
    """The real deck into an empty database, and again with nothing to do."""
    with tempfile.TemporaryDirectory() as home:
        data = Path(home)
        url = f"sqlite:///{data / 'quizapp.db'}"
        app = create_app(Settings("127.0.0.1", 5000, data, url, bundled("cards")))
        start = time.perf_counter()
        report = sync_deck(app).report
        seconds = time.perf_counter() - start
        unchanged = []
        for _ in range(3):
            start = time.perf_counter()
            sync_deck(app)
            unchanged.append(time.perf_counter() - start)
        with app.app_context():
            db.engine.dispose()
    return [
        Row(
            "Deck into an empty database",
            report.added / seconds,
            "cards/s",
            SYNC_CARDS_A_SECOND,
            at_least=True,
            note=f"{report.added} cards in {seconds:.2f} s",
        ),
        Row(
            "Deck in step already",
            median(unchanged),
            "s",
            UNCHANGED_SECONDS,
            note=f"{report.added} cards; median of 3",
        ),
    ]


def _until_answered(environment: dict[str, str]) -> float:
    port = free_port()
    start = time.perf_counter()
    with running([_PROGRAM, "run"], port, {**environment, "QUIZAPP_PORT": str(port)}):
        client = Client(port)
        reply = client.get("/")
        seconds = time.perf_counter() - start
        client.close()
    assert reply.status == 200, f"status {reply.status}"
    return seconds
