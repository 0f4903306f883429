"""Who is asking, and what day it is for them."""

from __future__ import annotations

from quizapp.core.moment import Moment, moment
from quizapp.storage.learners import LOCAL_LEARNER, Learner
from quizapp.web.clock import now


def current_learner_id() -> int:
    """The id of the learner of this request: the local one, as there are no accounts."""
    return LOCAL_LEARNER


def moment_of(learner: Learner) -> Moment:
    """This moment, as the learner's zone and rollover hour count it."""
    preferences = learner.preferences
    return moment(now(), preferences.zone, preferences.rollover_hour, learner.last_study_day)
