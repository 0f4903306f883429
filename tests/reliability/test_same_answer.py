"""R8: the same answer, however often and however fast it is sent, is one review."""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.support.decks import big_deck
from tests.support.evidence import logged
from tests.support.logbook import Logbook
from tests.support.posting import Poster, minted
from tests.support.served import Served
from tools.proofs.folders import folder_in_memory

PARALLEL = 50
CARDS = 200
PAIRS = 10_000 if os.environ.get("CI") else 1_000


def at_once(tasks: list[Callable[[], None]]) -> None:
    """Run all of them at the same moment, and fail with the first that fails."""
    failed: list[BaseException] = []
    barrier = threading.Barrier(len(tasks))

    def run(task: Callable[[], None]) -> None:
        try:
            barrier.wait(60)
            task()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=run, args=(task,)) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]


def test_fifty_equal_posts_at_once_are_one_review(served: Served) -> None:
    database = Path(served.environment["QUIZAPP_DATA"]) / "quizapp.db"
    posters = [Poster(served.port, timeout=60) for _ in range(PARALLEL)]
    for poster in posters:
        poster.sign_in()
    ids = [minted() for _ in range(4)]
    for seen, answer_id in enumerate(ids):

        def post(poster: Poster, answer_id: str = answer_id, seen: int = seen) -> None:
            poster.answer("sky", answer_id, seen)

        at_once([lambda poster=poster: post(poster) for poster in posters])  # type: ignore[misc]
        assert Counter(one.status for one in posters) == {303: PARALLEL}
        assert {one.headers["Location"] for one in posters} == {posters[0].headers["Location"]}
    for poster in posters:
        poster.close()
    assert logged(database) == dict.fromkeys(ids, 1)


def test_a_form_sent_again_later_gets_the_same_kind_of_answer(served: Served) -> None:
    database = Path(served.environment["QUIZAPP_DATA"]) / "quizapp.db"
    with Poster(served.port) as tab, Poster(served.port) as other_tab:
        tab.sign_in()
        other_tab.sign_in()
        first, second = minted(), minted()
        assert tab.answer("sky", first, 0) == 303
        assert tab.answer("sky", second, 1) == 303
        # Back button and resend; the same page in a second tab; a retry with another grade.
        assert tab.answer("sky", first, 0) == 303
        assert other_tab.answer("sky", first, 0) == 303
        assert other_tab.answer("sky", second, 1, grade="again") == 303
        # Another answer to what the first tab has answered since is another thing.
        assert other_tab.answer("sky", minted(), 1) == 409
        assert "answered in another window" in other_tab.text
    assert logged(database) == {first: 1, second: 1}


def race(app: Flask, pairs: int) -> None:
    """Two senders of the same answers, each pair at the same moment."""
    book = Logbook(app)
    answers = [(f"card-{n % CARDS}", book.minted(), n // CARDS) for n in range(pairs)]
    new: list[list[bool]] = [[], []]
    ready = threading.Barrier(2, timeout=60)

    def send(results: list[bool]) -> None:
        for prompt, answer_id, seen in answers:
            ready.wait()
            results.append(book.answer(prompt, 4, answer_id, seen))

    at_once([lambda: send(new[0]), lambda: send(new[1])])
    assert [one + other for one, other in zip(*new, strict=True)] == [1] * pairs
    assert min(map(sum, new)) > 0, "one of the two was always first: that was no race"
    rows = book.tables()["reviews"]
    assert [row["answer_id"] for row in rows] == [answer_id for _, answer_id, _ in answers]
    assert book.faults() == []


@pytest.mark.slow
def test_ten_thousand_pairs_are_ten_thousand_reviews(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    cards = big_deck(tmp_path / "big", CARDS)
    with folder_in_memory("quizapp-pairs-") as folder:
        race(make_app(cards, database_url=f"sqlite:///{folder}/quizapp.db"), PAIRS)


@pytest.mark.slow
@pytest.mark.postgres
def test_pairs_are_one_review_each_on_postgresql(
    make_app: Callable[..., Flask], tmp_path: Path, postgres_url: str
) -> None:
    cards = big_deck(tmp_path / "big", CARDS)
    race(make_app(cards, database_url=postgres_url), PAIRS // 10)
