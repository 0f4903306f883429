"""The hub's first page, its own pages, and the pages of technologies, concepts and topics."""

from __future__ import annotations

from flask import Blueprint, render_template
from markupsafe import Markup

from quizapp.core.errors import NotFound
from quizapp.core.page_links import address_of, guide_path
from quizapp.core.pages import HOME, TYPES
from quizapp.features.hub import views
from quizapp.features.hub.views import TopicFigures
from quizapp.storage import card_store, page_store, recall_errors
from quizapp.storage.database import Connection, reading
from quizapp.storage.learners import Learner, learner
from quizapp.storage.page_store import Page
from quizapp.storage.recalls import recalls_on
from quizapp.web.current import current_learner_id, moment_of
from quizapp.web.pages import remember

blueprint = Blueprint("hub", __name__, url_prefix="/hub")


@blueprint.get("")
def hub() -> str:
    """What the hub is about, and all its pages with the learner's recall."""
    with reading() as connection:
        who = remember(learner(connection, current_learner_id()))
        figures = _figures(connection, who)
        lines = page_store.page_lines(connection)
        counted = page_store.figures(connection)
        page = None
        sections = []
        if any(line.path == HOME for line in lines):
            page = page_store.page_of(connection, HOME)
            sections = views.home_sections(page, lines, figures, counted)
        listed = [one for section in (page.sections if page else ()) for one in section.entries]
    groups = [
        (title, [views.tile_of(line, figures) for line in left])
        for title, left in views.groups_of(lines, {HOME, *(one["path"] for one in listed)})
    ]
    intro = views.with_figures(page.intro_html, counted) if page else None
    return render_template("hub/hub.html", page=page, intro=intro, sections=sections, groups=groups)


@blueprint.get("/<page>")
def own_page(page: str) -> str:
    """One of the hub's own pages, or else a topic's page."""
    with reading() as connection:
        path = f"hub/{page}.md"
        if path == HOME or not page_store.exists(connection, path):
            path = guide_path(page)
        return _article(connection, page_store.page_of(connection, path))


@blueprint.get("/<folder>/<page>")
def article(folder: str, page: str) -> str:
    """The page of a technology, a concept, a challenge or a practice."""
    if folder in ("hub", "topics"):
        raise NotFound(f"There is no page {page[:60]!r} here.")
    with reading() as connection:
        return _article(connection, page_store.page_of(connection, f"{folder}/{page}.md"))


def _article(connection: Connection, page: Page) -> str:
    who = remember(learner(connection, current_learner_id()))
    figures = _figures(connection, who)
    lines = page_store.page_lines(connection)
    if page.line.folder == "hub":
        counted = page_store.figures(connection)
        sections = views.home_sections(page, lines, figures, counted)
        intro = views.with_figures(page.intro_html, counted)
    else:
        sections = views.sections_of(connection, page, who.id, moment_of(who).day, figures.error)
        intro = Markup(page.intro_html)
    return render_template(
        "hub/article.html",
        page=page,
        group=TYPES[page.line.folder].title,
        siblings=[
            (views.title_of(line, figures), address_of(line.path), line.path == page.line.path)
            for line in page.siblings
        ],
        urls=[address_of(line.path) if line else "" for line in (page.before, page.after)],
        intro=intro,
        sections=sections,
        used_by=views.used_by(page.line, lines),
        topics=[figures.lines[name].topic for name in page.line.topics if name in figures.lines],
        questions=figures.questions(page.line.topics),
        recall=figures.recall(page.line.topics),
    )


def _figures(connection: Connection, who: Learner) -> TopicFigures:
    lines = {line.topic.id: line for line in card_store.topic_lines(connection)}
    error, _ = recall_errors.error_of(connection, who.id)
    return TopicFigures(lines, recalls_on(connection, who, moment_of(who).day), error)
