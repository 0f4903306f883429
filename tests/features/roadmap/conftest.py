"""A small deck with milestones, and somebody for whom its first topic holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.support.client import CheckingClient
from tests.support.decks import ROADMAP, SMALL_DECK, write_deck
from tests.support.journey import Journey
from tests.support.logbook import Logbook
from tests.support.moments import Clock

MILESTONES = """
[[milestone]]
id = "m01"
title = "Everything"
topics = ["alpha", "beta"]

[[milestone]]
id = "m02"
title = "Beta alone"
topics = ["beta"]
"""
ALPHA = ("sky", "idempotent", "idempotent~reverse", "cloze-two~1", "cloze-two~2", "pick")


@pytest.fixture
def app(make_app: Callable[..., Flask], tmp_path: Path) -> Flask:
    files = {**SMALL_DECK, "roadmap.toml": ROADMAP + MILESTONES}
    return make_app(write_deck(tmp_path / "map", files))


@pytest.fixture
def learner(client: CheckingClient) -> Journey:
    return Journey(client)


@pytest.fixture
def well(log: Logbook, clock: Clock) -> Logbook:
    """Somebody for whom alpha holds."""
    for days in (0, 1, 6, 17, 48):
        clock.pass_time(days=days)
        log.start()
        for prompt in ALPHA:
            log.answer(prompt, 5)
    clock.pass_time(days=3)
    log.start()
    return log
