"""Settling levels: what today's totals make of each topic's level is kept, and changes are logged.

It happens where something is written anyway: when a session starts, and when a Check quiz ends.
"""

from __future__ import annotations

from quizapp.core.mastery_words import cause_of
from quizapp.core.moment import Moment
from quizapp.storage import level_log, recall_errors
from quizapp.storage.database import Connection
from quizapp.storage.learners import Learner
from quizapp.storage.standings import standings_on


def settle(connection: Connection, learner: Learner, now: Moment) -> None:
    """Keep every topic's level as of now.  The caller holds the learner's lock.

    The learner's own error is measured on the first occasion of a study day.
    """
    error, measured_on = recall_errors.error_of(connection, learner.id)
    if measured_on != now.day:
        error = recall_errors.measure_again(connection, learner, now.day)
    changes = []
    for one in standings_on(connection, learner, now.day, error):
        if one.state == one.kept:
            continue
        level_log.keep(connection, learner.id, one.topic.id, one.state)
        if one.state.level is not one.kept.level:
            cause = cause_of(one.kept, one.state, one.standing)
            changes.append((one.topic.id, one.kept.level, one.state.level, cause))
    level_log.append(connection, learner.id, now, changes)
