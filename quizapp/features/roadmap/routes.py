"""The roadmap's pages: the list, the drawing, and the receipts of topics and milestones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple, TypeVar

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from quizapp.core.cards import Milestone
from quizapp.core.checked_topics import checked_of, gap_of
from quizapp.core.errors import InvalidInput, NotFound
from quizapp.core.estimate_words import range_in_words
from quizapp.core.mastery_words import answers_in_words, check_in_words, gap_in_words
from quizapp.core.moment import Moment
from quizapp.core.recall_error import blocks_of
from quizapp.core.roadmap import Choice
from quizapp.core.topic_graph import draw
from quizapp.core.topic_layers import draw_wide
from quizapp.features.roadmap import milestones, overview, receipt_rows, receipts
from quizapp.features.roadmap.milestones import MilestoneLine
from quizapp.features.roadmap.overview import Show
from quizapp.storage import (
    card_store,
    milestone_store,
    quiz_log,
    recall_errors,
    session_plans,
    topic_choices,
    topic_rows,
)
from quizapp.storage.database import Connection, reading, transaction
from quizapp.storage.learners import Learner, learner, locked_learner
from quizapp.storage.page_store import StoredSection
from quizapp.storage.standings import TopicStanding, standings_on
from quizapp.web.addresses import own_path
from quizapp.web.current import current_learner_id, moment_of
from quizapp.web.forms import read_choice, read_number
from quizapp.web.pages import remember

blueprint = Blueprint("roadmap", __name__, url_prefix="/roadmap")

Row = TypeVar("Row")

ROWS = 50
LAST = 2**31 - 1
#: What the form of a topic may say; `reset` goes back to what the roadmap says.
CHOICES = {"skip": Choice.SKIP, "take": Choice.TAKE, "reset": None}


class Read(NamedTuple):
    """What every page of the roadmap begins with."""

    connection: Connection
    learner: Learner
    now: Moment


@contextmanager
def _reading() -> Iterator[Read]:
    with reading() as connection:
        who = remember(learner(connection, current_learner_id()))
        yield Read(connection, who, moment_of(who))


@blueprint.get("")
def roadmap() -> str:
    """Topics in learning order beside mastery, milestones, and what is next."""
    show = Show(read_choice(request.args, "show", tuple(Show)) if "show" in request.args else "all")
    picked = request.args.get("milestone", "")
    with _reading() as read:
        page = overview.roadmap(*read, show, picked)
    if picked and page.picked is None:
        known = ", ".join(line.milestone.id for line in page.milestones) or "there are none"
        raise InvalidInput(f"milestone is {picked[:60]!r}; it must be one of: {known}.")
    return render_template("roadmap/roadmap.html", page=page, glyph=overview.glyph)


@blueprint.get("/graph")
def graph() -> str:
    """The prerequisites, drawn."""
    with _reading() as read:
        page = overview.roadmap(*read, Show.ALL)
    stations = {one.id: one for stage in page.stages for one in stage}
    stations |= {one.id: one for one in page.left_out}
    topics = [one.one.topic for one in stations.values()]
    return render_template(
        "roadmap/graph.html",
        drawing=draw(topics),
        wide=draw_wide(topics),
        stations=stations,
        glyph=overview.glyph,
    )


@blueprint.post("/choices")
def choose() -> Response:
    """Leave a topic out of the path, take an optional one, or do as the roadmap says."""
    choice = CHOICES[read_choice(request.form, "choice", tuple(CHOICES))]
    with transaction() as connection:
        who = remember(locked_learner(connection, current_learner_id()))
        topics = [line.topic.id for line in card_store.topic_lines(connection)]
        topic = read_choice(request.form, "topic", topics)
        topic_choices.choose(connection, who.id, topic, choice)
        session_plans.drop_left_out(connection, who, moment_of(who))
    back = own_path(request.form.get("back", ""), "/roadmap")
    return redirect(f"{back}#topic-{topic}", 303)


@blueprint.get("/error")
def error() -> str:
    """How far predictions were off for this learner, block by block."""
    with _reading() as read:
        kept, day = recall_errors.error_of(read.connection, read.learner.id)
        scored = recall_errors.scored_reviews(read.connection, read.learner)
    return render_template(
        "roadmap/error.html",
        error=kept,
        measured=day,
        blocks=blocks_of(scored, kept.forgetting)[::-1],
    )


@blueprint.get("/topics/<topic>")
def topic_receipts(topic: str) -> str:
    """The rule with this learner's numbers, and where each number comes from."""
    with _reading() as read:
        page = receipts.receipts(*read, topic)
    return render_template("roadmap/topic.html", page=page, glyph=overview.glyph)


@blueprint.get("/topics/<topic>/questions")
def topic_questions(topic: str) -> str:
    """The questions of a topic, or of a section, with their recall, the weakest first."""
    with _reading() as read:
        one = receipts.standing_of(*read, topic)
        section = _section(read.connection, topic)
        kept, _ = recall_errors.error_of(read.connection, read.learner.id)
        rows = topic_rows.questions_of(read.connection, read.learner.id, topic, read.now.day)
    if section is not None:
        ids = {card.id for card in section.cards}
        rows = [row for row in rows if row.card_id in ids]
    found = receipts.estimate_of_rows(rows, kept)
    shown, number, pages = _paged(rows)
    return render_template(
        "roadmap/questions.html",
        one=one,
        section=section,
        error=kept,
        estimate=found,
        range=range_in_words(found, kept.inflation),
        lines=receipt_rows.question_lines(shown, kept, read.now.day),
        number=number,
        pages=pages,
    )


