"""Proofs for the Redis cards of caching: eviction, expiry, counters and a lock."""

from contextlib import contextmanager

import pytest
import redis

RELEASE = """
if redis.call("get", KEYS[1]) == ARGV[1] then
    return redis.call("del", KEYS[1])
end
return 0
"""


@contextmanager
def full(client, policy=None):
    """A Redis that is over its memory limit, with a policy or its own default."""
    if policy:
        client.config_set("maxmemory-policy", policy)
    # Well over, because buffers of clients come and go.
    client.config_set("maxmemory", client.info("memory")["used_memory"] - 50_000)
    try:
        yield
    finally:
        client.config_set("maxmemory", 0)
        client.config_set("maxmemory-policy", "noeviction")


def filled(client):
    client.flushdb()
    for number in range(100):
        client.set(f"lasting:{number}", "x" * 1000)
        client.set(f"brief:{number}", "x" * 1000, ex=60)


def test_a_full_redis_refuses_a_write_unless_a_policy_lets_it_evict(redis_url, options):
    with redis.Redis.from_url(redis_url) as client:
        assert client.config_get("maxmemory-policy") == {
            "maxmemory-policy": "noeviction"
        }
        filled(client)
        with full(client):
            with pytest.raises(redis.exceptions.OutOfMemoryError, match="maxmemory"):
                client.set("next", "x")
            assert client.get("lasting:0") == b"x" * 1000
            kept = client.dbsize() == 200
        truth = {
            "It fails with an out-of-memory error": True,
            "It evicts the least recently used key": not kept,
            "It evicts a key that has a time to live": not kept,
            "It moves the oldest key from memory to disk": not kept,
        }
        assert truth == dict(options)

        # Evicting is what other policies do.
        filled(client)
        with full(client, "allkeys-lru"):
            assert client.set("next", "x") is True
            assert client.dbsize() < 200

        filled(client)
        with full(client, "volatile-ttl"):
            assert client.set("next", "x") is True
            assert len(client.keys("brief:*")) < 100
            assert len(client.keys("lasting:*")) == 100

        # The why: without a key to choose from, volatile is noeviction.
        filled(client)
        client.delete(*client.keys("brief:*"))
        with (
            full(client, "volatile-lru"),
            pytest.raises(redis.exceptions.OutOfMemoryError),
        ):
            client.set("next", "x")


def test_a_plain_set_takes_the_time_to_live_away(redis_url, options):
    with redis.Redis.from_url(redis_url) as client:
        absent = client.ttl("greeting")
        client.set("greeting", "hi", ex=60)
        client.set("greeting", "ho", keepttl=True)
        kept = client.ttl("greeting")
        client.set("greeting", "ho")
        plain = client.ttl("greeting")
        assert {str(absent): False, str(plain): True, str(kept): False} == dict(options)


def test_the_hit_counters_add_up_all_databases_and_uses(redis_url):
    with (
        redis.Redis.from_url(redis_url) as view,
        redis.Redis.from_url(redis_url, db=1) as jobs,
    ):

        def counters():
            stats = view.info("stats")
            return stats["keyspace_hits"], stats["keyspace_misses"]

        hits, misses = counters()
        view.set("page", "html")
        view.get("page")
        assert counters() == (hits + 1, misses)
        jobs.get("no such job")
        jobs.exists("no such lock")
        assert counters() == (hits + 1, misses + 2)
        jobs.set("lock", "token", nx=True)
        jobs.set("lock", "other token", nx=True)
        jobs.incr("limit")
        assert counters() == (hits + 1, misses + 2)  # writes do not count


def test_one_of_many_clients_gets_the_lock_and_a_late_release_spares_the_next_holder(
    redis_url,
):
    with redis.Redis.from_url(redis_url) as client:

        def take(token):
            return client.set("lock:report", token, nx=True, px=5000)

        assert [take(f"worker {number}") for number in range(3)] == [True, None, None]
        assert 0 < client.pttl("lock:report") <= 5000

        client.delete("lock:report")  # the time limit has passed
        assert take("worker 1") is True
        assert client.eval(RELEASE, 1, "lock:report", "worker 0") == 0
        assert client.get("lock:report") == b"worker 1"
        assert client.eval(RELEASE, 1, "lock:report", "worker 1") == 1
