"""What a database file says, read past the program, and what a refusal must look like."""

from __future__ import annotations

import sqlite3
from collections import Counter
from pathlib import Path
from subprocess import CompletedProcess


def logged(database: Path) -> Counter[str]:
    """How often each answer id stands in the log."""
    return Counter(str(one) for (one,) in _asked(database, "SELECT answer_id FROM reviews"))


def integrity(database: Path) -> str:
    """`ok`, or what SQLite finds wrong."""
    return str(_asked(database, "PRAGMA integrity_check")[0][0])


def _asked(database: Path, statement: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(database)
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()


def refusal(done: CompletedProcess[str], code: int = 2) -> str:
    """The one sentence with which a command refused; AssertionError if it said more or less."""
    said = done.stdout + done.stderr
    assert done.returncode == code, f"exit {done.returncode}: {said[-2000:]}"
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert len(lines) == 1, said[-2000:]
    assert lines[0].startswith("quizapp: ")
    assert lines[0].endswith((".", "?"))
    assert "Traceback" not in said
    assert "sqlite3." not in said
    return lines[0].removeprefix("quizapp: ")
