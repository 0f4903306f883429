"""The settings page."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from quizapp.core.errors import InvalidInput
from quizapp.core.grades import GradeScale
from quizapp.core.scheduling import SCHEDULER_TITLES, SCHEDULERS
from quizapp.core.study_day import checked_zone, zone_names
from quizapp.features.settings import actions
from quizapp.storage.database import reading, transaction
from quizapp.storage.learners import Preferences, learner, locked_learner
from quizapp.web.current import current_learner_id, moment_of
from quizapp.web.forms import read_choice, read_fraction, read_number, read_text
from quizapp.web.pages import remember

blueprint = Blueprint("settings", __name__, url_prefix="/settings")

THEMES = ("system", "light", "dark")
SCALES = ("4", "6")
LONGEST_ZONE = 100


@blueprint.get("")
def settings() -> str:
    """The choices as they are."""
    with reading() as connection:
        who = remember(learner(connection, current_learner_id()))
    return _page(_as_form(who.preferences), {}, saved="saved" in request.args)


@blueprint.post("")
def save() -> Response | tuple[str, int]:
    """Keep the choices, or say about each wrong one what is allowed."""
    with transaction() as connection:
        who = remember(locked_learner(connection, current_learner_id()))
        preferences, problems = _read(who.preferences)
        if not problems:
            actions.save(connection, who, preferences, moment_of(who))
    if problems:
        return _page(request.form.to_dict(), problems), 422
    return redirect("/settings?saved", 303)


@blueprint.post("/zone")
def zone() -> Response:
    """Take over the zone that the browser suggests."""
    name = _zone()
    with transaction() as connection:
        who = locked_learner(connection, current_learner_id())
        preferences = replace(who.preferences, zone=name)
        actions.save(connection, who, preferences, moment_of(who))
    return redirect("/", 303)


def _zone() -> str:
    return checked_zone(read_text(request.form, "zone", LONGEST_ZONE))


def _as_form(preferences: Preferences) -> dict[str, str]:
    chosen = {name: str(value) for name, value in asdict(preferences).items()}
    chosen["grade_scale"] = str(int(preferences.grade_scale))
    if not preferences.shortcuts:
        del chosen["shortcuts"]
    return chosen


def _page(chosen: dict[str, str], problems: dict[str, str], *, saved: bool = False) -> str:
    return render_template(
        "settings/settings.html",
        chosen=chosen,
        problems=problems,
        saved=saved,
        zones=sorted(zone_names()),
        schedulers=SCHEDULER_TITLES,
        themes=THEMES,
    )


def _read(before: Preferences) -> tuple[Preferences, dict[str, str]]:
    form = request.form
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    readers: dict[str, Any] = {
        "new_per_day": lambda: read_number(form, "new_per_day", 0, 1000),
        "minutes_per_day": lambda: read_number(form, "minutes_per_day", 1, 600),
        "rollover_hour": lambda: read_number(form, "rollover_hour", 0, 23),
        "zone": _zone,
        "scheduler": lambda: read_choice(form, "scheduler", SCHEDULERS),
        "retention": lambda: read_fraction(form, "retention", 0.7, 0.97),
        "grade_scale": lambda: GradeScale(int(read_choice(form, "grade_scale", SCALES))),
        "theme": lambda: read_choice(form, "theme", THEMES),
    }
    for name, read in readers.items():
        try:
            values[name] = read()
        except InvalidInput as refusal:
            problems[name] = str(refusal)
    return replace(before, shortcuts="shortcuts" in form, **values), problems
