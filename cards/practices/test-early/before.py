"""A rate limit for the messaging app, written without a test."""

from datetime import time

LIMIT, WINDOW = 5, 60


class RateLimit:
    def __init__(self):
        self.sent = {}

    def status_for(self, address):
        now = time.time()
        recent = [at for at in self.sent.get(address, []) if now - at < WINDOW]
        self.sent[address] = recent + [now]
        if len(recent) > LIMIT:
            return 403, {}
        return 200, {}
