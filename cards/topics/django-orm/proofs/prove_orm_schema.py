"""Proofs for the django-orm cards on migrations and managers."""

import io
import json
import sys
import types

import django
import pytest
from django.conf import settings

shop = types.ModuleType("shop")
shop.__file__ = __file__
sys.modules["shop"] = shop

settings.configure(
    INSTALLED_APPS=["shop"],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
)
django.setup()

from django.apps import apps  # noqa: E402
from django.core.management import CommandError, call_command  # noqa: E402
from django.db import OperationalError, connection, migrations, models  # noqa: E402
from django.db.migrations.state import ModelState, ProjectState  # noqa: E402
from django.db.migrations.writer import MigrationWriter  # noqa: E402
from django.http import Http404  # noqa: E402
from django.shortcuts import get_object_or_404  # noqa: E402
from django.test import override_settings  # noqa: E402

# So that dumpdata looks at the models below.
apps.get_app_config("shop").models_module = shop


class Item(models.Model):
    name = models.CharField(max_length=50)
    color = models.CharField(max_length=50)

    class Meta:
        app_label = "shop"

    def label(self):
        return f"{self.color} {self.name}"


class PublishedManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().filter(draft=False)


class Book(models.Model):
    title = models.CharField(max_length=50)
    draft = models.BooleanField()

    published = PublishedManager()
    objects = models.Manager()

    class Meta:
        app_label = "shop"


def create(model):
    with connection.schema_editor() as editor:
        editor.create_model(model)


def delete(model):
    with connection.schema_editor() as editor:
        editor.delete_model(model)


def test_a_migration_that_imports_todays_model_fails_on_yesterdays_table():
    state = ProjectState()
    id_and_name = ModelState.from_model(Item)
    del id_and_name.fields["color"]
    state.add_model(id_and_name)
    item_then = state.apps.get_model("shop", "Item")

    create(item_then)
    item_then.objects.create(name="lamp")
    with pytest.raises(OperationalError, match="no such column: shop_item.color"):
        list(Item.objects.all())
    assert item_then.objects.get().name == "lamp"
    assert not hasattr(item_then, "label")
    delete(item_then)


def write(folder, name, dependencies):
    """Write a migration without operations."""
    migration = type("Migration", (migrations.Migration,), {})(name, "branches")
    migration.dependencies = [("branches", one) for one in dependencies]
    (folder / f"{name}.py").write_text(MigrationWriter(migration).as_string())


def test_merge_joins_two_ends_of_the_history(tmp_path, monkeypatch):
    folder = tmp_path / "branches" / "migrations"
    folder.mkdir(parents=True)
    (tmp_path / "branches" / "__init__.py").touch()
    (folder / "__init__.py").touch()
    write(folder, "0001_first", [])
    write(folder, "0002_mine", ["0001_first"])
    write(folder, "0002_yours", ["0001_first"])
    monkeypatch.syspath_prepend(tmp_path)

    with override_settings(INSTALLED_APPS=["branches"]):
        with pytest.raises(CommandError, match="Conflicting migrations detected"):
            call_command("migrate", verbosity=0)
        call_command("makemigrations", "--merge", interactive=False, verbosity=0)
        call_command("migrate", verbosity=0)
    assert len(list(folder.glob("0003_merge*.py"))) == 1


def test_dumpdata_takes_the_first_manager():
    create(Book)
    Book.objects.create(title="done", draft=False)
    draft = Book.objects.create(title="sketch", draft=True)
    out = io.StringIO()
    call_command("dumpdata", "shop.book", stdout=out)
    assert [row["fields"]["title"] for row in json.loads(out.getvalue())] == ["done"]
    with pytest.raises(Http404):
        get_object_or_404(Book, pk=draft.pk)

    out = io.StringIO()
    call_command("dumpdata", "shop.book", "--all", stdout=out)
    assert len(json.loads(out.getvalue())) == 2
    delete(Book)
