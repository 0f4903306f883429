"""The search page: sections of pages and cards, as a page or, for htmx, the results alone."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from quizapp.features.search.results import results
from quizapp.storage.database import reading
from quizapp.storage.learners import learner
from quizapp.web.current import current_learner_id
from quizapp.web.htmx import wants_fragment
from quizapp.web.pages import remember

blueprint = Blueprint("search", __name__, url_prefix="/search")


@blueprint.get("")
def search() -> tuple[str, int]:
    """What was found for the words of the address."""
    with reading() as connection:
        remember(learner(connection, current_learner_id()))
        found = results(connection, request.args.get("q", ""), request.args.get("page", "1"))
    template = "search/_results.html" if wants_fragment() else "search/search.html"
    return render_template(template, found=found), 422 if found.problems else 200
