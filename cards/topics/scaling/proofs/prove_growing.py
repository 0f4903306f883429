"""Proofs for the cards on health checks, sharding and capacity."""

import hashlib
import heapq
import random
import socket
import threading
import urllib.error
import urllib.request
from bisect import bisect
from http.server import BaseHTTPRequestHandler, HTTPServer


class WithoutDatabase(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(503)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


def tcp_check(address):
    with socket.create_connection(address, timeout=5):
        return True


def http_check(address):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open("http://{}:{}/readyz".format(*address), timeout=5) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


def test_a_tcp_check_passes_where_an_http_check_fails(options):
    server = HTTPServer(("127.0.0.1", 0), WithoutDatabase)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        stays = tcp_check(server.server_address)
        assert http_check(server.server_address) == 503
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    truth = {
        "It stays in the pool and goes on failing": stays,
        # No balancer runs here: that one of layer 4 repeats no request is read, not run.
        "It stays in the pool, and its 503s are repeated": False,
        "It leaves the pool after a few 503 answers": not stays,
        "It leaves the pool at the first lost query": not stays,
    }
    assert truth == dict(options)


def place(name):
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")


class Ring:
    """Consistent hashing with many points for each shard."""

    def __init__(self, shards):
        points = [
            (place(f"{shard}:{n}"), shard) for shard in shards for n in range(200)
        ]
        self.points = sorted(points)

    def shard_of(self, key):
        index = bisect(self.points, (place(key),)) % len(self.points)
        return self.points[index][1]


def test_a_ring_moves_the_share_of_the_shard_that_joins():
    keys = [f"customer {number}" for number in range(5000)]
    before, after = Ring("ABCD"), Ring("ABCDE")
    moved = [key for key in keys if before.shard_of(key) != after.shard_of(key)]
    assert {after.shard_of(key) for key in moved} == {"E"}
    assert 0.15 < len(moved) / len(keys) < 0.25

    by_remainder = sum(place(key) % 4 != place(key) % 5 for key in keys)
    assert 0.75 < by_remainder / len(keys) < 0.85


def test_requests_in_progress_are_rate_times_duration(card):
    """Arrivals at random, durations at random, and the average over a long time."""
    chance = random.Random(1961)
    rate, duration = 200, 0.050
    now, busy_time, ends = 0.0, 0.0, []
    while now < 300:
        step = chance.expovariate(rate)
        until = now + step
        while ends and ends[0] <= until:
            end = heapq.heappop(ends)
            busy_time += (len(ends) + 1) * (end - now)
            now = end
        busy_time += len(ends) * (until - now)
        now = until
        heapq.heappush(ends, now + chance.uniform(0, 2 * duration))
    in_progress = busy_time / now
    assert abs(in_progress - rate * duration) < 0.3
    assert f"{round(in_progress)}" in card.body.forms
