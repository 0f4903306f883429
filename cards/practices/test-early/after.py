"""A rate limit for the messaging app; each rule had its test first."""

import math
import time

LIMIT, WINDOW = 5, 60


class RateLimit:
    def __init__(self):
        self.sent = {}

    def status_for(self, address):
        now = time.monotonic()
        recent = [at for at in self.sent.get(address, []) if now - at < WINDOW]
        if len(recent) >= LIMIT:
            wait = math.ceil(recent[0] + WINDOW - now)
            return 429, {"Retry-After": str(wait)}
        self.sent[address] = [*recent, now]
        return 200, {}
