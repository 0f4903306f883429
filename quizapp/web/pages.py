"""What every page shows around its content: navigation, theme, shortcuts."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import Flask, g, request

from quizapp.core.wording import capital_first, days_in_words, minutes_in_words, plural
from quizapp.storage.database import reading
from quizapp.storage.learners import Learner, Preferences, learner
from quizapp.web.current import current_learner_id


class Entry(NamedTuple):
    """One entry of the main navigation."""

    url: str
    label: str
    is_current: bool


#: Pages that belong to an entry without standing below it.
BELONGING = {"/search": "/hub"}
ENTRIES = (
    ("/", "Today"),
    ("/quiz", "Quiz"),
    ("/roadmap", "Roadmap"),
    ("/hub", "Hub"),
    ("/cards", "Cards"),
    ("/stats", "Statistics"),
    ("/settings", "Settings"),
)


def install(app: Flask) -> None:
    """Give all templates the navigation, the learner's look, and words for numbers."""

    @app.context_processor
    def _around() -> dict[str, Any]:
        found = shown_learner()
        chosen = found.preferences if found else Preferences()
        return {
            "navigation": navigation,
            "preferences": chosen,
            "theme": chosen.theme,
            "shortcuts": chosen.shortcuts,
        }

    def macros_of(name: str) -> Any:
        return app.jinja_env.get_template(name).module

    # The same as `import` in a template, which makes its module's context anew each time.
    app.jinja_env.globals["macros_of"] = macros_of
    app.jinja_env.filters.update(
        days_in_words=days_in_words,
        minutes_in_words=minutes_in_words,
        plural=plural,
        sentence=capital_first,
    )


def navigation() -> list[Entry]:
    """The main navigation, with the entry of this page marked."""
    here = "/" + request.path.strip("/").split("/")[0]
    here = BELONGING.get(here, here)
    return [Entry(url, label, url == here) for url, label in ENTRIES]


def remember(found: Learner) -> Learner:
    """Keep the learner that a route has read anyway, so the page does not read it again."""
    g.learner = found
    return found


def shown_learner() -> Learner | None:
    """The learner whose theme the page wears; none when the database cannot be read."""
    if "learner" not in g:
        try:
            with reading() as connection:
                g.learner = learner(connection, current_learner_id())
        except Exception:  # an error page must not fail for want of a theme
            g.learner = None
    found: Learner | None = g.learner
    return found
