"""Proof for the card on deleting a cache key inside a transaction."""

import atexit
import sqlite3
import tempfile
from pathlib import Path

import django
import pytest
from django.conf import settings

# A file, because a second connection cannot see an in-memory database.
FOLDER = tempfile.TemporaryDirectory()
atexit.register(FOLDER.cleanup)
DATABASE = Path(FOLDER.name) / "proof.sqlite3"

settings.configure(
    DATABASES={
        "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(DATABASE)}
    }
)
django.setup()

from django.core.cache import cache  # noqa: E402
from django.db import connection, transaction  # noqa: E402


@pytest.fixture(autouse=True)
def price():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE price (amount INTEGER)")
        cursor.execute("INSERT INTO price VALUES (10)")
    yield
    connection.close()


def read_price():
    """Read as another process would: cache first, then its own connection."""

    def load():
        other = sqlite3.connect(DATABASE)
        (amount,) = other.execute("SELECT amount FROM price").fetchone()
        other.close()
        return amount

    return cache.get_or_set("price", load, timeout=60)


# region: commit
def set_price(amount, invalidate):
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE price SET amount = %s", [amount])
        invalidate()
        read_price()  # a reader who comes before the commit


def test_an_early_delete_lets_a_reader_cache_the_old_row():
    assert read_price() == 10

    set_price(20, lambda: cache.delete("price"))
    assert read_price() == 10  # old, although 20 is committed

    set_price(30, lambda: transaction.on_commit(lambda: cache.delete("price")))
    assert read_price() == 30


# endregion
