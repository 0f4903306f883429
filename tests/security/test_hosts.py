"""Only this machine is served: a host name of somebody else's leads nowhere (DNS rebinding)."""

from __future__ import annotations

import pytest
from flask import Flask

from quizapp.config import SettingError, Settings
from quizapp.server import Server
from tests.support.addresses import addresses
from tests.support.client import CheckingClient
from tests.support.dump import dump
from tests.support.posting import TOKEN

OURS = ["127.0.0.1", "127.0.0.1:5000", "localhost", "localhost:65535", "[::1]", "[::1]:5000"]
FOREIGN = [
    "evil.example",
    "evil.example:5000",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "evil-localhost",
    "localhost.",
    "localhost@evil.example",
    "evil.example@localhost",
    "127.0.0.1:5000@evil.example",
    "localhost,evil.example",
    "localhost/evil.example",
    "localhost:5000:5001",
    "localhost:port",
    "localhost#",
    "127.1",
    "127.0.0.2",
    "2130706433",
    "0x7f000001",
    "0.0.0.0",
    "192.168.1.10",
    "[::]",
    "[::2]",
    "[::1",
    "::1",
    "[::ffff:127.0.0.1]",
    "[::1].evil.example",
    "[::1%25eth0]",
    "ⓛocalhost",
    " localhost",
    "",
]
FORWARDED = {
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Port": "443",
    "X-Forwarded-Prefix": "/evil",
    "X-Forwarded-Server": "evil.example",
    "X-Real-IP": "203.0.113.9",
    "X-Host": "evil.example",
    "X-Original-URL": "/settings",
    "X-Rewrite-URL": "/settings",
    "Forwarded": "for=203.0.113.9;host=evil.example;proto=https",
}


@pytest.mark.parametrize("host", OURS)
def test_it_serves_every_name_of_this_machine(host: str, client: CheckingClient) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", OURS)
def test_it_takes_a_form_under_every_name_of_this_machine(
    host: str, client: CheckingClient
) -> None:
    headers = {"Host": host, "Origin": f"http://{host}"}
    done = client.post("/review/sessions", data={"more": "5"}, headers=headers)
    assert (done.status_code, done.headers["Location"]) == (303, "/review")


@pytest.mark.parametrize("host", FOREIGN)
def test_it_refuses_every_address_under_a_foreign_name(
    host: str, app: Flask, client: CheckingClient
) -> None:
    before = dump(app)
    for address in addresses(app):
        response = client.open(
            address.path, method=address.method, data={"more": "5"}, headers={"Host": host}
        )
        assert response.status_code == 400, address
        assert "evil" not in response.get_data(as_text=True)
    assert dump(app) == before


def test_it_does_not_believe_forwarded_headers(client: CheckingClient) -> None:
    plain = client.get("/settings")
    forwarded = client.get("/settings", headers=FORWARDED)
    assert forwarded.status_code == 200
    # A token differs from the next one as soon as a second is over.
    assert TOKEN.sub("", forwarded.text) == TOKEN.sub("", plain.text)
    assert "Secure" not in forwarded.headers.get("Set-Cookie", "")
    back = client.post("/review/sessions", data={"more": "5"}, headers=FORWARDED)
    assert back.headers["Location"] == "/review"


def test_it_does_not_take_a_forwarded_host_for_the_real_one(client: CheckingClient) -> None:
    headers = {
        "Host": "evil.example",
        "X-Forwarded-Host": "localhost",
        "Forwarded": "host=localhost",
    }
    assert client.get("/", headers=headers).status_code == 400


def test_it_compares_the_origin_with_the_real_host(client: CheckingClient) -> None:
    headers = {"Origin": "http://evil.example", "X-Forwarded-Host": "evil.example"}
    assert client.post("/review/sessions", data={"more": "5"}, headers=headers).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_it_binds_each_address_of_this_machine(host: str, app: Flask) -> None:
    settings = Settings.from_environment({"QUIZAPP_HOST": host, "QUIZAPP_PORT": "5077"})
    (address,) = Server(app, settings).cfg.address
    assert address == (host, 5077)


@pytest.mark.parametrize(
    "host",
    [
        "0.0.0.0",
        "::",
        "*",
        "192.168.1.10",
        "127.0.0.2",
        "example.org",
        "unix:/tmp/a",
        "localhost:80",
    ],
)
def test_it_binds_nothing_that_others_can_reach(host: str) -> None:
    with pytest.raises(SettingError, match="QUIZAPP_HOST"):
        Settings.from_environment({"QUIZAPP_HOST": host})


def test_it_reads_no_settings_of_the_server_from_elsewhere(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUNICORN_CMD_ARGS", "--bind 0.0.0.0:5078 --forwarded-allow-ips *")
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "*")
    settings = Settings.from_environment({"QUIZAPP_PORT": "5077"})
    (address,) = Server(app, settings).cfg.address
    assert address == ("127.0.0.1", 5077)
