"""An error says what is wrong and what to do, and nothing of what the program is made of."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from quizapp import __version__
from tests.support.addresses import Address, addresses, changing
from tests.support.client import CheckingClient, check_page
from tests.support.header_score import BEST, BEST_WITHOUT_SCRIPTS, score
from tests.support.journey import Page

SECRET = (
    "SELECT quality FROM reviews WHERE learner_id = 1; /srv/nexus/quizapp.db; "
    "File \"/srv/nexus/quizapp/app.py\", line 1; psycopg.errors; sk-123456"
)
LEAKS = re.compile(
    r"""(?ix) traceback | \bfile\ &\#34;| line\ \d+,\ in | \bselect\b.+\bfrom\b | insert\ into
    | sqlalchemy | sqlite3 | psycopg | werkzeug | jinja2? | gunicorn | python[ /]\d | flask
    | site-packages | /srv/ | /tmp/ | /root/ | /home/ | \.py\b | \w+(?:Error|Exception)\b
    | 0x[0-9a-f]{6,} | sk-123456 """
)
VERSIONS = [version(name) for name in ("flask", "werkzeug", "gunicorn", "sqlalchemy", "jinja2")]


def _is_clean(response: TestResponse) -> None:
    text = response.get_data(as_text=True)
    whole = text.startswith("<!doctype")
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert score(response.headers, check_page(text)) == (BEST if whole else BEST_WITHOUT_SCRIPTS)
    assert response.headers["Cache-Control"] == "private, no-store"
    shown = re.sub(r"<head>.*?</head>", "", text, flags=re.DOTALL)
    assert not LEAKS.search(shown), LEAKS.search(shown)
    assert not [one for one in VERSIONS if one in shown]
    assert __version__ not in str(response.headers)
    assert not {"Server", "X-Powered-By"} & {*response.headers.keys()}


def _break(app: Flask, error: Exception) -> None:
    def broken(**_values: str) -> str:
        raise error

    for endpoint in app.view_functions:
        app.view_functions[endpoint] = broken


def _call(client: CheckingClient, at: Address, token: str, **headers: str) -> TestResponse:
    sent = {"csrf_token": token} if at.method != "GET" else None
    return client.open(at.path, method=at.method, data=sent, headers=headers)


@pytest.mark.parametrize(
    "error",
    [
        RuntimeError(SECRET),
        KeyError(SECRET),
        RecursionError(SECRET),
        MemoryError(SECRET),
        UnicodeEncodeError("utf-8", SECRET, 0, 1, SECRET),
        AssertionError(SECRET),
        OSError(28, "No space left on device", "/srv/nexus/quizapp.db"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_it_tells_nothing_of_an_error_that_nobody_foresaw(
    error: Exception, guarded: Flask, guarded_client: CheckingClient
) -> None:
    token = Page(guarded_client.get("/settings")).form("/settings")["csrf_token"]
    _break(guarded, error)
    for address in addresses(guarded):
        for headers in ({}, {"HX-Request": "true"}):
            response = _call(guarded_client, address, token, **headers)
            assert response.status_code == 500, address
            _is_clean(response)


def test_it_gives_each_unforeseen_error_a_number_that_the_log_has(
    guarded: Flask, guarded_client: CheckingClient, caplog: pytest.LogCaptureFixture
) -> None:
    _break(guarded, RuntimeError("the reason"))
    text = guarded_client.get("/?q=private").get_data(as_text=True)
    (number,) = re.findall(r"\b[0-9a-f]{8}\b", text)
    assert number in caplog.text
    assert "the reason" in caplog.text
    # An address's query can hold what was typed.
    assert "private" not in caplog.text


@pytest.mark.parametrize("raw", ["%ff", "%c3%28", "%ed%a0%80", "%f8%88%80%80%80", "%00", "%C0%AE"])
def test_it_copes_with_bytes_that_are_no_text(
    raw: str, app: Flask, guarded: Flask, guarded_client: CheckingClient
) -> None:
    for path in (f"/{raw}", f"/hub/{raw}", f"/static/{raw}", f"/review/{raw}", f"/cards/{raw}"):
        response = guarded_client.get(path)
        assert response.status_code == 404, path
        _is_clean(response)
    for path in ("/", "/hub", "/settings", "/review/answer", "/hub/alpha"):
        status = guarded_client.get(f"{path}?prompt_id={raw}&{raw}={raw}&saved={raw}").status_code
        assert status in (200, 404, 422), path
    token = Page(guarded_client.get("/settings")).form("/settings")["csrf_token"]
    for address in changing(guarded):
        body = f"csrf_token={token}&prompt_id={raw}&given={raw}&zone={raw}&{raw}={raw}"
        response = guarded_client.open(
            address.path,
            method=address.method,
            data=body,
            content_type="application/x-www-form-urlencoded",
        )
        assert response.status_code in (303, 404, 422), address


@pytest.mark.parametrize("path", ["/", "/nothing-here", "/review/answers"])
def test_it_copes_with_headers_of_8_kib(path: str, guarded_client: CheckingClient) -> None:
    long = "a" * 8192
    plain = guarded_client.get(path)
    for name in ("X-Long", "Cookie", "User-Agent", "Accept-Language", "Referer", "HX-Current-URL"):
        response = guarded_client.get(path, headers={name: long})
        assert response.status_code == plain.status_code
        assert long not in response.get_data(as_text=True)
        assert score(response.headers) == BEST_WITHOUT_SCRIPTS


BIG_PART = (
    b'--a\r\nContent-Disposition: form-data; name="given"\r\n\r\n' + b"a" * 600_000 + b"\r\n--a--\r\n"
)


def _parts(count: int) -> dict[str, str]:
    return {f"field{number}": "1" for number in range(count)}


@pytest.mark.parametrize(
    ("status", "sent"),
    [
        (413, {"data": _parts(1001), "content_type": "multipart/form-data"}),
        (413, {"data": {"given": "a" * 1_100_000}}),
        (413, {"data": BIG_PART, "content_type": "multipart/form-data; boundary=a"}),
        (413, {"data": b"a" * 1_100_000, "content_type": "multipart/form-data; boundary=a"}),
        (415, {"data": b"{}", "content_type": "application/json"}),
        (415, {"data": b"a=b", "content_type": "text/plain"}),
        (415, {"data": b"a=b", "content_type": "no type at all"}),
        (415, {"data": b"a=b"}),
        (400, {"data": b"no parts", "content_type": "multipart/form-data"}),
        (400, {"data": b"no parts", "content_type": "multipart/form-data; boundary=a"}),
        (400, {"data": _parts(1001)}),
    ],
)
def test_it_refuses_a_body_that_no_form_of_ours_sends(
    status: int, sent: dict[str, object], guarded: Flask, guarded_client: CheckingClient
) -> None:
    for address in changing(guarded):
        response = guarded_client.open(address.path, method=address.method, **sent)
        assert response.status_code == status, address
        _is_clean(response)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing-here", 404),
        ("/hub/nothing-here", 404),
        ("/static/../quizapp.db", 404),
        ("/static/%2e%2e/%2e%2e/secret.key", 404),
        ("/static//etc/passwd", 404),
        ("/review/answer", 404),
        ("/review/answer?prompt_id=nothing", 404),
        ("/review/answer?prompt_id=sky", 422),
        ("/review/answer?prompt_id=' OR 1=1 --&answer_id=' OR 1=1 --", 404),
        ("/review/answers", 405),
        ("/settings/zone", 405),
    ],
)
def test_it_answers_what_was_asked_wrongly_with_a_plain_sentence(
    path: str, status: int, guarded_client: CheckingClient
) -> None:
    response = guarded_client.get(path, follow_redirects=True)
    assert response.status_code == status
    _is_clean(response)
    page = Page(response)
    assert len(page.words("h1")) > 5
    assert page.all("a", href="/"), "no way back"
    fragment = guarded_client.get(path, headers={"HX-Request": "true"}, follow_redirects=True)
    assert fragment.status_code == status
    _is_clean(fragment)
    assert Page(fragment).all("p", role="alert")


def test_it_says_what_the_database_suffers_from_without_its_words(
    guarded: Flask, guarded_client: CheckingClient
) -> None:
    """A file that is no database is a page with a sentence, not a traceback."""
    from quizapp.storage.database import db

    with guarded.app_context():
        path = Path(str(db.engine.url.database))
        db.engine.dispose()
    for one in path.parent.glob("quizapp.db*"):
        one.unlink()
    path.write_bytes(b"something else " * 1000)
    for address in ("/", "/hub", "/settings", "/review", "/review/summary"):
        response = guarded_client.get(address)
        assert response.status_code == 503, address
        assert response.headers["Retry-After"] == "5"
        assert "Restore a copy" in response.get_data(as_text=True)
        _is_clean(response)
