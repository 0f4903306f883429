"""Settling levels: what today's totals make of each topic's level is kept, and changes are logged.

It happens where something is written anyway: when a session starts, and when a Check quiz ends.  A
level that was lost on a day without either is logged under that day, as settling then would have.
"""

from __future__ import annotations

from quizapp.core.mastery_words import cause_of
from quizapp.core.moment import Moment
from quizapp.storage import level_log, recall_errors
from quizapp.storage.database import Connection
from quizapp.storage.learners import Learner
from quizapp.storage.level_log import NewChange
from quizapp.storage.standings import standings_on


def settle(connection: Connection, learner: Learner, now: Moment) -> None:
    """Keep every topic's level as of now.  The caller holds the learner's lock.

    The learner's own error is measured on the first occasion of a study day.
    """
    error, measured_on = recall_errors.error_of(connection, learner.id)
    if measured_on != now.day:
        error = recall_errors.measure_again(connection, learner, now.day)
    changes: list[NewChange] = []
    last = now.day if measured_on is None else measured_on
    for one in standings_on(connection, learner, now.day, error, last):
        if one.state == one.kept:
            continue
        level_log.keep(connection, learner.id, one.topic.id, one.state)
        old = one.kept
        for new, standing in (
            *((fall.state, fall.standing) for fall in one.falls),
            (one.state, one.standing),
        ):
            if new.level is not old.level:
                cause = cause_of(old, new, standing)
                changes.append(NewChange(one.topic.id, new.since, old.level, new.level, cause))
            old = new
    # What fell while the learner was away is logged under its day, in the order of days.
    level_log.append(connection, learner.id, now, sorted(changes, key=lambda one: one.study_day))
