"""The key that signs tokens is made at the first start and known to nobody else."""

from __future__ import annotations

import os
import re
import stat
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask

from quizapp.config import SettingError
from quizapp.web.secret_key import secret_key
from tests.support.client import CheckingClient

ROOT = Path(__file__).parents[2]


@pytest.fixture
def careless() -> Iterator[None]:
    """A shell that lets everybody read and write new files."""
    before = os.umask(0)
    yield
    os.umask(before)


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("careless")
def test_it_makes_a_key_that_only_its_owner_can_read(tmp_path: Path) -> None:
    secret_key(tmp_path / "data")
    assert _mode(tmp_path / "data" / "secret.key") == 0o600
    assert _mode(tmp_path / "data") == 0o700
    assert [one.name for one in (tmp_path / "data").iterdir()] == ["secret.key"]


def test_it_makes_the_key_once(tmp_path: Path) -> None:
    first = secret_key(tmp_path)
    assert [secret_key(tmp_path) for _ in range(3)] == [first] * 3
    assert (tmp_path / "secret.key").read_bytes() == first


def test_it_makes_one_key_for_starts_at_the_same_moment(tmp_path: Path) -> None:
    for round_ in range(20):
        with ThreadPoolExecutor(8) as pool:
            keys = set(pool.map(secret_key, [tmp_path / str(round_)] * 8))
        assert len(keys) == 1


def test_it_makes_another_key_for_each_installation(tmp_path: Path) -> None:
    keys = {secret_key(tmp_path / str(number)) for number in range(50)}
    assert len(keys) == 50
    assert all(re.fullmatch(rb"[0-9a-f]{64}", key) for key in keys)


@pytest.mark.parametrize("content", [b"", b"short", b"\n"])
def test_it_refuses_to_sign_with_what_is_no_key(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_bytes(content)
    with pytest.raises(SettingError, match="holds no key"):
        secret_key(tmp_path)


def test_it_says_so_when_the_folder_cannot_hold_the_key(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(SettingError, match="QUIZAPP_DATA"):
        secret_key(tmp_path / "data")


def test_it_has_no_key_but_the_one_of_its_data_folder(
    make_app: Callable[..., Flask], deck_folder: Path, tmp_path: Path
) -> None:
    apps = [make_app(deck_folder), make_app(deck_folder)]
    keys = [app.config["SECRET_KEY"] for app in apps]
    assert keys == [(tmp_path / f"data{n}" / "secret.key").read_bytes() for n in range(2)]
    assert keys[0] != keys[1]
    assert not apps[0].config["SECRET_KEY_FALLBACKS"]


def test_it_takes_no_key_from_the_environment(
    make_app: Callable[..., Flask], deck_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SECRET_KEY", "FLASK_SECRET_KEY", "WTF_CSRF_SECRET_KEY"):
        monkeypatch.setenv(name, "guessed")
    app = make_app(deck_folder)
    assert "guessed" not in (app.config["SECRET_KEY"], app.config.get("WTF_CSRF_SECRET_KEY"))


def test_it_shows_the_key_nowhere(app: Flask, client: CheckingClient) -> None:
    key = app.config["SECRET_KEY"].decode()
    for path in ("/", "/settings", "/review", "/nothing-here", "/static/secret.key"):
        response = client.get(path, follow_redirects=True)
        assert key not in response.get_data(as_text=True) + str(response.headers)


def test_it_keeps_no_key_in_the_repository() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    assert "quizapp/web/secret_key.py" in tracked
    assert not [name for name in tracked if name.endswith((".key", ".pem", ".env", ".db"))]
    shapes = re.compile(
        r"""(?ix) -----BEGIN\ [A-Z ]*PRIVATE\ KEY | \bAKIA[0-9A-Z]{16}\b | \bgh[pousr]_\w{30,}
        | (?:secret|token|password|api)_?key?["']?\s*[:=]\s*["'][0-9a-f]{24,}["'] """
    )
    for name in filter(None, tracked):
        path = ROOT / name
        if path.is_file() and path.suffix in (".py", ".toml", ".md", ".yml", ".js", ".html", ""):
            assert not shapes.search(path.read_text(encoding="utf-8", errors="replace")), name


def test_it_ignores_the_data_folder_in_the_repository() -> None:
    asked = ["instance/secret.key", "instance/quizapp.db"]
    done = subprocess.run(
        ["git", "check-ignore", *asked], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == asked
