"""The server that is shipped, over a real connection: where it listens and how it refuses."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.clean import LEAKS
from tests.support.decks import SMALL_DECK, write_deck
from tests.support.header_score import BEST_WITHOUT_SCRIPTS, score
from tests.support.needs import need
from tests.support.served import Served

pytestmark = pytest.mark.slow

LISTENING = "0A"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A running server over the small deck."""
    folder = tmp_path_factory.mktemp("server")
    server = Served(folder / "data", write_deck(folder / "cards", SMALL_DECK))
    server.start()
    yield server
    server.close()


def _ask(port: int, head: str, body: bytes = b"") -> tuple[int, dict[str, str], str]:
    """Status, headers and body of what is answered to these bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(head.replace("\n", "\r\n").encode("latin-1") + b"\r\n\r\n" + body)
        connection.shutdown(socket.SHUT_WR)
        found = b""
        while piece := connection.recv(65536):
            found += piece
    first, _, rest = found.decode("latin-1").partition("\r\n")
    lines, _, text = rest.partition("\r\n\r\n")
    headers = dict(line.split(": ", 1) for line in lines.split("\r\n"))
    return int(first.split()[1]), headers, text


def test_it_listens_on_this_machine_alone(served: Served) -> None:
    need(Path("/proc/net/tcp").exists(), "/proc")
    port = f":{served.port:04X}"
    found = []
    for table in ("tcp", "tcp6"):
        for line in Path("/proc/net", table).read_text().splitlines()[1:]:
            _, local, _, state, *_ = line.split()
            if local.endswith(port) and state == LISTENING:
                found.append(local.removesuffix(port))
    assert found == ["0100007F"]


@pytest.mark.parametrize("host", ["evil.example", "0.0.0.0", "localhost.evil.example"])
def test_it_refuses_a_foreign_name(host: str, served: Served) -> None:
    status, headers, text = _ask(served.port, f"GET / HTTP/1.1\nHost: {host}\nConnection: close")
    assert status == 400
    assert score(headers) == BEST_WITHOUT_SCRIPTS
    assert host not in text


def test_it_tells_no_version(served: Served) -> None:
    status, headers, _ = _ask(served.port, "GET / HTTP/1.1\nHost: localhost\nConnection: close")
    assert status == 200
    assert not re.search(r"\d", headers.get("Server", ""))
    assert "X-Powered-By" not in headers


BAD = {
    "a header of 8 KiB": (f"GET / HTTP/1.1\nHost: localhost\nX-Long: {'a' * 8192}", 431),
    "an address of 9,000 characters": (f"GET /?q={'a' * 9000} HTTP/1.1\nHost: localhost", 414),
    "a header name with a space": ("GET / HTTP/1.1\nHost: localhost\nBad Name: x", 400),
    "two lengths": ("POST / HTTP/1.1\nHost: localhost\nContent-Length: 1\nContent-Length: 2", 400),
    "a length and chunks": (
        "POST / HTTP/1.1\nHost: localhost\nContent-Length: 4\nTransfer-Encoding: chunked",
        400,
    ),
    "an unknown version": ("GET / HTTP/9.9\nHost: localhost", 400),
    "a folded header": ("GET / HTTP/1.1\nHost: localhost\nX-A: a\n b", 400),
}


@pytest.mark.parametrize("name", BAD)
def test_it_refuses_what_is_no_http_and_tells_nothing(name: str, served: Served) -> None:
    head, expected = BAD[name]
    status, _, text = _ask(served.port, head)
    assert status == expected
    assert not LEAKS.search(text)
    assert "aaaaaaaaaa" not in text


@pytest.mark.parametrize("name", BAD)
def test_it_sends_the_headers_of_every_page_with_these_refusals(name: str, served: Served) -> None:
    _, headers, _ = _ask(served.port, BAD[name][0])
    assert score(headers) == BEST_WITHOUT_SCRIPTS


def test_it_checks_an_answer_as_long_as_the_field_takes(served: Served) -> None:
    answer_id = "19e8000000.0123456789abcdef.sample-nonce"
    path = f"/review/answer?prompt_id=prints&answer_id={answer_id}&seen=0&typed={'a' * 4000}"
    status, _, _ = _ask(served.port, f"GET {path} HTTP/1.1\nHost: localhost\nConnection: close")
    assert status == 200
