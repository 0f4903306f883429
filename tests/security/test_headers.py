"""The headers of every answer, scored as the HTTP Observatory does (quality.md, header grade)."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.support.addresses import changing, readable
from tests.support.client import CheckingClient, check_page
from tests.support.header_score import BEST, BEST_WITHOUT_SCRIPTS, policy_of, score
from tests.support.journey import Page

#: A page that is refused, one for each status that a browser can bring about.
WRONG = {
    "/nothing-here": 404,
    "/hub/nothing-here": 404,
    "/static/nothing-here.js": 404,
    "/review/answer?prompt_id=nothing-here": 404,
    "/review/answer?prompt_id=sky&answer_id=wrong": 422,
    "/review/answers": 405,
}


def _everything(client: CheckingClient, app: Flask) -> list[tuple[str, TestResponse]]:
    found = [(path, client.get(path)) for path in [*readable(app), *WRONG]]
    found += [(f"POST {one.path}", client.post(one.path)) for one in changing(app)]
    found.append(("a foreign host", client.get("/", headers={"Host": "evil.example"})))
    found.append(("too much", client.post("/settings", data={"a": "b" * 2_000_000})))
    return found


def _is_taken_for_what_it_is(response: TestResponse) -> None:
    """A file is no page: it only must not be sniffed, nor be used by another site."""
    if response.status_code == 200:
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_it_reaches_155_of_155_on_every_page_and_every_error_page(
    guarded: Flask, guarded_client: CheckingClient
) -> None:
    seen = set()
    for path, response in _everything(guarded_client, guarded):
        seen.add(response.status_code)
        if path.startswith("/static/"):
            _is_taken_for_what_it_is(response)
        elif response.mimetype != "text/html" or response.status_code in (302, 303):
            assert score(response.headers) == BEST_WITHOUT_SCRIPTS, path
        else:
            page = check_page(response.get_data(as_text=True))
            assert score(response.headers, page) == BEST, path
    assert seen >= {200, 400, 404, 405, 413, 415, 422}


def test_it_sends_the_same_headers_with_a_fragment(
    guarded: Flask, guarded_client: CheckingClient
) -> None:
    for path in [*readable(guarded), *WRONG]:
        response = guarded_client.get(path, headers={"HX-Request": "true"})
        if path.startswith("/static/"):
            _is_taken_for_what_it_is(response)
            continue
        assert score(response.headers) == BEST_WITHOUT_SCRIPTS, path
        if response.mimetype == "text/html":
            assert "HX-Request" in response.vary, path


def test_it_allows_nothing_that_it_does_not_need(guarded_client: CheckingClient) -> None:
    policy = policy_of(guarded_client.get("/").headers["Content-Security-Policy"])
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == ["'none'"]
    assert policy["form-action"] == ["'self'"]
    assert {source for sources in policy.values() for source in sources} == {"'none'", "'self'"}


@pytest.mark.parametrize(
    ("name", "value", "loss"),
    [
        ("Content-Security-Policy", "", 25),
        ("Content-Security-Policy", "default-src 'self'; script-src 'self' 'unsafe-inline'", 20),
        ("Content-Security-Policy", "default-src 'none'; script-src 'self' 'unsafe-eval'", 10),
        ("Content-Security-Policy", "default-src 'none'; script-src *", 20),
        ("X-Content-Type-Options", "", 5),
        ("Referrer-Policy", "unsafe-url", 5),
    ],
)
def test_the_scorer_takes_points_for_a_weaker_header(
    name: str, value: str, loss: int, guarded_client: CheckingClient
) -> None:
    """A scorer that always gives full marks would prove nothing."""
    headers = dict(guarded_client.get("/").headers) | {name: value}
    assert score(headers) <= BEST_WITHOUT_SCRIPTS - loss


def test_it_gives_its_cookie_to_nobody_else(guarded: Flask) -> None:
    cookies = guarded.test_client().get("/").headers.getlist("Set-Cookie")
    assert len(cookies) == 1
    name, *attributes = [part.strip() for part in cookies[0].split(";")]
    assert name.startswith("session=")
    # No Secure: on plain http a browser would drop the cookie.  No Domain, no lifetime.
    assert sorted(attributes) == ["HttpOnly", "Path=/", "SameSite=Strict"]


def test_it_lets_no_cache_keep_a_personal_page(
    guarded: Flask, guarded_client: CheckingClient
) -> None:
    for path, response in _everything(guarded_client, guarded):
        if response.mimetype == "text/html":
            assert response.headers["Cache-Control"] == "private, no-store", path
            assert "Cookie" in response.vary, path
            assert "ETag" not in response.headers, path


def test_it_lets_a_browser_keep_what_is_named_by_its_content(
    guarded_client: CheckingClient,
) -> None:
    page = Page(guarded_client.get("/"))
    linked = [one.get("src") or one.get("href") or "" for one in page.tree.iter()]
    assets = sorted({one for one in linked if one.startswith("/static/")})
    assert len(assets) == 3
    for address in assets:
        fresh = guarded_client.get(address)
        assert fresh.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Set-Cookie" not in fresh.headers
        bare, _, query = address.partition("?")
        assert query.startswith("v=")
        for stale in (bare, f"{bare}?v=000000000000"):
            assert guarded_client.get(stale).headers["Cache-Control"] == "no-cache"


def test_it_sends_the_scripts_and_styles_that_its_pages_vouch_for(
    guarded_client: CheckingClient,
) -> None:
    page = Page(guarded_client.get("/"))
    vouched = [one for one in page.tree.iter() if one.get("integrity")]
    assert {one.tag for one in vouched} == {"script", "link"}
    for one in vouched:
        content = guarded_client.get(one.get("src") or one.get("href") or "").data
        digest = b64encode(sha256(content).digest()).decode()
        assert one.get("integrity") == f"sha256-{digest}"


def test_it_names_a_type_for_every_answer(guarded: Flask, guarded_client: CheckingClient) -> None:
    kinds = {
        response.headers["Content-Type"]
        for path, response in _everything(guarded_client, guarded)
        if response.status_code < 300
    }
    assert kinds <= {"text/html; charset=utf-8", "text/css; charset=utf-8"}


def test_it_asks_for_no_personal_data_in_an_address(guarded_client: CheckingClient) -> None:
    for path in ("/", "/settings", "/review"):
        page = Page(guarded_client.get(path))
        for form in page.tree.iter("form"):
            if (form.get("method") or "get") == "get":
                names = {one.get("name") for one in form.iter("input")}
                assert "csrf_token" not in names, path
