"""Proofs for the django-orm cards on update(), get_or_create() and constraints."""

import atexit
import sqlite3
import tempfile
from datetime import timedelta
from pathlib import Path

import django
import pytest
from django.conf import settings

# A file, because the parallel request has a connection of its own.
FOLDER = tempfile.TemporaryDirectory()
atexit.register(FOLDER.cleanup)
DATABASE = Path(FOLDER.name) / "proof.sqlite3"

settings.configure(
    USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    DATABASES={
        "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(DATABASE)}
    },
)
django.setup()

from django.core.exceptions import ValidationError  # noqa: E402
from django.core.validators import MinValueValidator  # noqa: E402
from django.db import IntegrityError, connection, models  # noqa: E402
from django.db.models import F, Q  # noqa: E402
from django.db.models.functions import Now  # noqa: E402
from django.utils import timezone  # noqa: E402


class Item(models.Model):
    price = models.IntegerField()
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        app_label = "shop"


class LooseTag(models.Model):
    name = models.CharField(max_length=50)
    note = models.CharField(max_length=50)

    class Meta:
        app_label = "shop"


class UniqueTag(models.Model):
    name = models.CharField(max_length=50, unique=True)
    note = models.CharField(max_length=50)

    class Meta:
        app_label = "shop"


class Checked(models.Model):
    stock = models.IntegerField(validators=[MinValueValidator(0)])

    class Meta:
        app_label = "shop"


class Guarded(models.Model):
    stock = models.IntegerField()

    class Meta:
        app_label = "shop"
        constraints = [
            models.CheckConstraint(condition=Q(stock__gte=0), name="stock_not_negative")
        ]


@pytest.fixture(autouse=True)
def tables():
    every = (Item, LooseTag, UniqueTag, Checked, Guarded)
    with connection.schema_editor() as editor:
        for model in every:
            editor.create_model(model)
    yield
    with connection.schema_editor() as editor:
        for model in every:
            editor.delete_model(model)
    connection.close()


def price_after_two_saves(between, **second_save):
    """Take 1 from a price of 10, do something, save again and read the price."""
    item = Item.objects.create(price=10)
    item.price = F("price") - 1
    item.save()
    between(item)
    item.save(**second_save)
    return Item.objects.get(pk=item.pk).price


def test_an_f_expression_is_applied_by_each_save():
    assert price_after_two_saves(lambda item: None) == 8
    assert price_after_two_saves(Item.refresh_from_db) == 9
    fields = {"update_fields": ["changed"]}
    assert price_after_two_saves(lambda item: None, **fields) == 9


def test_update_leaves_auto_now_as_it_was():
    item = Item.objects.create(price=1)
    yesterday = timezone.now() - timedelta(days=1)
    Item.objects.update(changed=yesterday)

    Item.objects.update(price=5)
    item.refresh_from_db()
    assert (item.price, item.changed) == (5, yesterday)

    Item.objects.update(price=6, changed=Now())
    item.refresh_from_db()
    assert item.changed > yesterday

    Item.objects.update(changed=yesterday)
    item.refresh_from_db()
    item.save()
    item.refresh_from_db()
    assert item.changed > yesterday


def get_or_create_beside_another_request(model):
    """Call get_or_create while another request inserts the same name."""

    def note():
        # Django calls this after it has looked and before it inserts.
        other = sqlite3.connect(DATABASE)
        with other:
            table = model._meta.db_table
            other.execute(f"INSERT INTO {table} (name, note) VALUES ('api', 'other')")
        other.close()
        return "mine"

    return model.objects.get_or_create(name="api", defaults={"note": note})


def test_get_or_create_meets_a_parallel_insert():
    _, created = get_or_create_beside_another_request(LooseTag)
    assert created
    assert LooseTag.objects.count() == 2
    with pytest.raises(LooseTag.MultipleObjectsReturned):
        LooseTag.objects.get_or_create(name="api")

    tag, created = get_or_create_beside_another_request(UniqueTag)
    assert not created
    assert tag.note == "other"
    assert UniqueTag.objects.count() == 1


def test_save_skips_validators_and_meets_the_constraint():
    item = Checked(stock=-1)
    item.save()
    assert Checked.objects.get().stock == -1
    with pytest.raises(ValidationError):
        item.full_clean()

    with pytest.raises(IntegrityError, match="stock_not_negative"):
        Guarded(stock=-1).save()
    with pytest.raises(IntegrityError, match="stock_not_negative"):
        Guarded.objects.bulk_create([Guarded(stock=-1)])
