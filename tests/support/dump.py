"""What the app keeps, as text: two dumps are equal when nothing was changed in between."""

from __future__ import annotations

import sqlite3
from hashlib import sha256
from pathlib import Path

from flask import Flask
from sqlalchemy.engine import make_url


def dump(app: Flask) -> str:
    """All rows of the app's SQLite database, and a digest of each file of its deck."""
    database = make_url(app.config["SQLALCHEMY_DATABASE_URI"]).database
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        rows = list(connection.iterdump())
    finally:
        connection.close()
    assert any("INSERT" in row for row in rows), "an empty database would prove nothing"
    return "\n".join([*rows, *_files(Path(app.config["DECK"]))])


def _files(folder: Path) -> list[str]:
    return [
        f"{path.relative_to(folder)} {sha256(path.read_bytes()).hexdigest()}"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
