"""create_app(): how the whole product is wired, on one screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask

from quizapp.config import Settings, bundled
from quizapp.features.cards import routes as cards
from quizapp.features.hub import routes as hub
from quizapp.features.quiz import routes as quiz
from quizapp.features.review import routes as review
from quizapp.features.roadmap import routes as roadmap
from quizapp.features.search import routes as search
from quizapp.features.settings import routes as settings_pages
from quizapp.features.stats import routes as stats
from quizapp.features.today import routes as today
from quizapp.storage import schema
from quizapp.storage.database import db, prepare
from quizapp.web import errors, htmx, pages, security, static_files, templates
from quizapp.web.secret_key import secret_key

HERE = Path(__file__).parent
FEATURES = tuple(
    one.blueprint
    for one in (today, review, quiz, hub, roadmap, search, cards, stats, settings_pages)
)


class App(Flask):
    """Flask without coroutines: none of our functions is one, so none is looked at for it."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        return func


def create_app(settings: Settings | None = None, **overrides: Any) -> Flask:
    """The application, with its database opened and brought up to date."""
    settings = settings or Settings.from_environment()
    app = App(__name__, static_folder=None, template_folder=None)
    templates.install(app, [HERE / "templates", HERE / "features"])
    app.config.update(
        SECRET_KEY=secret_key(settings.data),
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        DECK=settings.cards,
        MAX_CONTENT_LENGTH=1_000_000,
        SESSION_COOKIE_SAMESITE="Strict",
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )
    app.config.update(overrides)
    htmx.install(app)
    security.install(app)
    static_files.install(app, bundled("static"))
    errors.install(app)
    pages.install(app)
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)
        schema.bring_up_to_date(app, bundled("migrations"))
    for blueprint in FEATURES:
        app.register_blueprint(blueprint)
    return app
