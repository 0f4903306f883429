"""Proofs for the testing cards whose claim can be run."""

import os
import sqlite3


class FakeOrders:
    def __init__(self):
        self.rows = {}

    def save(self, key, amount):
        self.rows[key] = amount


class SqlOrders:
    def __init__(self, db):
        self.db = db

    def save(self, key, amount):
        # The table calls this column "amount".
        self.db.execute("INSERT INTO orders (id, total) VALUES (?, ?)", (key, amount))


def place_order(orders, key, amount):
    orders.save(key, amount)
    return key


def test_a_fake_hides_the_wrong_column():
    assert place_order(FakeOrders(), 1, 50) == 1  # the unit test is green

    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE orders (id INTEGER PRIMARY KEY, amount INTEGER)")
    message = ""
    try:
        place_order(SqlOrders(db), 1, 50)
    except sqlite3.OperationalError as error:
        message = str(error)
    finally:
        db.close()
    assert message == "table orders has no column named total"


def test_monkeypatch_restores_the_environment(monkeypatch):
    name = "NEXUS_CARD_PROOF"
    assert name not in os.environ
    monkeypatch.setenv(name, "1")
    assert os.environ[name] == "1"
    monkeypatch.undo()  # what pytest calls when the test has finished
    assert name not in os.environ
