"""An app as it is shipped, guards on, in which somebody has begun to study."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Playwright

from tests.support import live as live_support
from tests.support.browsers import launch_arguments
from tests.support.client import CheckingClient
from tests.support.journey import Journey
from tests.support.live import Live


@pytest.fixture
def guarded(make_app: Callable[..., Flask], deck_folder: Path) -> Flask:
    """The app with every guard on; a session is open and one card has been answered."""
    app = make_app(deck_folder, WTF_CSRF_ENABLED=True)
    learner = Journey(app.test_client())
    first = learner.start()
    assert first.prompt_id
    assert learner.grade(first).prompt_id != first.prompt_id
    return app


@pytest.fixture
def guarded_client(guarded: Flask) -> CheckingClient:
    """A client of the guarded app that has its cookie."""
    client = guarded.test_client()
    assert isinstance(client, CheckingClient)
    assert client.get("/").status_code == 200
    return client


@pytest.fixture
def fields(guarded_client: CheckingClient) -> dict[str, str]:
    """A form that every change would take: the card on show, with the token of its page."""
    learner = Journey(guarded_client)
    answer = learner.reveal(learner.get("/review"))
    form = answer.form("/review/answers").to_dict()
    return form | {
        "grade": "easy",
        "mark": "suspend",
        "more": "5",
        "entry": "1",
        "zone": "Asia/Tokyo",
    }


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, object], playwright: Playwright
) -> dict[str, object]:
    """Launch the browser that this machine has."""
    return {**browser_type_launch_args, **launch_arguments(playwright)}


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A server that browsers can reach; each test tells it what to serve."""
    with live_support.running(tmp_path_factory.mktemp("live")) as server:
        yield server
