"""Keeping new preferences, and rebuilding what follows from them."""

from __future__ import annotations

from quizapp.core.moment import Moment
from quizapp.storage.database import Connection
from quizapp.storage.learners import Learner, Preferences, save_preferences
from quizapp.storage.rebuild import rebuild


def save(connection: Connection, learner: Learner, preferences: Preferences, now: Moment) -> None:
    """Keep preferences; another scheduler or aim gives every prompt its due day anew."""
    save_preferences(connection, learner.id, preferences)
    if preferences.policy != learner.preferences.policy:
        changed = Learner(learner.id, preferences, learner.last_seq, learner.last_study_day)
        rebuild(connection, changed, now.day)
