"""R4: on a full disk reading goes on and writing says so; with room again nothing is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.disks import can_mount, files_that_cannot_grow, filled, small_disk
from tests.support.evidence import integrity, logged
from tests.support.posting import Poster, minted
from tests.support.served import Served, run_command

#: The way that needs no rights is always taken, the other where mounting is allowed.
WAYS = ["quota", *(["disk"] if can_mount() else [])]
MOST_POSTS = 3000


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> str:
    """What is full: a small disk, or what the process may write to its files."""
    return str(request.param)


@pytest.fixture
def served(way: str, tmp_path: Path, make_served: Callable[..., Served]) -> Iterator[Served]:
    """A server that has been started twice, so that all it must ever write is written."""
    if way == "quota":
        yield restarted(make_served())
        return
    with small_disk(tmp_path / "disk") as disk:
        server = restarted(make_served(disk / "data"))
        yield server
        server.close()


def restarted(server: Served) -> Served:
    server.start()
    assert server.stop() == 0
    server.start()
    return server


@contextmanager
def full(way: str, served: Served, database: Path) -> Iterator[Callable[[], None]]:
    """No room is left; calling what is given makes some."""
    if way == "disk":
        with filled(database.parent.parent) as free:
            yield free
    else:
        assert served.worker is not None
        with files_that_cannot_grow(served.worker, 4096) as free:
            yield free


def test_it_reads_on_says_so_and_stores_the_answer_when_there_is_room(
    way: str, served: Served
) -> None:
    database = Path(served.environment["QUIZAPP_DATA"]) / "quizapp.db"
    stored: list[str] = []
    with Poster(served.port) as poster:
        poster.sign_in()
        with full(way, served, database) as free:
            for seen in range(MOST_POSTS):
                refused = minted()
                if poster.answer("sky", refused, seen) != 303:
                    break
                stored.append(refused)
            assert poster.status == 507
            assert "Nothing was changed" in poster.text
            assert "Traceback" not in poster.text
            for path in ("/", "/review/summary", "/settings", "/hub/alpha"):
                assert poster.get(path) == 200, path
            assert logged(database) == dict.fromkeys(stored, 1)
            assert poster.answer("pick", minted(), 0) == 507
            free()
            assert poster.answer("sky", refused, len(stored)) == 303
        assert poster.answer("pick", minted(), 0) == 303
    assert logged(database)[refused] == 1
    assert len(logged(database)) == len(stored) + 2
    assert served.stop() == 0
    assert integrity(database) == "ok"
    assert run_command(["doctor"], served.environment).returncode == 0
    assert "Traceback" not in served.log.read_text()
