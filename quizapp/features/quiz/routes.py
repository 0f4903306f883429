"""The quiz's pages: picking one, its questions, the result, mistakes, and how items behave."""

from __future__ import annotations

from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from quizapp.core import answer_ids
from quizapp.core.errors import InvalidInput, QuizappError, StaleAnswer
from quizapp.core.quizzes.evidence import Mode
from quizapp.core.quizzes.records import Quiz, QuizAnswer
from quizapp.features.quiz import actions, choosing, items, result, screen, starting
from quizapp.features.quiz.answer_form import (
    MOST_PLACES,
    address_holding,
    held_by_page,
    read_answer,
    read_confidence,
    read_fields,
)
from quizapp.features.quiz.sources import Shortage
from quizapp.storage import card_store, levels_settled, quiz_log
from quizapp.storage.database import Connection, reading, transaction
from quizapp.storage.learners import Learner, learner, locked_learner
from quizapp.web.addresses import with_values
from quizapp.web.current import current_learner_id, moment_of
from quizapp.web.errors import status_of
from quizapp.web.forms import read_number
from quizapp.web.htmx import wants_fragment
from quizapp.web.pages import remember

blueprint = Blueprint("quiz", __name__, url_prefix="/quiz")

#: An action's id must leave room for the number of its entry.
LONGEST_ACTION_ID = 56


@blueprint.get("")
def quiz() -> tuple[str, int]:
    """What can be asked, and the quizzes that are open."""
    problem = ""
    with reading() as connection:
        who = remember(learner(connection, current_learner_id()))
        try:
            starting.read_topics(request.args, card_store.topic_lines(connection))
        except InvalidInput as refusal:
            problem = str(refusal)
        names = choosing.context(
            connection,
            who,
            moment_of(who),
            picked=request.args.getlist("topic"),
            problem=problem,
            shows_all=request.args.get("done") == "all",
        )
    return render_template("quiz/quiz.html", **names), 422 if problem else 200


@blueprint.post("")
def start() -> Response | tuple[str, int]:
    """Draw a quiz; too few questions are said, with what is possible instead."""
    form = request.form
    with transaction() as connection:
        who = remember(locked_learner(connection, current_learner_id()))
        now = moment_of(who)
        picked: dict[str, Any] = {"picked": form.getlist("topic"), "size": form.get("size", "")}
        picked["mode"] = form.get("mode", Mode.PRACTICE)
        try:
            start_id = answer_ids.parse(form.get("start_id", "")).text
            lines = card_store.topic_lines(connection)
            wanted = starting.read(form, lines)
            found: Quiz | Shortage | None = quiz_log.started(connection, who.id, start_id)
            if found is None:
                seed = sha256(start_id.encode()).hexdigest()[:32]
                found = starting.make(connection, who, now, wanted, seed, lines)
        except InvalidInput as refusal:
            names = choosing.context(connection, who, now, problem=str(refusal), **picked)
            return render_template("quiz/quiz.html", **names), 422
        if isinstance(found, Shortage):
            names = choosing.context(connection, who, now, shortage=found, **picked)
            return render_template("quiz/quiz.html", **names), 422
        made = quiz_log.start(connection, who.id, found, start_id)
    return redirect(f"/quiz/{made.id}", 303)


@blueprint.get("/<int:quiz_id>")
def question(quiz_id: int) -> Response:
    """The question that is next, or the way to the result."""
    with reading() as connection:
        who, quiz, answers = _read(connection, quiz_id)
        names = _next(connection, who, quiz, answers, held_by_page(request.args))
    return _to_result(quiz.id) if names is None else _shown(names)


