"""What SQLite does for each statement of the pages that must stay fast: EXPLAIN, no full scan."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from quizapp.storage.database import db
from tools.bench.client import fields_of
from tools.bench.dataset import application
from tools.bench.figures import Row

_BIG = ("cards", "prompts", "reviews", "memories")
_HTMX = {"HX-Request": "true"}


def plan_rows(folder: Path) -> list[Row]:
    """Statements of Today, the roadmap and answers that read a big table from end to end: none."""
    app, _ = application(folder)
    client = app.test_client()
    with _statements(app) as found:
        token = fields_of(client.get("/settings").text)["csrf_token"]
        page = client.post(
            "/review/sessions", data={"csrf_token": token, "more": "20"}, headers=_HTMX
        )
        found.clear()
        client.get("/")
        client.get("/roadmap")
        _answer(client, page.text)
    rows = []
    with app.app_context():
        db.engine.dispose()
    for name, statistics in (("", None), (", new database", _of_a_new_database())):
        scans = _scans(folder / "quizapp.db", sorted(found), statistics)
        note = "; ".join(scans) or f"{len(found)} statements explained"
        rows.append(
            Row(f"Full scans by Today, roadmap, answers{name}", len(scans), "", 0, note=note)
        )
    return rows


def _answer(client: FlaskClient, page: str) -> None:
    for grade in ("good", "again"):
        reply = client.post(
            "/review/answers", data={**fields_of(page), "grade": grade}, headers=_HTMX
        )
        assert reply.status_code == 200, reply.text[:300]
        page = reply.text


@contextmanager
def _statements(app: Flask) -> Iterator[set[str]]:
    """Every statement that the app's connections run, with its values in it."""
    found: set[str] = set()

    def traced(connection: Any, *_: object) -> None:
        connection.set_trace_callback(found.add)

    with app.app_context():
        db.engine.dispose()
        event.listen(db.engine, "checkout", traced)
        try:
            yield found
        finally:
            event.remove(db.engine, "checkout", traced)


def _of_a_new_database() -> list[tuple[str, str, str]]:
    """The statistics that a learner's database has: those it was made with, never measured ones."""
    with tempfile.TemporaryDirectory() as home:
        app, _ = application(Path(home))
        with app.app_context():
            db.engine.dispose()
        connection = sqlite3.connect(Path(home) / "quizapp.db")
        try:
            return connection.execute("SELECT tbl, idx, stat FROM sqlite_stat1").fetchall()
        except sqlite3.OperationalError:  # it has none
            return []
        finally:
            connection.close()


def _scans(
    database: Path, statements: list[str], statistics: list[tuple[str, str, str]] | None
) -> list[str]:
    """What each plan says of reading a big table, or a learner's whole part of it, in full."""
    connection = sqlite3.connect(database)
    try:
        if statistics is not None:
            connection.execute("DELETE FROM sqlite_stat1")
            connection.executemany("INSERT INTO sqlite_stat1 VALUES (?, ?, ?)", statistics)
            connection.commit()
            connection.execute("ANALYZE sqlite_schema")  # reads the statistics anew
        found = []
        for statement in statements:
            if statement.split(" ", 1)[0] in ("SELECT", "UPDATE", "DELETE", "INSERT"):
                plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
                is_cut = " LIMIT " in statement  # read in the order of its key, and only a part
                found += [
                    f"{detail} for {' '.join(statement.split())[:90]}"
                    for *_, detail in plan
                    if _reads_all(detail, is_cut)
                ]
        return found
    finally:
        connection.close()


def _reads_all(detail: str, is_cut: bool) -> bool:
    words = detail.split()
    if words[1] not in _BIG or is_cut:
        return False
    of_learner = detail.endswith("(learner_id=?)")
    days = words[1] == "memories" and "(learner_id=? AND due_day" in detail
    return words[0] == "SCAN" or of_learner or days
