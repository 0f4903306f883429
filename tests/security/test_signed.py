"""A cookie or token that was found genuine is known; nothing else becomes acceptable by that."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp.web import signed
from quizapp.web.clock import wall_clock
from tests.support.client import CheckingClient
from tests.support.journey import Page

COOKIE = "session"


def _token(client: FlaskClient) -> str:
    return Page(client.get("/")).form("/review/sessions")["csrf_token"]


def _status(client: FlaskClient, token: str) -> int:
    """What a change is answered with: a redirect when the token was good for this session."""
    sent = {"csrf_token": token, "zone": "UTC"}
    return client.post("/settings/zone", data=sent).status_code


def _cookie(client: FlaskClient) -> str:
    found = client.get_cookie(COOKIE)
    assert found is not None
    return found.value


def test_a_session_keeps_one_token(guarded_client: CheckingClient) -> None:
    token = _token(guarded_client)
    assert _status(guarded_client, token) == 303
    assert _token(guarded_client) == token


def test_a_known_token_is_good_for_its_own_session_alone(
    guarded: Flask, guarded_client: CheckingClient
) -> None:
    other = guarded.test_client()
    mine, theirs = _token(guarded_client), _token(other)
    for _ in range(2):
        assert _status(guarded_client, mine) == _status(other, theirs) == 303
        assert _status(guarded_client, theirs) == _status(other, mine) == 400


# The last letter of a signature has bits that stand for nothing, so it is not among them.
@pytest.mark.parametrize("place", [0, 10, -12, -2])
def test_a_known_cookie_makes_no_changed_one_good(
    guarded_client: CheckingClient, place: int
) -> None:
    token = _token(guarded_client)
    assert _status(guarded_client, token) == 303
    letters = list(_cookie(guarded_client))
    letters[place] = "A" if letters[place] != "A" else "B"
    guarded_client.set_cookie(COOKIE, "".join(letters))
    assert _status(guarded_client, token) == 400


def test_the_age_of_a_known_cookie_is_looked_at_again(
    guarded: Flask, guarded_client: CheckingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = _token(guarded_client)
    assert _status(guarded_client, token) == 303
    guarded.permanent_session_lifetime = timedelta(seconds=-1)
    assert _status(guarded_client, token) == 303  # it is known, so nobody asks for its age
    later = wall_clock() + signed.KNOWN_MS
    monkeypatch.setattr("quizapp.web.signed.wall_clock", lambda: later)
    assert _status(guarded_client, token) == 400
