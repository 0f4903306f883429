"""Runs the SQL of a file on an empty SQLite database: `sqlite_program.py file`.

Rows are printed with their values joined by `|`, NULL as nothing.  An error ends the run as any
Python error does, so its last line is such as `sqlite3.IntegrityError: FOREIGN KEY …`.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path


def statements_of(text: str) -> Iterator[str]:
    """The statements one by one; a semicolon in a string or a trigger ends none."""
    statement = ""
    *ended, rest = text.split(";")
    for piece in ended:
        statement += f"{piece};"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    yield statement + rest


def main() -> None:
    """Run each statement and print what it returns."""
    # Without an isolation level, BEGIN and COMMIT are those of the program alone.
    with sqlite3.connect(":memory:", isolation_level=None) as database:
        for statement in statements_of(Path(sys.argv[1]).read_text(encoding="utf-8")):
            for row in database.execute(statement):
                print("|".join("" if value is None else str(value) for value in row))


if __name__ == "__main__":
    main()
