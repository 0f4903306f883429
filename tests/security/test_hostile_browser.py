"""A browser shows a stranger's deck and nothing happens: two walls, each enough by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from playwright.sync_api import Dialog, Page, Route

from quizapp.core.kinds import KINDS
from quizapp.web.markdown import MarkdownRenderer
from tests.support.addresses import ANSWER_ID
from tests.support.dump import dump
from tests.support.hostile_deck import card_id, hostile_files
from tests.support.hostile_text import VECTORS
from tests.support.live import Live

pytestmark = pytest.mark.browser

#: Do to every element what a person might, except following a link that leads to a web page.
POKE = """() => {
  for (const one of document.querySelectorAll("main *")) {
    for (const name of ["mouseover", "mouseenter", "pointerover", "focus", "focusin", "toggle"])
      one.dispatchEvent(new Event(name, { bubbles: true }));
    if (one.matches("details")) one.open = true;
    const link = one.getAttribute("href") || one.getAttribute("xlink:href") || "";
    if (/^[\\s\\x00-\\x1f]*(java|vb|data|live)/i.test(link))
      one.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  }
}"""
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
        page.route(lambda url: not url.startswith(home), self._foreign)
        page.add_init_script(REPORTS)

    def look(self, path: str) -> None:
        """Open a page, wait until its scripts have run, and touch everything on it."""
        self.page.goto(self.home + path, wait_until="load")
        self.page.evaluate(POKE)

    def _dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(self.page.url)
        dialog.dismiss()

    def _foreign(self, route: Route) -> None:
        self.foreign.append(route.request.url)
        route.abort()


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


def _answers() -> Iterable[str]:
    parts = {"cloze": "~1"}
    for number in range(len(VECTORS)):
        kind = list(KINDS)[number % len(KINDS)]
        prompt = card_id(kind, number) + parts.get(kind, "")
        yield "/review/answer?" + urlencode(
            {"prompt_id": prompt, "answer_id": ANSWER_ID, "seen": 0}
        )


def _without_policy(app: Flask) -> None:
    inner = app.wsgi_app

    def bare(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        def begin(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            kept = [one for one in headers if one[0] != "Content-Security-Policy"]
            return start(status, kept, *rest)

        return inner(environ, begin)

    app.wsgi_app = bare  # type: ignore[method-assign]


def test_it_shows_every_vector_and_nothing_happens(live: Live, page: Page) -> None:
    live.serve(_files())
    seen = Watched(page, live.url)
    for path in ("/", "/hub", "/hub/alpha", "/cards", "/review", *_answers()):
        seen.look(path)
    assert seen.dialogs == []
    assert seen.foreign == []
    unexpected = [one for one in seen.console if "404 (NOT FOUND)" not in one]
    assert unexpected == []
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
    for path in _answers():
        seen.look(path)
    assert seen.dialogs == []
    assert any(one.startswith("REPORT script-src") for one in seen.console)
    assert dump(app) == before


@pytest.mark.slow
def test_the_vectors_are_alive_without_either_wall(
    live: Live, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or the two tests above would prove nothing."""
    monkeypatch.setattr("quizapp.web.deck.MarkdownRenderer", RawRenderer)
    _without_policy(live.serve(_files()))
    seen = Watched(page, live.url)
    for path in _answers():
        seen.look(path)
    assert len(set(seen.dialogs)) >= 50
    assert len(seen.foreign) >= 10