@blueprint.get("/topics/<topic>/reviews")
def topic_reviews(topic: str) -> str:
    """The entries of the log behind a topic's memories, the newest first."""
    before = read_number(request.args, "before", 1, LAST) if "before" in request.args else LAST
    with _reading() as read:
        one = receipts.standing_of(*read, topic)
        rows = topic_rows.reviews_of(read.connection, read.learner.id, topic, before, ROWS + 1)
    return render_template(
        "roadmap/reviews.html",
        one=one,
        lines=receipt_rows.review_lines(rows[:ROWS], read.learner.preferences.zone),
        older=rows[ROWS - 1].entry.seq if len(rows) > ROWS else None,
    )


@blueprint.get("/topics/<topic>/answers")
def topic_answers(topic: str) -> str:
    """The answers of Check quizzes behind a topic's check, or that of a section."""
    with _reading() as read:
        one = receipts.standing_of(*read, topic)
        section = _section(read.connection, topic)
        answers = quiz_log.checked_answers(read.connection, read.learner.id, topic=topic)
    checked, age = one.standing.checked, one.standing.check_age_days
    in_words = check_in_words(checked, age)
    if section is not None:
        ids = {card.id for card in section.cards}
        answers = [answer for answer in answers if answer.card_id in ids]
        checked = checked_of(answers)
        age = None if checked.last_day is None else max(0, read.now.day - checked.last_day)
        in_words = answers_in_words(checked, age)
    lines, number, pages = _paged(receipt_rows.answer_lines(answers, read.learner.preferences.zone))
    return render_template(
        "roadmap/answers.html",
        one=one,
        section=section,
        checked=in_words,
        gap=gap_in_words(gap_of(checked)),
        lines=lines,
        number=number,
        pages=pages,
    )


@blueprint.get("/milestones/<milestone>")
def milestone_receipts(milestone: str) -> str:
    """What a milestone needs, topic by topic."""
    with _reading() as read:
        line, topics = _milestone_line(read, milestone)
        error, _ = recall_errors.error_of(read.connection, read.learner.id)
        steps = milestones.cheapest_steps(
            read.connection, read.learner, read.now.day, topics, error
        )
    check = milestones.milestone_answers(line, topics)
    return render_template(
        "roadmap/milestone.html",
        line=line,
        goal=milestones.goal_of(topics),
        steps=steps,
        range=range_in_words(line.estimate, error.inflation),
        topics=[(one, _checked_in_words(one)) for one in topics],
        checked=check.in_words(read.now.day),
        gap=check.gap,
        glyph=overview.glyph,
    )


@blueprint.get("/milestones/<milestone>/answers")
def milestone_answers(milestone: str) -> str:
    """The answers of Check quizzes behind a milestone's check."""
    with _reading() as read:
        line, topics = _milestone_line(read, milestone)
    check = milestones.milestone_answers(line, topics)
    return render_template(
        "roadmap/milestone_answers.html",
        line=line,
        checked=check.in_words(read.now.day),
        gap=check.gap,
        lines=receipt_rows.answer_lines(check.answers, read.learner.preferences.zone),
    )


def _milestone_line(read: Read, milestone: str) -> tuple[MilestoneLine, list[TopicStanding]]:
    one = _milestone(read.connection, milestone)
    kept, _ = recall_errors.error_of(read.connection, read.learner.id)
    by_id = {
        standing.topic.id: standing
        for standing in standings_on(read.connection, read.learner, read.now.day)
    }
    topics = [by_id[name] for name in one.topics if name in by_id]
    return milestones.milestone_line(one, by_id, kept), topics


def _checked_in_words(one: TopicStanding) -> str:
    return answers_in_words(one.standing.checked, one.standing.check_age_days)


def _section(connection: Connection, topic: str) -> StoredSection | None:
    """The section that the address asks for, if it does."""
    if "section" not in request.args:
        return None
    return receipts.section_of(connection, topic, request.args["section"])


def _paged(rows: Sequence[Row]) -> tuple[Sequence[Row], int, int]:
    """The rows of the page that the address asks for, its number, and how many there are."""
    number = read_number(request.args, "page", 1, LAST) if "page" in request.args else 1
    pages = max(1, -(-len(rows) // ROWS))
    if number > pages:
        there = "There is one page" if pages == 1 else f"There are {pages} pages"
        raise NotFound(f"{there} of these; {number} is none of them.")
    return rows[ROWS * (number - 1) : ROWS * number], number, pages


def _milestone(connection: Connection, name: str) -> Milestone:
    for one in milestone_store.all_milestones(connection):
        if one.id == name:
            return one
    raise NotFound(f"There is no milestone {name[:60]!r} on the roadmap.")
