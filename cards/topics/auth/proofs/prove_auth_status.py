"""Proofs for the 401 and 403 cards, with a loopback server and urllib as client."""

import threading
import urllib.error
import urllib.request
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest


@contextmanager
def server(answer):
    """Serve on a free loopback port and collect each Authorization header."""
    seen = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            given = self.headers.get("Authorization")
            seen.append(given)
            status, headers = answer(given)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args):
            pass

    httpd = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{httpd.server_port}/", seen
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()


def client(url):
    passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
    passwords.add_password(None, url, "ada", "pw")
    return urllib.request.build_opener(
        urllib.request.ProxyHandler({}),
        urllib.request.HTTPBasicAuthHandler(passwords),
    )


def test_challenge_in_www_authenticate_lets_the_client_log_in():
    def challenge(given):
        if given:
            return 200, {}
        return 401, {"WWW-Authenticate": 'Basic realm="api"'}

    with server(challenge) as (url, seen):
        with client(url).open(url, timeout=5) as answer:
            assert answer.status == 200
    assert seen[0] is None
    assert seen[1].startswith("Basic ")

    with server(lambda given: (401, {})) as (url, seen):
        with pytest.raises(urllib.error.HTTPError) as caught:
            client(url).open(url, timeout=5)
        caught.value.close()
    assert caught.value.code == 401
    assert seen == [None]


def test_403_does_not_ask_the_client_to_log_in():
    with server(lambda given: (403, {})) as (url, seen):
        with pytest.raises(urllib.error.HTTPError) as caught:
            client(url).open(url, timeout=5)
        caught.value.close()
    assert caught.value.code == 403
    assert seen == [None]
