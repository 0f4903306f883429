"""Proof for the card on idempotency keys: a repeated POST charges once."""

import sqlite3

import pytest


def shop():
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE charge (id INTEGER PRIMARY KEY, cents INTEGER)")
    db.execute("CREATE TABLE answer (key TEXT PRIMARY KEY, body TEXT)")
    return db


# region: charge-once
def post_payment(db, key, cents):
    """Charge once for each key, and replay the stored answer for a repeat."""
    known = db.execute("SELECT body FROM answer WHERE key = ?", (key,)).fetchone()
    if known:
        return known[0]
    with db:
        charge = db.execute("INSERT INTO charge (cents) VALUES (?)", (cents,))
        body = f"charge {charge.lastrowid}"
        db.execute("INSERT INTO answer VALUES (?, ?)", (key, body))
    return body


# endregion


def test_same_key_charges_once_and_replays_the_answer():
    db = shop()
    first = post_payment(db, "k-1", 500)
    again = post_payment(db, "k-1", 500)
    assert first == again == "charge 1"
    assert db.execute("SELECT count(*) FROM charge").fetchone() == (1,)

    assert post_payment(db, "k-2", 500) == "charge 2"

    # A parallel copy that missed the look-up still fails on the unique key,
    # and its charge is rolled back with it.
    with pytest.raises(sqlite3.IntegrityError):
        with db:
            db.execute("INSERT INTO charge (cents) VALUES (500)")
            db.execute("INSERT INTO answer VALUES ('k-1', 'charge 3')")
    assert db.execute("SELECT count(*) FROM charge").fetchone() == (2,)
    db.close()
