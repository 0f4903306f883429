"""Proof for the on_commit card: what a worker on its own connection can see."""

import atexit
import sqlite3
import sys
import tempfile
import types
from pathlib import Path

import django
import pytest
from django.conf import settings

orders = types.ModuleType("orders")
orders.__file__ = __file__
sys.modules["orders"] = orders

# A file, because a second connection cannot see an in-memory database.
FOLDER = tempfile.TemporaryDirectory()
atexit.register(FOLDER.cleanup)
DATABASE = Path(FOLDER.name) / "proof.sqlite3"

settings.configure(
    INSTALLED_APPS=["orders"],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    DATABASES={
        "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(DATABASE)}
    },
)
django.setup()

from django.db import connection, models, transaction  # noqa: E402


class Order(models.Model):
    total = models.IntegerField()

    class Meta:
        app_label = "orders"


@pytest.fixture(autouse=True)
def table():
    with connection.schema_editor() as editor:
        editor.create_model(Order)
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(Order)
    connection.close()


def worker(pk):
    """Look for the order as a worker process would: on its own connection."""
    own = sqlite3.connect(DATABASE)
    found = own.execute("SELECT id FROM orders_order WHERE id = ?", (pk,)).fetchone()
    own.close()
    return found is not None


def test_callback_runs_after_the_commit_and_never_after_a_rollback():
    # The cause: before the commit, a worker cannot see the row.
    # region: on-commit
    early, late = [], []
    with transaction.atomic():
        order = Order.objects.create(total=5)
        early.append(worker(order.pk))
        transaction.on_commit(lambda: late.append(worker(order.pk)))
        assert late == []
    assert early == [False]
    assert late == [True]
    # endregion

    # The why: a rollback drops the callback.
    ran = []
    with pytest.raises(RuntimeError):
        with transaction.atomic():
            Order.objects.create(total=5)
            transaction.on_commit(lambda: ran.append("job"))
            raise RuntimeError("payment refused")
    assert ran == []
    assert Order.objects.count() == 1
