"""Proofs for the caching cards: the steps of get_or_set(), shared objects and copies."""

from functools import lru_cache

from django.conf import settings

settings.configure()

from django.core.cache.backends.locmem import LocMemCache  # noqa: E402


class LoggedCache(LocMemCache):
    """A local-memory cache that notes each operation."""

    def __init__(self, name):
        super().__init__(name, {})
        self.events = []

    def get(self, key, *args, **kwargs):
        self.events.append(f"look up {key}")
        return super().get(key, *args, **kwargs)

    def add(self, key, value, timeout=None, version=None):
        self.events.append(f"store {key} for {timeout} s")
        return super().add(key, value, timeout=timeout, version=version)


def test_miss_looks_up_then_loads_then_stores_with_a_ttl():
    cache = LoggedCache("aside")

    def load():
        cache.events.append("read the database")
        return {"name": "lamp"}

    assert cache.get_or_set("item:1", load, timeout=60) == {"name": "lamp"}
    assert cache.events[:3] == [
        "look up item:1",
        "read the database",
        "store item:1 for 60 s",
    ]

    cache.events.clear()
    assert cache.get_or_set("item:1", load, timeout=60) == {"name": "lamp"}
    assert cache.events == ["look up item:1"]


def test_lru_cache_shares_one_object_and_locmem_hands_out_copies():
    @lru_cache
    def tags(post_id):
        return ["api"]

    assert tags(1) is tags(1)
    tags(1).append("draft")
    assert tags(1) == ["api", "draft"]

    cache = LocMemCache("copies", {})
    cache.set("tags:1", ["api"])
    cache.get("tags:1").append("draft")
    assert cache.get("tags:1") == ["api"]
