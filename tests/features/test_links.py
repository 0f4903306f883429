"""Every address on every page leads somewhere."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from flask import Flask

from tests.support.addresses import readable
from tests.support.client import CheckingClient
from tests.support.journey import Journey, Page

FOLLOWED = ("href", "src", "hx-get", "action")
SENT = ("hx-post", "hx-put", "hx-delete", "hx-patch", "formaction")


def _addresses(page: Page, base: str) -> Iterator[tuple[str, str]]:
    for one in page.tree.iter():
        posts = one.tag == "form" and (one.get("method") or "get").lower() == "post"
        for name in (*FOLLOWED, *SENT):
            value = one.get(name)
            if value is not None and one.get("method") != "dialog":
                method = "POST" if name in SENT or (name == "action" and posts) else "GET"
                yield method, urljoin(base, value)


def _crawl(client: CheckingClient, start: list[str]) -> tuple[set[tuple[str, str]], list[str]]:
    """All addresses met, and what is wrong with them."""
    met: set[tuple[str, str]] = set()
    wrong: list[str] = []
    waiting = deque(start)
    seen = set(start)
    while waiting:
        path = waiting.popleft()
        page = Page(client.get(path, follow_redirects=True))
        ids = {one.get("id") for one in page.tree.iter()}
        for method, address in _addresses(page, path):
            if urlsplit(address).netloc:
                continue
            met.add((method, address))
            bare, fragment = urldefrag(address)
            if bare == path and fragment and fragment not in ids:
                wrong.append(f"{path}: #{fragment} is not on the page")
            if method == "GET" and bare and bare not in seen and len(seen) < 400:
                seen.add(bare)
                answer = client.get(bare, follow_redirects=True)
                needs_fields = answer.status_code in (404, 422) and bare == "/review/answer"
                if answer.status_code >= 400 and not needs_fields:
                    wrong.append(f"{path}: {bare} answers {answer.status_code}")
                elif answer.mimetype == "text/html" and not needs_fields:
                    waiting.append(bare)
    return met, wrong


@pytest.fixture
def studied(client: CheckingClient) -> CheckingClient:
    """Some cards answered, some forgotten, the review still open."""
    learner = Journey(client)
    page = learner.start(more="20")
    for grade in ("good", "again", "easy", "hard"):
        page = learner.grade(page, grade)
    return client


def test_it_has_no_link_that_leads_nowhere(app: Flask, studied: CheckingClient) -> None:
    known = [path for path in readable(app) if "/static/" not in path and "?" not in path]
    start = [path for path in known if path != "/review/answer"]
    met, wrong = _crawl(studied, start)
    assert wrong == []
    assert len(met) > 30


def test_it_sends_forms_to_addresses_that_take_them(app: Flask, studied: CheckingClient) -> None:
    met, _ = _crawl(studied, ["/", "/review", "/review/summary", "/settings", "/cards"])
    adapter = app.url_map.bind("localhost")
    sent = {address for method, address in met if method == "POST"}
    assert len(sent) >= 4
    for address in sent:
        adapter.match(urlsplit(address).path, method="POST")


def test_it_shows_every_answer_page_with_sound_links(studied: CheckingClient) -> None:
    learner = Journey(studied)
    page = learner.get("/review")
    while page.prompt_id:
        shown = learner.reveal(page)
        for method, address in _addresses(shown, "/review/answer"):
            if method == "GET" and not urlsplit(address).netloc and "#" not in address:
                assert studied.get(address, follow_redirects=True).status_code in (200, 404, 422)
        page = learner.grade(shown)


def test_it_would_find_a_link_that_leads_nowhere(app: Flask, client: CheckingClient) -> None:
    app._got_first_request = False
    page = (
        "<!doctype html><html lang=en><head><title>a</title></head><body><h1>a</h1>{}</body></html>"
    )
    app.add_url_rule("/broken", "broken", lambda: page.format('<a href="/nowhere">a</a>'))
    _, wrong = _crawl(client, ["/broken"])
    assert wrong == ["/broken: /nowhere answers 404"]
