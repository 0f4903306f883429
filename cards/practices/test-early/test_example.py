"""The list of behaviours that the rate limit has to have, one test for each."""

import pytest
from example import RateLimit


class Clock:
    seconds = 0.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr("time.monotonic", clock)
    return clock


@pytest.fixture
def limit(clock):
    return RateLimit()


# region: behaviours
def test_a_first_message_is_accepted(limit):
    assert limit.status_for("192.0.2.7") == (200, {})


def test_the_sixth_message_in_a_minute_is_told_when_to_come_back(limit, clock):
    for _ in range(5):
        assert limit.status_for("192.0.2.7") == (200, {})
    clock.seconds = 20
    assert limit.status_for("192.0.2.7") == (429, {"Retry-After": "40"})


def test_refused_messages_do_not_lengthen_the_wait(limit, clock):
    for second in (0, 30):
        clock.seconds = second
        for _ in range(5):
            limit.status_for("192.0.2.7")
    clock.seconds = 60
    assert limit.status_for("192.0.2.7") == (200, {})


def test_one_sender_does_not_use_up_the_limit_of_another(limit):
    for _ in range(6):
        limit.status_for("192.0.2.7")
    assert limit.status_for("198.51.100.4") == (200, {})


# endregion
