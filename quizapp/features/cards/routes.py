"""The pages of cards: the list, one card with its history, and its editor."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, current_app, redirect, render_template, request
from werkzeug.wrappers import Response

from quizapp.core import answer_ids
from quizapp.core.errors import EditConflict, InvalidInput, NotWritable, QuizappError
from quizapp.core.reviews import Occasion
from quizapp.features.cards import actions, editing, listing, page
from quizapp.features.cards.notices import MARKS, notice
from quizapp.web.addresses import own_path, with_values
from quizapp.storage import card_search, card_store, deck_access
from quizapp.storage.card_search import Markable
from quizapp.storage.database import Connection, reading, transaction
from quizapp.storage.deck_folder import write_card_block
from quizapp.storage.learners import Learner, learner, locked_learner
from quizapp.web.current import current_learner_id, moment_of
from quizapp.web.deck import sync_deck
from quizapp.web.errors import status_of
from quizapp.web.forms import read_choice, read_number, read_text
from quizapp.web.htmx import wants_fragment
from quizapp.web.pages import remember

blueprint = Blueprint("cards", __name__, url_prefix="/cards")

LONGEST_BLOCK = 20_000
#: An action's id must leave room for the number of its entry.
LONGEST_ACTION_ID = 56
MOST_DAYS = 36_500


@blueprint.get("")
def cards() -> tuple[str, int]:
    """The list: everything, or what a search finds."""
    return _list(request.args)


@blueprint.post("/marks")
def mark() -> Response | tuple[str, int]:
    """Suspend, unsuspend, reset, flag, unflag or give another day to the chosen prompts."""
    form = request.form
    back = own_path(form.get("next", ""), listing.HOME)
    try:
        occasion = Occasion(read_choice(form, "mark", tuple(MARKS)))
        in_days = read_number(form, "days", 0, MOST_DAYS) if occasion is Occasion.DUE else 0
        action_id = answer_ids.parse(form.get("action_id", "")[:LONGEST_ACTION_ID]).text
        with transaction() as connection:
            who = remember(locked_learner(connection, current_learner_id()))
            now = moment_of(who)
            chosen = _chosen(connection, who, now.day)
            done = actions.mark_all(connection, who, now, occasion, chosen, action_id, in_days)
    except InvalidInput as refusal:
        return _list(form, problem=str(refusal), status=422)
    values = {"action": action_id, "mark": occasion.value, "left": done.left or ""}
    return redirect(with_values(back, **values), 303)


@blueprint.post("/retractions")
def undo() -> Response:
    """Take back an action of this page, unless something else was done since."""
    expected = read_number(request.form, "entry", 1, 2**31)
    with transaction() as connection:
        who = locked_learner(connection, current_learner_id())
        number = actions.undo(connection, who, moment_of(who), expected)
    back = own_path(request.form.get("next", ""), listing.HOME)
    return redirect(with_values(back, undone=number), 303)


@blueprint.get("/<card_id>")
def card(card_id: str) -> str:
    """One card: question and answer, its memory and its history."""
    with reading() as connection:
        who = remember(learner(connection, current_learner_id()))
        names = page.context(connection, who, moment_of(who), card_id, request.args)
    found = current_app.extensions.get("deck_problems", ())
    names["file_problems"] = [one for one in found if one.path == names["card"].path]
    names["back"] = own_path(request.args.get("next", ""), "")
    return render_template("cards/card.html", **names)


@blueprint.get("/<card_id>/edit")
def edit(card_id: str) -> str:
    """The card's Markdown, to be changed."""
    saved = _saved(card_id)
    return _editor(saved, saved[0].source, saved[0].content_hash, request.args.get("next", ""))


@blueprint.post("/<card_id>/previews")
def preview(card_id: str) -> tuple[str, int]:
    """What the text in the editor would look like, and what saving it would mean."""
    saved = _saved(card_id)
    draft = editing.draft(saved, read_text(request.form, "block", LONGEST_BLOCK))
    status = 422 if draft.problems else 200
    if wants_fragment():
        return render_template("cards/_preview.html", draft=draft), status
    return _again(saved, draft), status


@blueprint.post("/<card_id>")
def save(card_id: str) -> Response | tuple[str, int]:
    """Write the text into the card's file and bring the deck up to date."""
    saved = _saved(card_id)
    draft = editing.draft(saved, read_text(request.form, "block", LONGEST_BLOCK))
    if draft.problems:
        return _again(saved, draft), 422
    here = f"/cards/{card_id}"
    back = own_path(request.form.get("next", ""), here)
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    if draft.change != "nothing":
        old_hash = request.form.get("hash", "")
        try:
            write_card_block(
                Path(app.config["DECK"]), saved[0].path, card_id, old_hash, draft.block
            )
        except (EditConflict, InvalidInput, NotWritable) as refusal:
            return _again(saved, draft, refusal), status_of(refusal)
        sync_deck(app)
    is_here = back.partition("?")[0] == here
    return redirect(with_values(back, saved=draft.change) if is_here else back, 303)


def _list(values: Any, *, problem: str = "", status: int = 200) -> tuple[str, int]:
    wanted = listing.read(values)
    with reading() as connection:
        who = remember(learner(connection, current_learner_id()))
        found = listing.listing(connection, who, moment_of(who), wanted)
        said = None if problem else notice(connection, who.id, values)
    template = "cards/_rows.html" if wants_fragment() else "cards/cards.html"
    ticked = set(values.getlist("prompt"))
    names = {"list": found, "notice": said, "problem": problem, "ticked": ticked}
    return render_template(template, **names), 422 if found.problems else status


def _chosen(connection: Connection, who: Learner, today: int) -> Sequence[Markable]:
    """The prompts that a form means: those that are ticked, or all that its search finds."""
    if read_choice(request.form, "scope", ("ticked", "found")) == "ticked":
        ticked = request.form.getlist("prompt")
        if not ticked:
            raise InvalidInput("No card is ticked: tick some, or choose all that were found.")
        for prompt_id in dict.fromkeys(ticked):
            card_store.topic_of(connection, prompt_id)  # an id that never was one is not found
        return card_search.markable_of(connection, who.id, ticked)
    wanted = listing.read(request.form)
    problems = listing.problems_of(connection, wanted.query)
    if problems:
        raise InvalidInput(problems[0])
    return card_search.markable(connection, who.id, wanted.query, today)


def _saved(card_id: str) -> list[card_store.ShownPrompt]:
    with reading() as connection:
        remember(learner(connection, current_learner_id()))
        return card_store.shown_prompts_of(connection, card_id)


def _again(
    saved: list[card_store.ShownPrompt], draft: editing.Draft, refusal: QuizappError | None = None
) -> str:
    form = request.form
    return _editor(
        saved, draft.block, form.get("hash", ""), form.get("next", ""), draft, str(refusal or "")
    )


def _editor(
    saved: list[card_store.ShownPrompt],
    block: str,
    content_hash: str,
    back: str,
    draft: editing.Draft | None = None,
    refusal: str = "",
) -> str:
    shown = saved[0]
    closed = deck_access.why_not_writable(Path(current_app.config["DECK"]), shown.path)
    if shown.retired:
        closed = "This card is no longer in the deck, so it cannot be edited."
    return render_template(
        "cards/edit.html",
        card=shown,
        block=block,
        hash=content_hash,
        back=own_path(back, f"/cards/{shown.card_id}"),
        closed=closed,
        draft=draft,
        refusal=refusal,
    )
