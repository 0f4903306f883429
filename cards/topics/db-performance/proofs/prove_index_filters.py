"""Proofs for the index cards, read from the plans of SQLite."""

import sqlite3


def plan(connection, condition):
    rows = connection.execute(f"EXPLAIN QUERY PLAN SELECT * FROM users WHERE {condition}")
    return " ".join(row[3] for row in rows)


def test_each_filter(options):
    connection = sqlite3.connect(":memory:")
    connection.executescript(
        """
        CREATE TABLE users (id INTEGER PRIMARY KEY, city TEXT, age INTEGER, bio TEXT);
        CREATE INDEX users_city_age ON users (city, age);
        """
    )
    # The keys search the index, the wrong options read the whole table.
    for condition, right in options:
        assert plan(connection, condition).startswith("SEARCH" if right else "SCAN"), condition
    either, lowered = (condition for condition, right in options if not right)
    # The stated reasons: an index that starts with age mends the OR ...
    connection.execute("CREATE INDEX users_age ON users (age)")
    assert "MULTI-INDEX OR" in plan(connection, either)
    # ... and an index on the expression mends lower().
    connection.execute("CREATE INDEX users_lower ON users (lower(city))")
    assert plan(connection, lowered).startswith("SEARCH")
