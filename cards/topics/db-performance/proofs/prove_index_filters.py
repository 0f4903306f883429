"""Proofs for the index cards, read from the plans of SQLite."""

import sqlite3


def plan(connection, condition):
    rows = connection.execute(
        f"EXPLAIN QUERY PLAN SELECT * FROM users WHERE {condition}"
    )
    return " ".join(row[3] for row in rows)


def test_each_filter():
    connection = sqlite3.connect(":memory:")
    connection.executescript(
        """
        CREATE TABLE users (id INTEGER PRIMARY KEY, city TEXT, age INTEGER, bio TEXT);
        CREATE INDEX users_city_age ON users (city, age);
        """
    )
    # The two keys search the index.
    for condition in ("city = 'Ismailia'", "city = 'Giza' AND age > 30"):
        assert plan(connection, condition).startswith("SEARCH"), condition
    # The wrong options read the whole table.
    wrong = ("age > 30 OR city = 'Cairo'", "lower(city) = 'ismailia'", "age > 30")
    for condition in wrong:
        assert plan(connection, condition).startswith("SCAN"), condition
    # The stated reasons: an index that starts with age mends the OR ...
    connection.execute("CREATE INDEX users_age ON users (age)")
    assert "MULTI-INDEX OR" in plan(connection, wrong[0])
    # ... and an index on the expression mends lower().
    connection.execute("CREATE INDEX users_lower ON users (lower(city))")
    assert plan(connection, wrong[1]).startswith("SEARCH")


def work(connection, query):
    """The rows of a query and the number of steps that SQLite took for it."""
    steps = 0

    def count():
        nonlocal steps
        steps += 1
        return 0

    connection.set_progress_handler(count, 1)
    rows = connection.execute(query).fetchall()
    connection.set_progress_handler(None, 1)
    return rows, steps


def test_keyset_reads_less():
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE event (id INTEGER PRIMARY KEY, name TEXT)")
    connection.executemany(
        "INSERT INTO event VALUES (?, 'x')", ((n,) for n in range(1, 20_101))
    )
    by_offset, long_way = work(
        connection, "SELECT id FROM event ORDER BY id LIMIT 20 OFFSET 20000"
    )
    by_key, short_way = work(
        connection, "SELECT id FROM event WHERE id > 20000 ORDER BY id LIMIT 20"
    )
    assert by_offset == by_key and len(by_key) == 20
    assert long_way > 50 * short_way
