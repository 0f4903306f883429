"""One browser-like client: a single kept connection, compressed answers, the form's fields."""

from __future__ import annotations

import gzip
import html
import re
import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from typing import Any
from urllib.parse import urlencode

_FIELD = re.compile(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)">')
_NEEDED = ("csrf_token", "prompt_id", "answer_id", "seen")


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of the server: how long it took, and what it was."""

    ms: float
    status: int
    body: bytes
    zipped: bool

    @property
    def text(self) -> str:
        return (gzip.decompress(self.body) if self.zipped else self.body).decode()


class _OneWrite(HTTPConnection):
    """Sends a small form together with its headers, as Chromium does (up to 1,400 bytes)."""

    def _send_output(self, message_body: Any = None, encode_chunked: bool = False) -> None:
        head = b"\r\n".join([*self._buffer, b"", b""])  # type: ignore[attr-defined]
        self._buffer.clear()  # type: ignore[attr-defined]
        self.send(head + (message_body or b""))


class Client:
    """Sends one request after the other and takes the time of each."""

    def __init__(self, port: int) -> None:
        self._connection = _OneWrite("127.0.0.1", port, timeout=60)
        self._cookie = ""

    def get(self, path: str) -> Reply:
        return self._send("GET", path, None, {})

    def post(self, path: str, fields: dict[str, str]) -> Reply:
        """Send a form as htmx does."""
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "HX-Request": "true",
            "Sec-Fetch-Site": "same-origin",
        }
        return self._send("POST", path, urlencode(fields).encode(), headers)

    def close(self) -> None:
        self._connection.close()

    def _send(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Reply:
        headers["Accept-Encoding"] = "gzip"
        if self._cookie:
            headers["Cookie"] = self._cookie
        start = time.perf_counter()
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        content = response.read()
        ms = (time.perf_counter() - start) * 1000
        self._keep_cookie(response)
        zipped = response.headers.get("Content-Encoding") == "gzip"
        return Reply(ms, response.status, content, zipped)

    def _keep_cookie(self, response: HTTPResponse) -> None:
        given = response.headers.get("Set-Cookie")
        if given:
            self._cookie = given.partition(";")[0]


def fields_of(page: str) -> dict[str, str]:
    """The hidden fields that an answer must send, as far as the page has them."""
    found: dict[str, str] = {}
    for name, value in _FIELD.findall(page):
        if name in _NEEDED:
            found.setdefault(name, html.unescape(value))
    return found
