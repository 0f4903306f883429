"""Another web page can reach a server on this machine, but it can change nothing here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.addresses import Address, addresses, changing, path_of, readable
from tests.support.client import CheckingClient
from tests.support.dump import dump
from tests.support.journey import Page

FORM = "application/x-www-form-urlencoded"
Attack = Callable[[FlaskClient, Address, dict[str, str]], TestResponse]


def _with(**kwargs: Any) -> Attack:
    """The right form with its token, sent with headers or a type that another page would have."""

    def attack(client: FlaskClient, address: Address, fields: dict[str, str]) -> TestResponse:
        options = {"method": address.method, "data": fields, **kwargs}
        return client.open(address.path, **options)

    return attack


def _without_token(client: FlaskClient, at: Address, fields: dict[str, str]) -> TestResponse:
    kept = {name: value for name, value in fields.items() if name != "csrf_token"}
    return client.open(at.path, method=at.method, data=kept)


def _token(value: Callable[[str], str]) -> Attack:
    def attack(client: FlaskClient, at: Address, fields: dict[str, str]) -> TestResponse:
        wrong = fields | {"csrf_token": value(fields["csrf_token"])}
        return client.open(at.path, method=at.method, data=wrong)

    return attack


def _without_cookie(client: FlaskClient, at: Address, fields: dict[str, str]) -> TestResponse:
    stranger = client.application.test_client()
    return stranger.open(at.path, method=at.method, data=fields)


def _in_query(client: FlaskClient, at: Address, fields: dict[str, str]) -> TestResponse:
    return client.open(at.path, method=at.method, query_string=fields, content_type=FORM)


ATTACKS: dict[str, Attack] = {
    "no token": _without_token,
    "empty token": _token(lambda _: ""),
    "token cut short": _token(lambda token: token[:-4]),
    "token with its signature turned": _token(lambda token: token[:-6] + token[-6:][::-1]),
    "token of nobody": _token(lambda _: "IjAwMDAi.aAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAA"),
    "right token without the cookie": _without_cookie,
    "token in the query": _in_query,
    "origin of a stranger": _with(headers={"Origin": "https://evil.example"}),
    "origin null": _with(headers={"Origin": "null"}),
    "origin empty": _with(headers={"Origin": ""}),
    "origin that cannot be read": _with(headers={"Origin": "http://["}),
    "origin of another port": _with(headers={"Origin": "http://localhost:8000"}),
    "origin that begins like ours": _with(headers={"Origin": "http://localhost.evil.example"}),
    "origin of another scheme": _with(headers={"Origin": "https://localhost"}),
    "origin with a user": _with(headers={"Origin": "http://localhost@evil.example"}),
    "fetched from another site": _with(headers={"Sec-Fetch-Site": "cross-site"}),
    "fetched from a neighbour": _with(headers={"Sec-Fetch-Site": "same-site"}),
    "fetched from an odd place": _with(headers={"Sec-Fetch-Site": "nonsense"}),
    "as text": _with(data=b"csrf_token=x", content_type="text/plain"),
    "as JSON": _with(data=b"{}", content_type="application/json"),
    "as JSON called text": _with(data=b'{"a":"="}', content_type="text/plain;charset=UTF-8"),
    "as XML": _with(data=b"<a/>", content_type="application/xml"),
    "without a type": _with(data=b"csrf_token=x", content_type=""),
    "beacon": _with(data=b"ping", content_type="text/ping", headers={"Ping-To": "x"}),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_it_refuses_every_change_that_another_page_could_send(
    name: str, guarded: Flask, guarded_client: CheckingClient, fields: dict[str, str]
) -> None:
    before = dump(guarded)
    targets = changing(guarded)
    assert len(targets) >= 6
    for address in targets:
        response = ATTACKS[name](guarded_client, address, fields)
        assert response.status_code in (400, 403, 415), f"{address} was not refused"
        assert "csrf_token" not in response.get_data(as_text=True)
    assert dump(guarded) == before


def test_it_takes_the_same_form_from_a_page_of_its_own(
    guarded: Flask, guarded_client: CheckingClient, fields: dict[str, str]
) -> None:
    """Or the refusals above would prove nothing."""
    before = dump(guarded)
    headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert guarded_client.post("/review/answers", data=fields, headers=headers).status_code == 303
    assert dump(guarded) != before


def test_it_refuses_the_token_of_another_visitor(
    guarded: Flask, guarded_client: CheckingClient, fields: dict[str, str]
) -> None:
    other = guarded.test_client()
    stolen = Page(other.get("/")).form("/review/sessions")["csrf_token"]
    before = dump(guarded)
    for address in changing(guarded):
        sent = fields | {"csrf_token": stolen}
        response = guarded_client.open(address.path, method=address.method, data=sent)
        assert response.status_code == 400
    assert dump(guarded) == before


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_it_changes_nothing_for_methods_that_no_form_sends(
    method: str, guarded: Flask, guarded_client: CheckingClient, fields: dict[str, str]
) -> None:
    before = dump(guarded)
    for path in {one.path for one in addresses(guarded)}:
        response = guarded_client.open(path, method=method, data=fields)
        assert response.status_code == 405, f"{method} {path}"
        assert response.headers["Allow"]
    assert dump(guarded) == before


def test_it_never_changes_anything_for_a_get(
    guarded: Flask, guarded_client: CheckingClient, fields: dict[str, str]
) -> None:
    before = dump(guarded)
    for path in readable(guarded):
        for htmx in ({}, {"HX-Request": "true"}):
            assert guarded_client.get(path, headers=htmx).status_code < 500
            bare = path.partition("?")[0]
            assert guarded_client.get(bare, query_string=fields, headers=htmx).status_code < 500
        assert guarded_client.head(path).status_code < 500
    for address in changing(guarded):
        guarded_client.get(address.path, query_string=fields)
        guarded_client.get(address.path, headers={"X-HTTP-Method-Override": "POST"})
    assert dump(guarded) == before


def test_it_would_notice_a_route_that_has_no_sample(app: Flask) -> None:
    app._got_first_request = False
    app.add_url_rule("/new/<unheard_of>", "new", lambda unheard_of: "")
    rule = next(one for one in app.url_map.iter_rules() if one.endpoint == "new")
    with pytest.raises(AssertionError, match="unheard_of"):
        path_of(app, rule)


def test_it_covers_a_new_route_by_itself(guarded: Flask) -> None:
    count = len(changing(guarded))
    guarded._got_first_request = False
    guarded.add_url_rule("/new/<card_id>", "new", lambda card_id: "", methods=["POST", "DELETE"])
    assert len(changing(guarded)) == count + 2
    client = guarded.test_client()
    for method in ("POST", "DELETE"):
        assert client.open("/new/sky", method=method, data={"a": "b"}).status_code == 400
