"""Proof for the jitter card: the highest load in one tick, with and without it."""

import random
from collections import Counter

CLIENTS = 500
ATTEMPTS = 5
BASE = 100  # ticks before the first retry; the wait doubles each time


def highest_load(wait):
    calls = Counter()
    for _ in range(CLIENTS):
        moment = 0
        for attempt in range(ATTEMPTS):
            moment += wait(BASE * 2**attempt)
            calls[moment] += 1
    return max(calls.values())


def test_jitter_lowers_the_peak():
    chance = random.Random(2026)
    in_step = highest_load(lambda longest: longest)
    spread = highest_load(lambda longest: chance.randint(0, longest))
    assert in_step == CLIENTS  # all clients, in each wave
    assert spread < CLIENTS / 10
