"""R5 and R7: a database that cannot be used is refused with one sentence, and left as it is."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.decks import SMALL_DECK, write_deck
from tests.support.disks import read_only
from tests.support.evidence import integrity, refusal
from tests.support.posting import Poster, minted
from tests.support.served import Served, patience, run_command

PAGE = 4096


@pytest.fixture(scope="module")
def used_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a server that has run, with answers in its log, and was stopped."""
    place = tmp_path_factory.mktemp("used")
    server = Served(place / "data", write_deck(place / "cards", SMALL_DECK))
    try:
        server.start()
        with Poster(server.port) as poster:
            poster.sign_in()
            for prompt in ("sky", "pick", "list-files"):
                assert poster.answer(prompt, minted(), 0) == 303
        assert server.stop() == 0
    finally:
        server.close()
    return place / "data"


@pytest.fixture
def stopped(make_served: Callable[..., Served], used_data: Path, tmp_path: Path) -> Served:
    """A server that was stopped, with a data folder of the test's own."""
    return make_served(shutil.copytree(used_data, tmp_path / "stopped" / "data"))


def file_of(server: Served) -> Path:
    return Path(server.environment["QUIZAPP_DATA"]) / "quizapp.db"


def of_zeros(file: Path) -> None:
    file.write_bytes(bytes(10 * PAGE))


def of_text(file: Path) -> None:
    file.write_text("Dear diary, this is no database.\n" * 500, encoding="utf-8")


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: 3 * PAGE + 100])


def of_another_program(file: Path) -> None:
    file.unlink()
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE learners (name TEXT)")
    connection.execute("INSERT INTO learners VALUES ('somebody else')")
    connection.commit()
    connection.close()


def with_broken_pages(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for page in range(1, len(content) // PAGE):
        content[page * PAGE : page * PAGE + 100] = b"\xff" * 100
    file.write_bytes(content)


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


UNUSABLE: dict[Callable[[Path], None], str] = {
    of_zeros: "The database file holds something else",
    of_text: "The database file holds something else",
    cut_short: "The database file is damaged",
    of_another_program: "The database holds something else",
    with_broken_pages: "The database file is damaged",
    a_folder: "The database file cannot be opened",
}


@pytest.mark.parametrize("spoil", UNUSABLE, ids=lambda one: one.__name__)
@pytest.mark.parametrize("command", ["run", "doctor"])
def test_it_refuses_a_file_that_it_cannot_use(
    stopped: Served, spoil: Callable[[Path], None], command: str
) -> None:
    spoil(file_of(stopped))
    before = kept(file_of(stopped))
    assert UNUSABLE[spoil] in refusal(run_command([command], stopped.environment))
    assert kept(file_of(stopped)) == before


@contextmanager
def nowhere(data: Path) -> Iterator[None]:
    """The data folder has gone, and a file stands in its place."""
    shutil.rmtree(data)
    data.write_text("")
    yield
    data.unlink()
    data.mkdir()


def folder(data: Path) -> Path:
    return data


def file(data: Path) -> Path:
    return data / "quizapp.db"


@pytest.mark.parametrize("place", [folder, file])
@pytest.mark.parametrize("command", ["run", "replay"])
def test_it_says_what_is_read_only_before_two_seconds_are_over(
    stopped: Served, place: Callable[[Path], Path], command: str
) -> None:
    data = file_of(stopped).parent
    with read_only(place(data)):
        begun = time.perf_counter()
        said = refusal(run_command([command], stopped.environment))
        seconds = time.perf_counter() - begun
    assert "writ" in said
    assert str(data) in said
    assert seconds < patience(2, stopped.environment)
    assert integrity(file_of(stopped)) == "ok"
    stopped.start()


def test_it_says_so_when_the_data_folder_cannot_be_made(stopped: Served) -> None:
    data = file_of(stopped).parent
    with nowhere(data):
        said = refusal(run_command(["run"], stopped.environment))
    assert str(data) in said
    assert "QUIZAPP_DATA" in said


def test_it_makes_a_new_database_where_there_is_none(stopped: Served) -> None:
    file_of(stopped).unlink()
    stopped.start()
    assert integrity(file_of(stopped)) == "ok"


def kept(file: Path) -> bytes:
    """The file, but for the bytes in its header in which SQLite notes how it is opened."""
    content = bytearray(file.read_bytes() if file.is_file() else b"")
    for first, end in ((18, 20), (24, 28), (92, 100)):
        content[first:end] = bytes(len(content[first:end]))
    return bytes(content)
