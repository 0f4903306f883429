"""Proof for the cloze card on write-through and write-behind."""


class WriteThrough:
    """Stores each change in the database, then answers."""

    def __init__(self, database):
        self.database, self.memory = database, {}

    def write(self, key, value):
        self.database[key] = value
        self.memory[key] = value
        return "confirmed"


class WriteBehind:
    """Answers at once and keeps changes until the next flush."""

    def __init__(self, database):
        self.database, self.memory, self.queue = database, {}, {}
        self.statements = 0

    def write(self, key, value):
        self.memory[key] = value
        self.queue[key] = value
        return "confirmed"

    def flush(self):
        for key, value in self.queue.items():
            self.database[key] = value
            self.statements += 1
        self.queue.clear()


def test_a_crash_loses_what_write_behind_has_confirmed():
    rows = {}
    cache = WriteThrough(rows)
    assert cache.write("views", 1) == "confirmed"
    del cache  # the crash
    assert rows == {"views": 1}

    rows = {}
    cache = WriteBehind(rows)
    for count in (1, 2, 3):
        assert cache.write("views", count) == "confirmed"
    assert rows == {}
    cache.flush()
    assert (rows, cache.statements) == ({"views": 3}, 1)

    assert cache.write("views", 4) == "confirmed"
    del cache
    assert rows == {"views": 3}
