"""Recall by topic on a day: kept with the log, or counted once and remembered.

What is kept holds for the day of the last session.  Before the day's first one nothing may be
written (a page is being shown), so the sums are counted from all memories and remembered here.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine

from quizapp.storage import day_figures, review_log, tallies
from quizapp.storage.learners import Learner
from quizapp.storage.taken_over import taken_over
from quizapp.storage.tallies import TopicRecall

Recalls = dict[str, TopicRecall]

#: Day and state of the log that some sums were counted for.
_Key = tuple[int, int, int]


def recalls_on(connection: Connection, learner: Learner, today: int) -> Recalls:
    """Recall by topic for a learner's day; the learner is as of the connection's transaction."""
    found = _sums(connection, learner, today)
    inferred = taken_over(connection, learner.id)
    if not inferred:
        return found
    return {
        topic: replace(one, taken_over=len(inferred.get(topic, ()))) for topic, one in found.items()
    }


def _sums(connection: Connection, learner: Learner, today: int) -> Recalls:
    kept = day_figures.kept_recalls(connection, learner.id, today)
    if kept is not None:
        return kept
    # An entry raises the last number, and taking one back lowers the newest that counts, so the
    # two name one state of the log.  Whatever else changes memories counts the kept sums anew.
    key = (today, learner.last_seq, review_log.last_entry(connection, learner.id))
    with _one_at_a_time:
        known = _remembered.setdefault(connection.engine, {})
        if known.get(learner.id, (None,))[0] != key:
            _, recalls = tallies.counted(connection, learner.id, today)
            known[learner.id] = (key, recalls)
        return known[learner.id][1]


_one_at_a_time = threading.Lock()
_remembered: WeakKeyDictionary[Engine, dict[int, tuple[_Key, Recalls]]] = WeakKeyDictionary()
