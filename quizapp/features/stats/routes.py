"""Pages of statistics: the overview, both schedulers side by side, mastery over time."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from flask import Blueprint, render_template, request
from markupsafe import Markup

from quizapp.core.moment import Moment
from quizapp.core.study_statistics import PERIODS
from quizapp.features.stats.comparison import side_by_side
from quizapp.features.stats.figures import figures
from quizapp.features.stats.kept import kept
from quizapp.features.stats.overview import overview
from quizapp.features.stats.progress import progress
from quizapp.features.stats.scope import Scope, read_scope
from quizapp.features.stats.wording import since
from quizapp.storage import card_store, statistics_reads
from quizapp.storage.card_store import TopicLine
from quizapp.storage.database import Connection, reading
from quizapp.storage.learners import Learner, learner
from quizapp.web.current import current_learner_id, moment_of
from quizapp.web.pages import remember

blueprint = Blueprint("stats", __name__, url_prefix="/stats")

PAGES = (
    ("/stats", "Overview"),
    ("/stats/topics", "Mastery over time"),
    ("/stats/replay", "SM-2 and FSRS"),
)


class Asked(NamedTuple):
    """Who asks for what, when, within which transaction."""

    connection: Connection
    learner: Learner
    now: Moment
    scope: Scope
    lines: list[TopicLine]


@blueprint.get("")
def stats() -> str:
    """What was done, what comes, and how well memory and predictions hold."""
    return _page("stats", lambda asked: overview(figures(*asked[:4])))


@blueprint.get("/topics")
def topics() -> str:
    """What would have been recalled on days gone by."""
    return _page("topics", lambda asked: progress(*asked))


@blueprint.get("/replay")
def replay() -> str:
    """The own log under SM-2 and FSRS."""
    return _page("replay", lambda asked: side_by_side(*asked[:4]))


def _page(name: str, make: Callable[[Asked], object]) -> str:
    with reading() as connection:
        who = remember(learner(connection, current_learner_id()))
        now = moment_of(who)
        lines = [line for line in card_store.topic_lines(connection) if line.prompts]
        scope = read_scope(request.args, lines)

        def draw() -> Markup:
            page = make(Asked(connection, who, now, scope, lines))
            # Drawn by a template, which escapes what is put into it.
            return Markup(render_template(f"stats/_{name}.html", page=page, scope=scope))

        place = (who.id, name, scope.topic, scope.period.name)
        body = kept(place, statistics_reads.state_of(connection, who, now.day), draw)
    return render_template(
        f"stats/{name}.html",
        body=body,
        scope=scope,
        since=since(scope.period, now.day),
        topics=[(line.topic.id, line.topic.title) for line in lines],
        periods=list(PERIODS.values()),
        pages=PAGES,
        here=request.path,
    )