@blueprint.get("/<int:quiz_id>/answer")
def compared(quiz_id: int) -> Response | tuple[Response, int]:
    """The answer to a question that only the learner can judge, with the three marks."""
    place = read_number(request.args, "place", 0, MOST_PLACES)
    with reading() as connection:
        who, quiz, answers = _read(connection, quiz_id)
        if quiz.is_finished or any(one.place == place for one in answers):
            return redirect(f"/quiz/{quiz.id}")
        try:
            minted = answer_ids.parse(request.args.get("answer_id", "")).text
            given = read_fields(request.args)
            names = screen.compared(connection, quiz, answers, place, moment_of(who), given, minted)
            names["confidence"] = read_confidence(request.args)
        except InvalidInput as refusal:
            return _refused(connection, who, quiz, refusal)
    return _shown(names)


@blueprint.post("/<int:quiz_id>/answers")
def answer(quiz_id: int) -> Response | tuple[Response, int]:
    """Save an answer; the same one sent twice counts once."""
    form = request.form
    place = read_number(form, "place", 0, MOST_PLACES)
    if "move" in form:
        return redirect(address_holding(quiz_id, form), 303)
    with transaction() as connection:
        who = remember(locked_learner(connection, current_learner_id()))
        now = moment_of(who)
        quiz = quiz_log.quiz_of(connection, who.id, quiz_id)
        try:
            given = read_answer(form, place)
            saved = actions.answer(connection, who, now, quiz, given)
        except (StaleAnswer, InvalidInput) as refusal:
            return _refused(connection, who, quiz, refusal)
        quiz = quiz_log.quiz_of(connection, who.id, quiz_id)
        answers = quiz_log.answers_of(connection, who.id, quiz_id)
        shows_feedback = quiz.mode is Mode.PRACTICE
        if shows_feedback:
            names = screen.feedback(connection, quiz, answers, saved)
        else:
            found = _next(connection, who, quiz, answers)
            if found is None:
                return _to_result(quiz.id)
            names = found | {"said": "Saved."}
    if wants_fragment():
        return _shown(names)
    return redirect(
        f"/quiz/{quiz_id}/questions/{place}" if shows_feedback else f"/quiz/{quiz_id}", 303
    )


@blueprint.get("/<int:quiz_id>/questions/<int:place>")
def feedback(quiz_id: int, place: int) -> Response:
    """An answered question with its verdict and reasons; in a Check only when it is done."""
    with reading() as connection:
        _, quiz, answers = _read(connection, quiz_id)
        found = next((one for one in answers if one.place == place), None)
        if found is None or not (quiz.is_finished or quiz.mode is Mode.PRACTICE):
            return redirect(f"/quiz/{quiz.id}")
        through = quiz.is_finished and request.args.get("through") == "mistakes"
        names = screen.feedback(connection, quiz, answers, found, goes_through=through)
    return _shown(names)


@blueprint.post("/<int:quiz_id>/end")
def end(quiz_id: int) -> Response:
    """End a quiz early: what was answered counts, the rest was not asked."""
    with transaction() as connection:
        who = remember(locked_learner(connection, current_learner_id()))
        quiz_log.quiz_of(connection, who.id, quiz_id)
        quiz_log.finish(connection, who.id, quiz_id, moment_of(who).at)
        answers = quiz_log.answers_of(connection, who.id, quiz_id)
        if answers:
            levels_settled.settle(connection, who, moment_of(who))
    return redirect(f"/quiz/{quiz_id}/result" if answers else "/quiz", 303)


@blueprint.get("/<int:quiz_id>/result")
def end_page(quiz_id: int) -> Response | str:
    """The result of a quiz that is done."""
    with reading() as connection:
        who, quiz, _ = _read(connection, quiz_id)
        if not quiz.is_finished:
            return redirect(f"/quiz/{quiz.id}")
        names = result.context(connection, who, moment_of(who), quiz, request.args)
    return render_template("quiz/result.html", **names)


