"""R20: a wrong setting is one line that names it, and the program does not start."""

from __future__ import annotations

import re
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.config import KNOWN, SettingError, Settings
from tests.support.evidence import refusal
from tests.support.served import Served, run_command

#: For each setting, values that it cannot have.
WRONG = {
    "QUIZAPP_HOST": ["0.0.0.0", "::", "example.org", "127.0.0.1:5000", "192.168.1.7", "*"],
    "QUIZAPP_PORT": ["0", "65536", "-1", "http", "5000.0", "5e3", " 5000", "99999"],
    "QUIZAPP_DATA": ["/dev/null/data", "/proc/quizapp"],
    "QUIZAPP_DATABASE_URL": [
        "quizapp.db",
        "sqlite://",
        "sqlite:///",
        "mysql://localhost/quizapp",
        "postgresql://",
        "postgresql://localhost:port/quizapp",
    ],
    "QUIZAPP_CARDS": ["/no/such/folder", __file__],
}
#: Right in themselves, but nothing stands behind them.
WITHOUT_A_DATABASE = [
    "sqlite:////no/such/folder/quizapp.db",
    "postgresql://nobody:secret@127.0.0.1:1/quizapp",
    "postgresql:///quizapp?host=/no/such/folder",
]


@pytest.fixture
def stopped(make_served: Callable[..., Served]) -> Served:
    """A server that could be started."""
    return make_served()


def test_every_setting_is_wrong_here_at_least_once() -> None:
    assert set(WRONG) == {known.name for known in KNOWN}
    assert all(WRONG.values())


@pytest.mark.parametrize("name", WRONG)
def test_it_names_the_setting_in_one_line_and_exits_with_2(stopped: Served, name: str) -> None:
    said = refusal(run_command(["run"], stopped.environment | {name: WRONG[name][0]}))
    assert name in said
    assert WRONG[name][0] in said


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (name, value)
        for name, values in WRONG.items()
        for value in values
        if name != "QUIZAPP_DATA"  # its folder is tried when it is made
    ],
)
def test_it_takes_no_wrong_value(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name) as refused:
        Settings.from_environment({name: value})
    assert "\n" not in str(refused.value)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("value", WRONG["QUIZAPP_DATA"])
def test_it_makes_no_data_where_none_can_be(stopped: Served, value: str) -> None:
    said = refusal(run_command(["doctor"], stopped.environment | {"QUIZAPP_DATA": value}))
    assert "QUIZAPP_DATA" in said
    assert value in said


@pytest.mark.parametrize("url", WITHOUT_A_DATABASE)
def test_it_says_where_there_is_no_database_and_hides_the_password(
    stopped: Served, url: str
) -> None:
    said = refusal(run_command(["doctor"], stopped.environment | {"QUIZAPP_DATABASE_URL": url}))
    assert "QUIZAPP_DATABASE_URL" in said
    assert re.sub("nobody:secret@", "", url).removeprefix("sqlite:///") in said
    assert "secret" not in said


@pytest.mark.postgres
def test_it_says_so_when_the_server_has_no_such_database(
    stopped: Served, postgres_url: str
) -> None:
    wrong = re.sub(r"quizapp_test_\d+_\d+", "no_such_database", postgres_url)
    said = refusal(run_command(["doctor"], stopped.environment | {"QUIZAPP_DATABASE_URL": wrong}))
    assert "The database server refuses us" in said
    assert "QUIZAPP_DATABASE_URL" in said


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("QUIZAPP_PROT", "Did you mean QUIZAPP_PORT?"),
        ("QUIZAPP_DATABASE", "Did you mean QUIZAPP_DATABASE_URL?"),
        ("QUIZAPP_CARD", "Did you mean QUIZAPP_CARDS?"),
        ("QUIZAPP_XYZZY", "There are: QUIZAPP_HOST, QUIZAPP_PORT"),
    ],
)
def test_it_offers_the_setting_that_an_unknown_one_may_have_meant(name: str, hint: str) -> None:
    with pytest.raises(SettingError) as refused:
        Settings.from_environment({name: "1"})
    assert str(refused.value).startswith(f"{name} is no setting of this program.")
    assert hint in str(refused.value)


def test_an_unknown_setting_stops_the_start(stopped: Served) -> None:
    said = refusal(run_command(["run"], stopped.environment | {"QUIZAPP_PROT": "5001"}))
    assert "QUIZAPP_PROT is no setting" in said


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_taken_port_is_named_with_the_setting_that_changes_it(stopped: Served, host: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", stopped.port))
        taken.listen()
        done = run_command(["run"], stopped.environment | {"QUIZAPP_HOST": host})
    said = refusal(done)
    assert f"Port {stopped.port} is taken" in said
    assert "QUIZAPP_PORT" in said


def test_it_asks_for_the_driver_that_a_postgresql_url_needs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(SettingError, match=r"pip install 'nexus-quizapp\[postgres\]'"):
        Settings.from_environment({"QUIZAPP_DATABASE_URL": "postgresql://localhost/quizapp"})


def test_empty_settings_mean_the_defaults() -> None:
    names = {known.name: "" for known in KNOWN}
    assert Settings.from_environment(names) == Settings.from_environment({})
    assert Settings.from_environment({}).host == "127.0.0.1"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("sqlite:////srv/nexus/quizapp.db", "/srv/nexus/quizapp.db"),
        ("sqlite:///me@home.db", "me@home.db"),
        ("postgresql://ann:pa%40ss@db:5432/nexus", "postgresql://db:5432/nexus"),
        ("postgresql+psycopg://ann@/nexus?host=/run", "postgresql+psycopg:///nexus?host=/run"),
    ],
)
def test_it_shows_where_the_database_is_without_a_password(url: str, shown: str) -> None:
    settings = Settings("127.0.0.1", 5000, Path("/data"), url, Path("/cards"))
    assert settings.database_place == shown
