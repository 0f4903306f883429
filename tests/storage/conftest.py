"""What the tests of storage share: a log on either database, with other people's rows beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from quizapp.core.reviews import Occasion
from quizapp.web.deck import Synced, sync_deck
from tests.support.decks import write_deck
from tests.support.logbook import Logbook
from tests.support.pages import WITH_PAGE

#: A prompt that no test of the log touches.
NOISE = "in-order"


@pytest.fixture
def any_app(
    make_app: Callable[..., Flask], deck_folder: Path, any_small_database_url: str
) -> Flask:
    """An app over the small deck and its page, once on SQLite and once on PostgreSQL."""
    return make_app(write_deck(deck_folder, WITH_PAGE), database_url=any_small_database_url)


@pytest.fixture
def log(any_app: Flask) -> Iterator[Logbook]:
    """The local learner's log.  What it does must leave a second learner and prompt as they are."""
    other = Logbook(any_app, 2)
    mine = Logbook(any_app)
    for book in (other, mine):
        book.answer(NOISE, 5)
        book.mark(NOISE, Occasion.FLAG)
    other.start()
    other.answer("sky", 2)
    other.answer("sky", 4)
    other.mark("idempotent", Occasion.SUSPEND)
    before = other.tables(2), mine.history(NOISE)
    yield mine
    assert before == (other.tables(2), mine.history(NOISE))
    assert mine.kept(NOISE) == mine.replayed(NOISE)


@pytest.fixture
def book(log: Logbook) -> Logbook:
    """A log in which `sky` was learned so well that it is due in 17 days."""
    for quality in (5, 5, 5):
        log.answer("sky", quality)
    assert log.kept("sky").interval_days == 17
    return log


@pytest.fixture
def rewrite(any_app: Flask, deck_folder: Path) -> Callable[..., Synced]:
    """Writes a file of the deck (its first one, unless another is named) and syncs."""

    def change(text: str, path: str = "topics/alpha/cards.md") -> Synced:
        (deck_folder / path).write_text(text, encoding="utf-8")
        return sync_deck(any_app)

    return change
