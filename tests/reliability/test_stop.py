"""R16: told to stop, the server finishes what it has begun, closes the database, and says 0."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.evidence import integrity, logged
from tests.support.posting import GONE, Poster, minted
from tests.support.served import LONGEST_START, Served, patience

#: gunicorn waits ten seconds for running requests; a little more is allowed for its own end.
LONGEST_STOP = 12.0


@pytest.fixture
def database(served: Served) -> Path:
    """The file of the running server's database."""
    return Path(served.environment["QUIZAPP_DATA"]) / "quizapp.db"


@pytest.fixture
def posters(served: Served) -> Iterator[list[Poster]]:
    """Eight people with an open connection and a token."""
    people = [Poster(served.port) for _ in range(8)]
    for one in people:
        one.sign_in()
    yield people
    for one in people:
        one.close()


def test_it_finishes_the_requests_that_are_running(
    served: Served, database: Path, posters: list[Poster]
) -> None:
    prompts = ["sky", "pick", "list-files", "in-order", "prints", "fails", "full-disk"]
    ids = {prompt: minted() for prompt in prompts}
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")  # so each of them waits in the middle of its work
    threads = [
        threading.Thread(target=poster.answer, args=(prompt, answer_id, 0))
        for poster, (prompt, answer_id) in zip(posters, ids.items(), strict=False)
    ]
    for poster in posters:
        poster.sent.clear()
    for thread in threads:
        thread.start()
    wait_until_busy(served, posters[: len(threads)])
    served.process.terminate()
    wait_until_closed(served)
    other.rollback()
    other.close()
    for thread in threads:
        thread.join(30)
    assert [poster.status for poster in posters[: len(threads)]] == [303] * len(threads)
    assert served.process.wait(LONGEST_STOP) == 0
    assert logged(database) == dict.fromkeys(ids.values(), 1)


def wait_until_busy(served: Served, waiting: list[Poster]) -> None:
    """Return when the server has read all of these requests."""
    limit = time.perf_counter() + LONGEST_START
    assert all(poster.sent.wait(LONGEST_START) for poster in waiting)
    while served.unread():
        assert time.perf_counter() < limit, "the requests were not taken"


def wait_until_closed(served: Served) -> None:
    """Return when a new request is not answered any more, although a thread would be free."""
    limit = time.perf_counter() + LONGEST_START
    while served.answers(within=0.5):
        assert time.perf_counter() < limit, "it still takes requests"


def test_it_stops_under_load_and_loses_nothing(
    served: Served, database: Path, posters: list[Poster]
) -> None:
    prompts = [
        "sky",
        "pick",
        "list-files",
        "in-order",
        "prints",
        "fails",
        "full-disk",
        "idempotent",
    ]
    acknowledged: list[str] = []
    statuses: set[int] = set()
    enough = threading.Event()

    def study(poster: Poster, prompt: str) -> None:
        seen = 0
        while True:
            answer_id = minted()
            try:
                statuses.add(poster.answer(prompt, answer_id, seen))
            except GONE:
                return
            acknowledged.append(answer_id)
            seen += 1
            if len(acknowledged) > 100:
                enough.set()

    threads = [
        threading.Thread(target=study, args=pair) for pair in zip(posters, prompts, strict=True)
    ]
    for thread in threads:
        thread.start()
    assert enough.wait(LONGEST_START)
    begun = time.perf_counter()
    assert served.stop() == 0
    assert time.perf_counter() - begun < LONGEST_STOP
    for thread in threads:
        thread.join(30)
    assert statuses == {303}
    log = logged(database)
    assert set(log.values()) == {1}
    assert set(acknowledged) <= set(log)
    assert len(log) - len(acknowledged) <= len(posters), "more than the last ones were not answered"
    assert integrity(database) == "ok"
    assert "Traceback" not in served.log.read_text()


def test_it_leaves_one_file_and_starts_again_at_once(served: Served, posters: list[Poster]) -> None:
    data = Path(served.environment["QUIZAPP_DATA"])
    assert posters[0].answer("sky", minted(), 0) == 303
    assert served.stop() == 0
    assert {one.name for one in data.iterdir()} == {"quizapp.db", "secret.key"}
    assert served.start() < patience(3, served.environment)
    with Poster(served.port) as poster:
        poster.sign_in()
        assert poster.answer("sky", minted(), 1) == 303


@pytest.mark.parametrize("signal", [2, 3], ids=["interrupt", "quit"])
def test_it_stops_at_other_requests_to_stop_as_well(served: Served, signal: int) -> None:
    served.process.send_signal(signal)
    assert served.process.wait(LONGEST_STOP) == 0
    assert "Traceback" not in served.log.read_text()
