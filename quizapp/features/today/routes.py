"""The first page of the day."""

from __future__ import annotations

from flask import Blueprint, render_template

from quizapp.features.today.overview import overview
from quizapp.storage.database import reading
from quizapp.storage.learners import learner
from quizapp.storage.open_sessions import left_today
from quizapp.web.current import current_learner_id, moment_of
from quizapp.web.pages import remember

blueprint = Blueprint("today", __name__)


@blueprint.get("/")
def today() -> str:
    """What is due, and one button to start."""
    with reading() as connection:
        who = remember(learner(connection, current_learner_id()))
        now = moment_of(who)
        page = overview(connection, who, now, left_today(connection, who, now.day))
    return render_template("today/today.html", page=page)
