"""A person's browser without a script: one kept connection, plain forms, the page's token."""

from __future__ import annotations

import re
import secrets
import threading
import time
from http.client import HTTPConnection, HTTPException
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

from quizapp.core.answer_ids import mint

HASH = "0123456789abcdef"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')

#: What a connection raises when the server at its other end is gone.
GONE = (OSError, HTTPException)


class Poster:
    """Asks and posts; `status`, `headers` and `text` are those of the last answer.

    `sent` is set when a request has left, before its answer comes.
    """

    def __init__(self, port: int, timeout: float = 30) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=timeout)
        self._cookie = ""
        self._token = ""
        self.status = 0
        self.sent = threading.Event()
        self.headers: dict[str, str] = {}
        self.text = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    def get(self, path: str) -> int:
        """Ask for a page."""
        return self._send("GET", path, None)

    def sign_in(self) -> None:
        """Take cookie and token from a page that has a form."""
        assert self.get("/settings") == 200, self.status
        found = TOKEN.search(self.text)
        assert found, "no token on the page"
        self._token = found[1]

    def post(self, path: str, **fields: object) -> int:
        """Send a form."""
        values = {"csrf_token": self._token, **fields}
        return self._send("POST", path, urlencode(values).encode())

    def answer(self, prompt_id: str, answer_id: str, seen: int, grade: str = "good") -> int:
        """Post an answer as the review page's form does."""
        return self.post(
            "/review/answers", prompt_id=prompt_id, answer_id=answer_id, seen=seen, grade=grade
        )

    def _send(self, method: str, path: str, body: bytes | None) -> int:
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        if self._cookie:
            headers["Cookie"] = self._cookie
        try:
            self._connection.request(method, path, body, headers)
            self.sent.set()
            response = self._connection.getresponse()
            self.text = response.read().decode()
        except GONE:
            self._connection.close()  # the next request opens it again
            raise
        self.status = response.status
        self.headers = dict(response.headers)
        given = response.headers.get("Set-Cookie")
        if given:
            self._cookie = given.partition(";")[0]
        return self.status


def minted() -> str:
    """An answer id for a prompt that is shown now."""
    return mint(time.time_ns() // 1_000_000, HASH, secrets.token_urlsafe(12))
