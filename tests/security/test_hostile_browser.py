"""A browser shows a stranger's deck and nothing happens: two walls, each enough by itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Dialog, Error, Page

from quizapp.core.kinds import KINDS
from quizapp.web.markdown import MarkdownRenderer
from tests.support.addresses import ANSWER_ID
from tests.support.dump import dump
from tests.support.hostile_deck import answer_to, card_id, hostile_files
from tests.support.hostile_text import VECTORS
from tests.support.live import Live

pytestmark = pytest.mark.browser

#: Do to every element what a person might, except following a link that leads to a web page.
POKE = """() => {
  for (const one of document.querySelectorAll("main *")) {
    for (const name of ["mouseover", "mouseenter", "pointerover", "focus", "focusin", "toggle"])
      one.dispatchEvent(new Event(name, { bubbles: true }));
    if (one.matches("details")) one.open = true;
    const link = one.protocol || one.getAttribute("xlink:href") || "";
    if (link && !/^(https?:|mailto:|:$)/.test(link))
      one.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  }
}"""
#: What leaves this machine, where it may; other schemes stay inside the browser.
NETWORK = re.compile("(http|ws)s?:")
#: So many vectors that run, or ask a stranger for something, show that they are alive.
ENOUGH, ENOUGH_FOREIGN = 20, 3
REPORTS = """document.addEventListener("securitypolicyviolation",
  (event) => console.warn("REPORT " + event.violatedDirective + " " + event.blockedURI))"""


class Watched:
    """A browser's page, and all that came of looking at hostile text."""

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self.home = home
        self.dialogs: list[str] = []
        self.console: list[str] = []
        self.foreign: list[str] = []
        page.on("dialog", self._dialog)
        page.on("console", lambda message: self.console.append(message.text))
        page.on("pageerror", lambda error: self.console.append(str(error)))
        # Listening only: a route would stop each request of our own and switch the cache off.
        page.on("request", lambda request: self._asked(request.url))
        page.on("websocket", lambda socket: self._asked(socket.url))
        page.add_init_script(REPORTS)

    def look(self, path: str) -> None:
        """Open a page, wait until its scripts have run, and touch everything on it."""
        self.page.goto(self.home + path, wait_until="load")
        self.page.evaluate(POKE)

    def _dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(self.page.url)
        dialog.dismiss()

    def _asked(self, address: str) -> None:
        if NETWORK.match(address) and not address.startswith(self.home):
            self.foreign.append(address)


class RawRenderer(MarkdownRenderer):
    """Lets everything through: what the product would be without its sanitiser."""

    version = "raw"

    def html(self, text: str) -> str:
        return text

    def inline(self, text: str) -> str:
        return text


def _files() -> dict[str, str]:
    names = list(KINDS)
    return hostile_files(VECTORS, [[names[n % len(names)]] for n in range(len(VECTORS))])


def _answers(app: Flask) -> list[str]:
    """The address of each card with its answer open; some cards the deck has refused."""
    client = app.test_client()
    found = []
    for number, vector in enumerate(VECTORS):
        kind = list(KINDS)[number % len(KINDS)]
        prompt = card_id(kind, number) + ("~1" if kind == "cloze" else "")
        ids = {"prompt_id": prompt, "answer_id": ANSWER_ID, "seen": "0"}
        path = "/review/answer?" + urlencode(ids | answer_to(kind, vector), doseq=True)
        if client.get(path).status_code == 200:
            found.append(path)
    assert len(found) >= 0.75 * len(VECTORS)
    return found


def _without_policy(app: Flask) -> None:
    inner = app.wsgi_app

    def bare(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        def begin(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            kept = [one for one in headers if one[0] != "Content-Security-Policy"]
            return start(status, kept, *rest)

        return inner(environ, begin)

    app.wsgi_app = bare  # type: ignore[method-assign,assignment]


def test_it_shows_every_vector_and_nothing_happens(live: Live, page: Page) -> None:
    app = live.serve(_files())
    seen = Watched(page, live.url)
    for path in ("/", "/hub", "/hub/alpha", "/cards", "/review", *_answers(app)):
        seen.look(path)
    assert seen.dialogs == []
    assert seen.foreign == []
    assert seen.console == []
    assert not [path for _, path in live.requests if "pwned" in path]


@pytest.mark.slow
def test_it_runs_no_script_even_without_the_sanitiser(
    live: Live, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S2: the content policy alone keeps every script from running, and every form from us."""
    monkeypatch.setattr("quizapp.web.deck.MarkdownRenderer", RawRenderer)
    app = live.serve(_files())
    seen = Watched(page, live.url)
    before = dump(app)
    for path in _answers(app):
        seen.look(path)
    assert seen.dialogs == []
    assert any(one.startswith("REPORT script-src") for one in seen.console)
    assert dump(app) == before


@pytest.mark.slow
def test_the_vectors_are_alive_without_either_wall(
    live: Live, context: BrowserContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or the two tests above would prove nothing."""
    monkeypatch.setattr("quizapp.web.deck.MarkdownRenderer", RawRenderer)
    app = live.serve(_files())
    _without_policy(app)
    ran, foreign = 0, 0
    context.set_default_timeout(5000)
    for path in list(_answers(app))[::3]:
        if ran >= ENOUGH and foreign >= ENOUGH_FOREIGN:
            break
        seen = Watched(context.new_page(), live.url)
        # A dialog that stays open would keep the browser from going on.
        seen.page.add_init_script("window.alert = () => console.log('ALIVE')")
        with suppress(Error):  # some vectors lead the page away while it loads
            seen.look(path)
        ran += any("ALIVE" in one for one in seen.console)
        foreign += bool(seen.foreign)
        seen.page.close()
    assert ran >= ENOUGH
    assert foreign >= ENOUGH_FOREIGN
