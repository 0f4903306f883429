"""Proofs for the cards on Redis lists and channels."""

import threading
import time

import redis


def until(condition):
    for _ in range(500):
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError("it did not happen")


def test_a_list_gives_a_job_to_the_worker_that_has_waited_longest(redis_url, options):
    got = []

    def work(name):
        with redis.Redis.from_url(redis_url) as client:
            taken = client.blpop("jobs", timeout=5)
            got.append((name, taken[1]))

    with redis.Redis.from_url(redis_url) as client:
        threads = []
        for number, name in enumerate(["first", "second", "third"], start=1):
            threads.append(threading.Thread(target=work, args=(name,)))
            threads[-1].start()
            until(lambda: client.info("clients")["blocked_clients"] == number)  # noqa: B023

        client.rpush("jobs", "report")
        until(lambda: got)
        takers = [name for name, _ in got]
        still_waiting = client.info("clients")["blocked_clients"]
        client.rpush("jobs", "end", "end")
        for thread in threads:
            thread.join()

        truth = {
            "The worker that has waited longest": takers == ["first"],
            "All three of them, with one copy each": len(takers) == 3,
            "The worker that began to wait last": takers == ["third"],
            "Each of them in turn until one confirms": still_waiting != 2,
        }
        assert truth == dict(options)
        # What nobody waits for stays in the list.
        client.rpush("jobs", "later")
        assert client.llen("jobs") == 1


def test_a_channel_reaches_those_who_listen_and_keeps_nothing(redis_url):
    def subscriber():
        listening = redis.Redis.from_url(redis_url).pubsub()
        listening.subscribe("news")
        assert listening.get_message(timeout=5)["type"] == "subscribe"
        return listening

    with redis.Redis.from_url(redis_url) as client:
        here = [subscriber(), subscriber()]
        assert client.publish("news", "reload") == 2
        for one in here:
            assert one.get_message(timeout=5)["data"] == b"reload"

        late = subscriber()
        assert late.get_message(timeout=0.1) is None
        assert client.dbsize() == 0
        for one in [*here, late]:
            one.close()
