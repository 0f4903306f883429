"""The review's pages: GET shows, POST changes and shows what comes next."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from quizapp.core import answer_ids
from quizapp.core.errors import InvalidInput, StaleAnswer
from quizapp.core.moment import Moment
from quizapp.core.reviews import Occasion
from quizapp.features.review import actions, answer_form, notices, screen, summary
from quizapp.features.review.notices import Notice
from quizapp.storage import card_store, review_log, sessions
from quizapp.storage.database import reading, transaction
from quizapp.storage.learners import Learner, learner, locked_learner
from quizapp.storage.open_sessions import left_today
from quizapp.web.current import current_learner_id, moment_of
from quizapp.web.errors import error_page
from quizapp.web.forms import read_choice, read_number
from quizapp.web.htmx import moved, wants_fragment
from quizapp.web.pages import remember
from quizapp.web.why import explain

blueprint = Blueprint("review", __name__, url_prefix="/review")

MARKS = {
    "suspend": Occasion.SUSPEND,
    "bury": Occasion.BURY,
    "flag": Occasion.FLAG,
    "unflag": Occasion.UNFLAG,
}


@blueprint.get("")
def review() -> Response | str:
    """The card that is next, or the end of the session; without a session, the way to start."""
    with reading() as connection:
        who = remember(learner(connection, current_learner_id()))
        page = _next_page(connection, who, notice=_undone(connection, who))
    return redirect("/") if page is None else _shown(page)


@blueprint.get("/answer")
def revealed() -> str | tuple[str, int]:
    """The card with its answer, and what the program thinks of the one that was given."""
    with reading() as connection:
        who = remember(learner(connection, current_learner_id()))
        now = moment_of(who)
        prompt = card_store.shown_prompt(connection, request.args.get("prompt_id", ""))
        session = sessions.latest(connection, who.id, now.day)
        left = actions.queue(connection, who, session) if session else (prompt.id,)
        shown = screen.read(
            connection, who, prompt, left, session, review_log.last_entry(connection, who.id)
        )
    given = {name: values for name, values in request.args.lists() if name not in _OWN_FIELDS}
    minted = answer_ids.parse(request.args.get("answer_id", "")).text
    seen = read_number(request.args, "seen", 0, 2**31)
    try:
        page = screen.context(
            shown,
            who,
            now,
            revealed="move" not in given,
            given=given,
            answer_id=minted,
            seen=seen,
        )
    except InvalidInput as refusal:
        page = screen.context(shown, who, now, answer_id=minted, seen=seen, problem=str(refusal))
        return _shown(page), 422
    return _shown(page)


@blueprint.post("/sessions")
def start() -> Response | str:
    """Open a session of what is due, or of a number of cards more."""
    more = read_number(request.form, "more", 1, 500) if "more" in request.form else 0
    with transaction() as connection:
        who = remember(locked_learner(connection, current_learner_id()))
        now = moment_of(who)
        if more or not left_today(connection, who, now.day):
            actions.start(connection, who, now, more)
        page = _next_page(connection, who)
    return _after(page)


@blueprint.post("/answers")
def answer() -> Response | str | tuple[str, int]:
    """Write an answer; the same one sent twice counts once."""
    given = answer_form.read_given(request.form)
    with transaction() as connection:
        who = remember(locked_learner(connection, current_learner_id()))
        now = moment_of(who)
        quality = answer_form.read_quality(request.form, who.preferences.grade_scale)
        try:
            is_new = actions.answer(
                connection, who, now, given, quality, who.preferences.grade_scale
            )
        except StaleAnswer as refusal:
            return _refused(connection, who, str(refusal))
        found = _next(connection, who, now, who.last_seq + 1 if is_new else None)
    return _after(_page(found, who, now))


@blueprint.post("/marks")
def mark() -> Response | str | tuple[str, int]:
    """Suspend, bury, flag or unflag the card that is shown."""
    occasion = MARKS[read_choice(request.form, "mark", tuple(MARKS))]
    given = answer_form.read_given(request.form)
    with transaction() as connection:
        who = remember(locked_learner(connection, current_learner_id()))
        try:
            actions.mark(connection, who, moment_of(who), given, occasion)
        except StaleAnswer as refusal:
            return _refused(connection, who, str(refusal))
        page = _next_page(connection, who, notice=notices.marked(occasion, given.prompt_id))
    return _after(page)


@blueprint.post("/retractions")
def undo() -> Response | str:
    """Take back the newest action, once for each time the button was shown."""
    expected = read_number(request.form, "entry", 1, 2**31)
    with transaction() as connection:
        who = remember(locked_learner(connection, current_learner_id()))
        now = moment_of(who)
        if review_log.last_entry(connection, who.id) == expected:
            actions.ask_again(connection, who, now, actions.undo(connection, who, now))
        notice = notices.taken_back(connection, who.id, now, expected)
        page = _next_page(connection, who, notice=notice)
        if page is None:
            page = _page(_summary(connection, who), who, now, notice=notice)
    here = "/review" if page and page["card"] else "/review/summary"
    return _after(page, f"{here}?undone={expected}")


@blueprint.get("/summary")
def end() -> str:
    """The end page: what happened, and what tomorrow brings."""
    with reading() as connection:
        who = remember(learner(connection, current_learner_id()))
        page = _page(
            _summary(connection, who), who, moment_of(who), notice=_undone(connection, who)
        )
    assert page is not None  # there is a summary of every day
    return render_template("review/review.html", **page)


@blueprint.get("/why/<prompt_id>")
def why(prompt_id: str) -> str:
    """The arithmetic behind a prompt's day, with its history."""
    with reading() as connection:
        who = remember(learner(connection, current_learner_id()))
        prompt = card_store.shown_prompt(connection, prompt_id)
        explained = explain(connection, who, prompt, moment_of(who))
    return render_template("why.html", why=explained)


