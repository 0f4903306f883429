"""R6: another program holds the database: short is waited for, long is refused, nothing is lost."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.evidence import integrity, logged, refusal
from tests.support.posting import Poster, minted
from tests.support.served import Served, run_command


@pytest.fixture
def database(served: Served) -> Path:
    """The file of the running server's database."""
    return Path(served.environment["QUIZAPP_DATA"]) / "quizapp.db"


@contextmanager
def locked(database: Path) -> Iterator[sqlite3.Connection]:
    """Another program in the middle of writing."""
    other = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield other
    finally:
        if other.in_transaction:
            other.rollback()
        other.close()


def test_it_waits_for_a_lock_of_a_second(served: Served, database: Path) -> None:
    answer_id = minted()
    with Poster(served.port) as poster, locked(database) as other:
        poster.sign_in()
        threading.Timer(1.0, other.rollback).start()
        begun = time.perf_counter()
        assert poster.answer("sky", answer_id, 0) == 303
        assert time.perf_counter() - begun > 0.9
    assert logged(database) == {answer_id: 1}


def test_it_refuses_after_five_seconds_and_loses_nothing(served: Served, database: Path) -> None:
    answer_id = minted()
    with Poster(served.port) as poster:
        poster.sign_in()
        with locked(database):
            begun = time.perf_counter()
            assert poster.answer("sky", answer_id, 0) == 503
            assert 4.5 < time.perf_counter() - begun < 9
            assert poster.headers["Retry-After"] == "5"
            assert "Another program is writing to the database." in poster.text
            assert "Traceback" not in poster.text
            assert logged(database) == {}
        assert poster.answer("sky", answer_id, 0) == 303
    assert logged(database) == {answer_id: 1}
    assert integrity(database) == "ok"
    assert "Traceback" not in served.log.read_text()


def test_it_goes_on_reading_while_another_program_writes(served: Served, database: Path) -> None:
    with Poster(served.port) as poster, locked(database):
        for path in ("/", "/settings", "/hub"):
            begun = time.perf_counter()
            assert poster.get(path) == 200, path
            assert time.perf_counter() - begun < 2


def test_many_at_a_locked_database_are_all_answered(served: Served, database: Path) -> None:
    posters = [Poster(served.port) for _ in range(12)]
    for poster in posters:
        poster.sign_in()
    ids = [minted() for _ in posters]
    prompts = ["sky", "pick", "list-files", "in-order"]

    def post(number: int) -> None:
        posters[number].answer(prompts[number % 4], ids[number], number // 4)

    with locked(database):
        threads = [threading.Thread(target=post, args=(number,)) for number in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert {poster.status for poster in posters} == {503}
    for number, poster in enumerate(posters):
        post(number)
        assert poster.status == 303
        poster.close()
    assert logged(database) == dict.fromkeys(ids, 1)


def test_a_command_says_in_one_sentence_that_the_database_is_in_use(
    served: Served, database: Path
) -> None:
    with locked(database):
        done = run_command(["replay"], served.environment)
    assert "Another program is writing to the database." in refusal(done)
    assert run_command(["doctor"], served.environment).returncode == 0
