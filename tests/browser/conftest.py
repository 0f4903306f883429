"""A browser, an app of the test's own, and an ear for what the browser complains of."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser.learner import Learner
from tests.browser.reading import arrived
from tests.support import live as live_support
from tests.support.browsers import launch_arguments
from tests.support.live import Live

#: A wait longer than this is a failure; a loaded machine of two cores stays below it.
PATIENCE = 10_000
expect.set_options(timeout=PATIENCE)


class Complaints:
    """What browsers said on their consoles, and what a test has reason to expect there."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.expected: list[str] = []

    def expect(self, *words: str) -> None:
        """Messages with any of these words are part of the test."""
        self.expected.extend(words)

    @property
    def unexpected(self) -> list[str]:
        """The rest."""
        return [one for one in self.heard if not any(words in one for words in self.expected)]


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, object], playwright: Playwright
) -> dict[str, object]:
    """Launch the browser that this machine has."""
    return {**browser_type_launch_args, **launch_arguments(playwright)}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """The server of this run."""
    with live_support.running(tmp_path_factory.mktemp("live")) as live:
        yield live


@pytest.fixture
def live(server: Live, request: pytest.FixtureRequest) -> Iterator[Live]:
    """The server with a new app; `@pytest.mark.parametrize("live", [deck], indirect=True)`."""
    server.serve(getattr(request, "param", None))
    yield server
    server.leave()


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """Fails the test for any console message, page error or report of the content policy."""
    found = Complaints()
    yield found
    assert found.unexpected == []


@pytest.fixture
def new_context(
    new_context: Callable[..., BrowserContext], live: Live, complaints: Complaints
) -> Callable[..., BrowserContext]:
    """Opens contexts at our server, each listened to."""

    def make(**options: object) -> BrowserContext:
        context = new_context(**{"base_url": live.url, "timezone_id": "UTC", **options})
        context.set_default_timeout(PATIENCE)
        context.on("console", lambda message: complaints.heard.append(message.text))
        context.on("weberror", lambda error: complaints.heard.append(str(error.error)))
        return context

    return make


@pytest.fixture
def keys(page: Page) -> Learner:
    """Somebody who has pressed Enter on the Today page."""
    page.goto("/")
    page.keyboard.press("Enter")
    expect(page.locator("#card")).to_be_visible()
    arrived(page)
    return Learner(page)


@pytest.fixture
def learner(page: Page) -> Learner:
    """Somebody at a desktop computer."""
    return Learner(page)
