"""Settings: each from one environment variable, with a default and a line of meaning."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

PREFIX = "QUIZAPP_"
PACKAGE = Path(__file__).parent


class SettingError(ValueError):
    """A setting that cannot be used; the text names it and says what is allowed."""


class Known(NamedTuple):
    """One setting: its environment variable, its default in words, and what it means."""

    name: str
    default: str
    meaning: str


KNOWN = (
    Known("QUIZAPP_HOST", "127.0.0.1", "Address to listen on; only this machine's own."),
    Known("QUIZAPP_PORT", "5000", "Port to listen on, 1 to 65535."),
    Known("QUIZAPP_DATA", "instance/", "Folder of the database and of the local secret key."),
    Known(
        "QUIZAPP_DATABASE_URL", "quizapp.db in the data folder", "sqlite:/// or postgresql:// URL."
    ),
    Known("QUIZAPP_CARDS", "the built-in deck", "Folder of the deck."),
)

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that the surroundings decide."""

    host: str
    port: int
    data: Path
    database_url: str
    cards: Path

    @property
    def database_place(self) -> str:
        """Where the database is, in words for a person: a path, or an address without password."""
        shown = re.sub(r"^(postgresql[^/]*//)[^/]*@", r"\1", self.database_url)
        return shown.removeprefix("sqlite:///")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read and check all settings.  Raises SettingError for the first that is wrong."""
        given = dict(os.environ if environment is None else environment)
        _refuse_unknown(given)
        data = Path(given.get("QUIZAPP_DATA") or _default_data()).expanduser().absolute()
        return cls(
            host=_host(given.get("QUIZAPP_HOST") or "127.0.0.1"),
            port=_port(given.get("QUIZAPP_PORT") or "5000"),
            data=data,
            database_url=_database_url(
                given.get("QUIZAPP_DATABASE_URL") or f"sqlite:///{data / 'quizapp.db'}"
            ),
            cards=_cards(given.get("QUIZAPP_CARDS")),
        )


def bundled(name: str) -> Path:
    """A folder that ships with the product: inside an installed wheel, else in the checkout."""
    installed = PACKAGE / "_data" / name
    return installed if installed.is_dir() else PACKAGE.parent / name


def _refuse_unknown(given: Mapping[str, str]) -> None:
    names = [known.name for known in KNOWN]
    for name in sorted(given):
        if name.startswith(PREFIX) and name not in names:
            short = [one.removeprefix(PREFIX) for one in names]  # the prefix likens all of them
            near = get_close_matches(name.removeprefix(PREFIX), short, 1)
            hint = f"Did you mean {PREFIX}{near[0]}?" if near else f"There are: {', '.join(names)}."
            raise SettingError(f"{name} is no setting of this program. {hint}")


def _default_data() -> Path:
    if (PACKAGE.parent / "pyproject.toml").is_file():
        return PACKAGE.parent / "instance"
    from platformdirs import user_data_path

    return user_data_path("nexus-quizapp", appauthor=False)


def _host(text: str) -> str:
    if text not in LOOPBACK:
        raise SettingError(
            f"QUIZAPP_HOST is {text!r}. There are no accounts yet, so anyone who reaches the "
            f"address could change your reviews: use one of {', '.join(LOOPBACK)}."
        )
    return text


def _port(text: str) -> int:
    if not re.fullmatch(r"\d{1,5}", text) or not 1 <= int(text) <= 65535:
        raise SettingError(f"QUIZAPP_PORT is {text!r}; it must be a whole number from 1 to 65535.")
    return int(text)


def _database_url(text: str) -> str:
    if not re.match(r"(sqlite:///.|postgresql(\+psycopg)?://.)", text):
        raise SettingError(
            f"QUIZAPP_DATABASE_URL is {text!r}; it must start with sqlite:/// or postgresql://."
        )
    try:
        urlsplit(text).port  # noqa: B018  it is read to be checked
    except ValueError as error:
        raise SettingError(
            "QUIZAPP_DATABASE_URL cannot be read: its port must be a number, and special "
            "characters in its password must be written like %40."
        ) from error
    if text.startswith("postgresql") and find_spec("psycopg") is None:
        raise SettingError(
            "QUIZAPP_DATABASE_URL names PostgreSQL, whose driver is not installed: "
            "pip install 'nexus-quizapp[postgres]'."
        )
    return text


def _cards(text: str | None) -> Path:
    if not text:
        return bundled("cards")
    folder = Path(text).expanduser().absolute()
    if not folder.is_dir():
        raise SettingError(f"QUIZAPP_CARDS is {text!r}; there is no such folder.")
    return folder
