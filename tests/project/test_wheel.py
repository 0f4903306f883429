"""The built wheel works by itself: installed elsewhere, it serves and keeps an answer."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import sysconfig
import time
import zipfile
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.support.client import check_page
from tests.support.journey import fields_of, words_of
from tests.support.posting import Poster
from tests.support.repository import ROOT
from tests.support.served import free_port

pytestmark = pytest.mark.slow

LONGEST_START = 120.0


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    done = subprocess.run([*command, str(ROOT)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment that has the wheel, and borrows its requirements from this one."""
    folder = tmp_path_factory.mktemp("installed") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps"]
    subprocess.run([*pip, "--no-index", "--quiet", str(wheel)], check=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    # A path in a .pth file comes after the environment's own packages, so the wheel wins.
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def _environment(home: Path, port: int) -> dict[str, str]:
    """What a person's shell has, and nothing of this machine's settings."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
    return kept | {"HOME": str(home), "QUIZAPP_PORT": str(port)}


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/static/app.css")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


@pytest.fixture(scope="module")
def port(installed: Path, home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of `quizapp run`, started in a folder of its own."""
    place, number = tmp_path_factory.mktemp("elsewhere"), free_port()
    with (place / "log").open("wb") as log:
        process = subprocess.Popen(
            [str(installed / "bin" / "quizapp"), "run"],
            cwd=place,
            env=_environment(home, number),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    limit = time.perf_counter() + LONGEST_START
    while not _answers(number):
        assert process.poll() is None, (place / "log").read_text()[-2000:]
        assert time.perf_counter() < limit, "it did not answer in time"
        time.sleep(0.1)
    yield number
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    text = (place / "log").read_text()
    assert "Nexus is ready" in text
    assert "Traceback" not in text
    assert [one.name for one in place.iterdir()] == ["log"]


def test_it_packs_what_the_product_needs_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    for name in (
        "quizapp/_data/static/vendor/htmx.min.js",
        "quizapp/_data/static/css/ORDER",
        "quizapp/_data/cards/roadmap.toml",
        "quizapp/_data/migrations/env.py",
        "quizapp/templates/page.html",
        "quizapp/features/review/review.html",
    ):
        assert name in names
    outside = [one for one in names if not one.startswith(("quizapp/", "nexus_quizapp-"))]
    assert outside == []
    assert not [one for one in names if one.endswith((".pyc", ".db", ".key"))]
    assert any("licenses/LICENSE-content" in one for one in names)


def test_it_is_the_wheel_that_runs(installed: Path, home: Path, tmp_path: Path) -> None:
    code = "import quizapp; print(quizapp.__file__)"
    done = subprocess.run(
        [str(installed / "bin" / "python"), "-c", code],
        cwd=tmp_path,
        env=_environment(home, 1),
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(done.stdout.strip()).is_relative_to(installed)


def test_it_finds_no_fault_in_the_deck_that_it_carries(
    installed: Path, home: Path, tmp_path: Path
) -> None:
    done = subprocess.run(
        [str(installed / "bin" / "quizapp"), "deck", "check"],
        cwd=tmp_path,
        env=_environment(home, 1),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:]


def test_it_serves_pages_and_every_file_that_they_name(port: int) -> None:
    with Poster(port) as visitor:
        for path in ("/", "/hub", "/hub/python", "/cards", "/settings"):
            assert visitor.get(path) == 200, path
            tree = check_page(visitor.text)
        named = [one.get("src") or one.get("href") or "" for one in tree.iter()]
        for address in {one for one in named if one.startswith("/static/")}:
            assert visitor.get(address) == 200, address


def test_it_keeps_an_answer_in_the_users_data_folder(port: int, home: Path) -> None:
    with Poster(port) as visitor:
        visitor.sign_in()
        assert visitor.post("/review/sessions") == 303
        assert visitor.get("/review") == 200
        tree = check_page(visitor.text)
        (form,) = [one for one in tree.iter("form") if one.get("id") == "reveal"]
        fields = fields_of(form)
        assert visitor.answer(fields["prompt_id"], fields["answer_id"], int(fields["seen"])) == 303
        assert visitor.get("/review/summary") == 200
        assert words_of(next(check_page(visitor.text).iter("h1"))) == "Stopped"
        assert "1 answer" in visitor.text
    data = home / ".local" / "share" / "nexus-quizapp"
    assert stat.S_IMODE((data / "secret.key").stat().st_mode) == 0o600
    connection = sqlite3.connect(f"file:{data / 'quizapp.db'}?mode=ro", uri=True)
    rows = connection.execute("SELECT prompt_id, quality FROM reviews").fetchall()
    connection.close()
    assert rows == [(fields["prompt_id"], 4)]


def test_it_writes_nothing_into_the_installed_package(port: int, installed: Path) -> None:
    assert port
    (package,) = installed.glob("lib/python*/site-packages/quizapp")
    assert not [one for one in package.rglob("*") if one.suffix in (".db", ".key", ".log")]