@blueprint.errorhandler(InvalidInput)
def refused(refusal: InvalidInput) -> Response | tuple[str, int]:
    """Say what cannot be used, and show the card again as it was: nothing was changed."""
    with reading() as connection:
        who = remember(learner(connection, current_learner_id()))
        now = moment_of(who)
        found = _next(connection, who, now)
    if found is None:
        return error_page(422, str(refusal))
    if not isinstance(found, screen.Shown):
        return _shown(_page(found, who, now, str(refusal)) or {}), 422
    kept = answer_form.kept(request.form, found.prompt.id)
    page = screen.context(found, who, now, problem=str(refusal), **kept)
    return _shown(page), 422


_OWN_FIELDS = frozenset({"prompt_id", "answer_id", "seen"})


def _next_page(
    connection: Any, who: Learner, problem: str | None = None, notice: Notice | None = None
) -> dict[str, Any] | None:
    now = moment_of(who)
    return _page(_next(connection, who, now), who, now, problem, notice)


def _undone(connection: Any, who: Learner) -> Notice | None:
    """What to say of an undo that led here by a redirect."""
    if "undone" not in request.args:
        return None
    seq = read_number(request.args, "undone", 1, 2**31 - 1)
    return notices.taken_back(connection, who.id, moment_of(who), seq)


def _next(
    connection: Any, who: Learner, now: Moment, undo_entry: int | None = None
) -> screen.Shown | summary.Summary | None:
    """What comes next, read and not yet worded: a prompt, the end, or no session at all."""
    session = sessions.latest(connection, who.id, now.day)
    if session is None:
        return None
    left = actions.queue(connection, who, session)
    prompt = actions.next_prompt(connection, left)
    if prompt is None:
        return _summary(connection, who)
    entry = review_log.last_entry(connection, who.id) if undo_entry is None else undo_entry
    return screen.read(connection, who, prompt, left, session, entry)


def _page(
    found: screen.Shown | summary.Summary | None,
    who: Learner,
    now: Moment,
    problem: str | None = None,
    notice: Notice | None = None,
) -> dict[str, Any] | None:
    if isinstance(found, screen.Shown):
        return screen.context(found, who, now, problem=problem, notice=notice)
    if found is None:
        return None
    return {"card": None, "summary": found, "problem": problem, "notice": notice}


def _summary(connection: Any, who: Learner) -> summary.Summary:
    return summary.summarise(
        connection, who, moment_of(who), review_log.last_entry(connection, who.id)
    )


def _shown(page: dict[str, Any]) -> str:
    if not wants_fragment():
        return render_template("review/review.html", **page)
    return render_template("review/_card.html" if page["card"] else "review/_done.html", **page)


def _after(page: dict[str, Any] | None, whole: str = "/review") -> Response | str:
    if page is None:
        return moved("/")  # the study day is over, and with it its session
    return _shown(page) if wants_fragment() else redirect(whole, 303)


def _refused(connection: Any, who: Learner, sentence: str) -> tuple[str, int]:
    page = _next_page(connection, who, problem=sentence)
    if page is None:
        raise StaleAnswer(sentence)
    return _shown(page), 409
