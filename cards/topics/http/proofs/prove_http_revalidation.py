"""Proof of the ETag exchange, on a loopback server."""

import http.client
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

BODY = b"the page"
ETAG = '"v1"'


class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.headers.get("If-None-Match") == ETAG:
            self.send_response(304)
            self.send_header("ETag", ETAG)
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("ETag", ETAG)
        self.send_header("Content-Length", str(len(BODY)))
        self.end_headers()
        self.wfile.write(BODY)

    def log_message(self, *args):
        pass


def get(port, headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/page", headers=headers)
        reply = connection.getresponse()
        return reply.status, reply.headers["ETag"], reply.read()
    finally:
        connection.close()


def test_unchanged_page_is_answered_with_304():
    server = HTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        port = server.server_address[1]
        assert get(port, {}) == (200, ETAG, BODY)
        assert get(port, {"If-None-Match": ETAG}) == (304, ETAG, b"")
        assert get(port, {"If-None-Match": '"v0"'}) == (200, ETAG, BODY)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
