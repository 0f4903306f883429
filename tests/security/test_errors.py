"""An error says what is wrong and what to do, and nothing of what the program is made of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.support.addresses import Address, addresses
from tests.support.clean import check_clean
from tests.support.client import CheckingClient
from tests.support.journey import Page

SECRET = (
    "SELECT quality FROM reviews WHERE learner_id = 1; /srv/nexus/quizapp.db; "
    'File "/srv/nexus/quizapp/app.py", line 1; psycopg.errors; sk-123456'
)


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
            check_clean(response)


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
    check_clean(response)
    page = Page(response)
    assert len(page.words("h1")) > 5
    # A refusal in a review shows its card again, whose way out is the end of the review.
    assert page.all("a", href="/") or page.all("a", href="/review/summary"), "no way back"
    fragment = guarded_client.get(path, headers={"HX-Request": "true"}, follow_redirects=True)
    assert fragment.status_code == status
    check_clean(fragment)
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
        check_clean(response)
