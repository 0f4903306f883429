"""Django for proofs: configured once in a process, on an empty database for each test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, models
from django.test.utils import override_settings
from psycopg.conninfo import conninfo_to_dict

_SETTINGS = {
    "ALLOWED_HOSTS": ["*"],
    "DATABASES": {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
    "SECRET_KEY": "proof",
}


class DjangoProject:
    """Call it with settings; a file that has configured Django itself may call it with others."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._overrides: list[Any] = []

    def __call__(self, postgres: str | None = None, **overrides: object) -> DjangoProject:
        """Use these settings until the test ends, on a new SQLite file or that PostgreSQL URL."""
        if not settings.configured:
            settings.configure(**_SETTINGS)
            django.setup()
        override = override_settings(**overrides)
        override.enable()
        self._overrides.append(override)
        _use(_postgres(postgres) if postgres else _sqlite(self._folder / "db.sqlite3"))
        return self

    def migrate(self) -> None:
        """Make the tables of all installed apps, those without migrations included."""
        call_command("migrate", run_syncdb=True, verbosity=0)

    def create_tables(self, *of: type[models.Model]) -> None:
        """Make the tables of these models."""
        with connection.schema_editor() as editor:
            for model in of:
                editor.create_model(model)

    def restore(self) -> None:
        """Let go of the database and take back the settings."""
        connections.close_all()
        for override in reversed(self._overrides):
            override.disable()


@contextmanager
def django_projects(folder: Path) -> Iterator[DjangoProject]:
    """A project for one test."""
    project = DjangoProject(folder)
    try:
        yield project
    finally:
        project.restore()


def _use(database: dict[str, Any]) -> None:
    connections.close_all()
    # Django has no public way to change databases, and one process here uses several.
    connections.settings = connections.configure_settings({"default": database})
    if hasattr(connections._connections, "default"):
        del connections["default"]


def _sqlite(path: Path) -> dict[str, Any]:
    options = {"init_command": "PRAGMA synchronous=OFF"}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": options}


def _postgres(url: str) -> dict[str, Any]:
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "port": "PORT"}
    given = {names.get(key, "HOST"): value for key, value in conninfo_to_dict(url).items()}
    return {"ENGINE": "django.db.backends.postgresql", **given}
