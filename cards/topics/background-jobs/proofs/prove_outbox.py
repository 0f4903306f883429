"""Proof for the card on the transactional outbox."""

import psycopg
import pytest

TABLES = """
CREATE TABLE orders (id integer PRIMARY KEY);
CREATE TABLE outbox (
    id serial PRIMARY KEY, body text NOT NULL, sent boolean NOT NULL DEFAULT false
);
"""
NEXT = """
SELECT id, body FROM outbox WHERE NOT sent ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
"""


class Crash(Exception):
    pass


def place(database, number, crash=False):
    with database.transaction():
        database.execute("INSERT INTO orders VALUES (%s)", [number])
        database.execute("INSERT INTO outbox (body) VALUES (%s)", [f"order {number}"])
        if crash:
            raise Crash


def send(database, queue, crash=False):
    with database.transaction():
        row = database.execute(NEXT).fetchone()
        if row:
            queue.append(row[1])
            if crash:
                raise Crash
            database.execute("UPDATE outbox SET sent = true WHERE id = %s", [row[0]])


def test_no_crash_loses_the_message_of_a_stored_order(postgres):
    queue = []
    with psycopg.connect(postgres, autocommit=True) as one:
        one.execute(TABLES)

        with pytest.raises(Crash):
            place(one, 1, crash=True)
        send(one, queue)
        assert queue == []  # no order, and no message about one

        place(one, 2)
        with pytest.raises(Crash):
            send(one, queue, crash=True)
        send(one, queue)
        assert queue == ["order 2", "order 2"]  # twice, and not lost
        send(one, queue)
        assert len(queue) == 2

        place(one, 3)
        place(one, 4)
        with psycopg.connect(postgres, autocommit=True) as two:
            with one.transaction(), two.transaction():
                taken = [
                    database.execute(NEXT).fetchone()[1] for database in (one, two)
                ]
            assert taken == ["order 3", "order 4"]
