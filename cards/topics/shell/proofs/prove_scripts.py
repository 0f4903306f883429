"""Proofs for the cards about scripts: exit codes after signals, and curl with a failing server."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest


def test_status_after_a_signal(run, card):
    printed = run("sh", "bash -c 'kill -TERM $$'; echo $?; bash -c 'kill -KILL $$'; echo $?")
    assert printed.stdout.split() == ["143", "137"]
    assert "143" in card.body.forms


class Failing(BaseHTTPRequestHandler):
    """Answers each request with status 500 and an empty JSON list."""

    def do_GET(self):
        self.send_response(500)
        self.end_headers()
        self.wfile.write(b"[]")

    def log_message(self, *_):
        """Keep the test's output free of requests."""


@pytest.fixture
def failing_service():
    server = HTTPServer(("127.0.0.1", 0), Failing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_curl_hides_a_server_error(run, failing_service):
    def script(options):
        return run(
            "sh",
            "set -euo pipefail\n"
            f"curl -s {options} {failing_service} | jq -r '.[].email' > emails.txt\n"
            "wc -c < emails.txt",
        )

    assert (script("").exit_code, script("").stdout) == (0, "0\n")
    assert script("--fail").exit_code == 22
    assert script("-f").exit_code == 22
    # With the other option the answer is printed and the code is the same.
    answer = run("sh", f"curl -s --fail-with-body {failing_service}")
    assert (answer.stdout, answer.exit_code) == ("[]", 22)