@blueprint.post("/<int:quiz_id>/due")
def bring(quiz_id: int) -> Response:
    """Have missed cards asked today."""
    ticked = request.form.getlist("prompt")
    action_id = answer_ids.parse(request.form.get("action_id", "")[:LONGEST_ACTION_ID]).text
    with transaction() as connection:
        who = remember(locked_learner(connection, current_learner_id()))
        quiz = quiz_log.quiz_of(connection, who.id, quiz_id)
        asked = [one for one in ticked if one in quiz.prompt_ids]
        if not asked:
            raise InvalidInput("No card is ticked: tick those that shall come today.")
        number = actions.bring_to_today(connection, who, moment_of(who), asked, action_id)
    here = f"/quiz/{quiz_id}/result"
    return redirect(with_values(here, brought=number, action=action_id), 303)


@blueprint.post("/<int:quiz_id>/retractions")
def undo(quiz_id: int) -> Response:
    """Take back what the result page has done, unless something else was done since."""
    expected = read_number(request.form, "entry", 1, 2**31)
    with transaction() as connection:
        who = locked_learner(connection, current_learner_id())
        quiz = quiz_log.quiz_of(connection, who.id, quiz_id)
        number = actions.undo(connection, who, moment_of(who), quiz, expected)
    return redirect(with_values(f"/quiz/{quiz_id}/result", undone=number), 303)


@blueprint.get("/mistakes")
def mistakes() -> str:
    """What was missed and not yet answered right on two days."""
    with reading() as connection:
        who = remember(learner(connection, current_learner_id()))
        names = items.mistakes(connection, who, moment_of(who))
    return render_template("quiz/mistakes.html", **names)


@blueprint.get("/items")
def item_statistics() -> str:
    """How each question behaves, where enough answers say so."""
    with reading() as connection:
        remember(learner(connection, current_learner_id()))
        names = items.statistics(connection)
    return render_template("quiz/items.html", **names)


def _read(connection: Connection, quiz_id: int) -> tuple[Learner, Quiz, list[QuizAnswer]]:
    who = remember(learner(connection, current_learner_id()))
    quiz = quiz_log.quiz_of(connection, who.id, quiz_id)
    return who, quiz, quiz_log.answers_of(connection, who.id, quiz_id)


def _next(
    connection: Connection,
    who: Learner,
    quiz: Quiz,
    answers: list[QuizAnswer],
    kept: dict[str, Any] | None = None,
) -> dict[str, Any] | None:
    """The names of the next question; None when the quiz is done.

    `kept` is what the page already held of the question at its place, by a move without script.
    """
    place = None if quiz.is_finished else actions.next_place(connection, quiz, answers)
    if place is None:
        return None
    held = kept if kept and kept["place"] == place else {}
    names = screen.question(
        connection, quiz, answers, place, moment_of(who), given=held.get("given")
    )
    return names | {"confidence": held.get("confidence")}


def _refused(
    connection: Connection, who: Learner, quiz: Quiz, refusal: QuizappError
) -> Response | tuple[Response, int]:
    """The question again with what is wrong: filled in as it was, or the next one if it is done."""
    answers = quiz_log.answers_of(connection, who.id, quiz.id)
    kept = None if isinstance(refusal, StaleAnswer) else held_by_page(request.values)
    names = _next(connection, who, quiz, answers, kept)
    if names is None:
        return _to_result(quiz.id)
    return _shown(names | {"problem": str(refusal)}), status_of(refusal)


def _to_result(quiz_id: int) -> Response:
    url = f"/quiz/{quiz_id}/result"
    if wants_fragment():
        # The result is a page of its own: htmx goes there instead of putting it in place.
        return make_response("", 200, {"HX-Redirect": url})
    return redirect(url, 303)


def _shown(names: dict[str, Any]) -> Response:
    if not wants_fragment():
        return make_response(render_template("quiz/question.html", **names))
    address = f"/quiz/{names['quiz'].id}"
    template = "quiz/_question.html"
    if "answer" in names:
        address += f"/questions/{names['place']}"
        template = "quiz/_feedback.html"
    elif "shown" in names:
        address += f"/answer?{urlencode(list(request.args.items(multi=True)))}"
    # What is seen has its address, so that loading the page again shows it again.
    return make_response(render_template(template, **names), {"HX-Replace-Url": address})
