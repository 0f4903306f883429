"""Proofs of what Cache-Control lets a cache do: a private cache with its copies in a file."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import requests
from hishel import CacheOptions, SqliteStorage
from hishel.requests import CacheAdapter

BEFORE, AFTER = b"account of Amal", b"account of Bea"


class Account(BaseHTTPRequestHandler):
    """The origin: a page with a label, and the labels that it was asked about."""

    def do_GET(self):
        page, asked = self.server.page, self.headers.get("If-None-Match")
        label = f'"{page.split()[-1].decode()}"'
        self.server.asked.append(asked)
        self.send_response(304 if asked == label else 200)
        self.send_header("ETag", label)
        self.send_header("Cache-Control", self.server.rule)
        if asked != label:
            self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        if asked != label:
            self.wfile.write(page)

    def log_message(self, *args):
        pass


def visit(folder, rule):
    """Ask through the cache twice, and once more after the page has changed.

    What came back, which labels the origin was asked about, whether the cache kept the page.
    """
    folder.mkdir()
    server = HTTPServer(("127.0.0.1", 0), Account)
    server.page, server.rule, server.asked = BEFORE, rule, []
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    storage = SqliteStorage(database_path=folder / "copies")
    try:
        with requests.Session() as session:
            session.trust_env = False
            cache = CacheAdapter(storage=storage, rfc=CacheOptions(shared=False))
            session.mount("http://", cache)
            address = "http://{}:{}/account".format(*server.server_address)
            pages = [session.get(address, timeout=5).content for _ in range(2)]
            kept = any(BEFORE in file.read_bytes() for file in folder.iterdir())
            server.page = AFTER
            pages.append(session.get(address, timeout=5).content)
    finally:
        storage.close()
        server.shutdown()
        thread.join()
        server.server_close()
    return pages, server.asked, kept


def test_each_option_for_no_cache(tmp_path, options):
    # A copy that is fresh is reused unseen by this cache ...
    pages, asked, kept = visit(tmp_path / "fresh", "max-age=60")
    assert (pages, asked, kept) == ([BEFORE] * 3, [None], True)

    # ... so what it does now comes from no-cache alone.
    pages, asked, kept = visit(tmp_path / "no-cache", "no-cache, max-age=60")
    old_page_after_the_change = pages[-1] == BEFORE
    truth = {
        "Store it and revalidate it before each reuse": kept
        and asked == [None, '"Amal"', '"Amal"']
        and not old_page_after_the_change,
        "Send it on without keeping any stored copy": not kept,
        "Store it and reuse it until it becomes stale": kept and len(asked) == 1,
        "Reuse it at once and revalidate it afterwards": kept
        and len(asked) > 1
        and old_page_after_the_change,
    }
    assert truth == dict(options)
    # The stored copy saves work: the second answer had no body, and here is its page.
    assert pages == [BEFORE, BEFORE, AFTER]


def test_no_store_leaves_nothing_in_the_file(tmp_path, card):
    kept = {rule: visit(tmp_path / rule, rule)[2] for rule in ("no-cache", "no-store")}
    [directive] = (rule for rule, found in kept.items() if not found)
    assert str(card.body).startswith(f"`{directive}` is the one that forbids keeping a copy.")
    assert kept["no-cache"]
