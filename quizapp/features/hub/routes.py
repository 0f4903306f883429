"""The hub's list of pages, and one page for each topic."""

from __future__ import annotations

from flask import Blueprint, render_template

from quizapp.storage import card_store, page_store
from quizapp.storage.database import reading

blueprint = Blueprint("hub", __name__, url_prefix="/hub")


@blueprint.get("")
def hub() -> str:
    """All pages, in the order of learning."""
    with reading() as connection:
        titles = page_store.page_titles(connection)
        lines = [one for one in card_store.topic_lines(connection) if one.topic.id in titles]
    return render_template("hub/hub.html", lines=lines)


@blueprint.get("/<topic>")
def guide(topic: str) -> str:
    """A topic's page; each section names its cards."""
    with reading() as connection:
        page = page_store.page_of(connection, topic)
    return render_template("hub/guide.html", page=page)
