"""What tests of the review's pages share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.support.decks import write_deck
from tests.support.journey import Journey, Page
from tests.support.live import deck_of

Open = Callable[[str], tuple[Journey, Page]]


@pytest.fixture
def open_card(make_app: Callable[..., Flask], tmp_path: Path) -> Open:
    """Starts a review of a deck with one card."""

    def opened(card_id: str) -> tuple[Journey, Page]:
        app = make_app(write_deck(tmp_path / card_id, deck_of(card_id)))
        learner = Journey(app.test_client())
        return learner, learner.start()

    return opened
