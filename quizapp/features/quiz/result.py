"""The result of a quiz: score with its range, where points were lost, and what helps next."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from quizapp.core.answer_ids import mint
from quizapp.core.moment import Moment
from quizapp.core.page_links import address_of_link, guide_path
from quizapp.core.quizzes import placement, scoring
from quizapp.core.quizzes.evidence import Purpose
from quizapp.core.quizzes.records import Quiz, QuizAnswer
from quizapp.core.quizzes.scoring import Tally
from quizapp.core.study_day import date_of
from quizapp.core.wording import plural
from quizapp.features.quiz import actions, screen
from quizapp.features.quiz.titles import titles_of
from quizapp.storage import card_store, quiz_log, quiz_pool, quiz_views, review_log
from quizapp.storage.database import Connection
from quizapp.storage.learners import Learner

#: Earlier quizzes on the same topics that the trend shows.
TREND = 5
#: How far back it looks for them.
LOOKED_BACK = 100
NO_CONTENT = "0" * 16
#: What each kind asks of a learner.
KIND_WORDS = {
    "basic": "Recall",
    "both": "Recall, either way",
    "cloze": "Fill a gap",
    "choice": "Choose",
    "typed": "Type it",
    "order": "Put in order",
    "output": "Predict the output",
    "fix": "Find the mistake",
    "scenario": "Judge a situation",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One answered question as the lists show it."""

    place: int
    prompt_id: str
    card_id: str
    title: str
    words: str
    state: str
    is_sure_and_wrong: bool


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier quiz on the same topics."""

    id: int
    when: str
    points: float
    asked: int


def context(
    connection: Connection, who: Learner, now: Moment, quiz: Quiz, values: Mapping[str, str]
) -> dict[str, Any]:
    """The names that result.html uses."""
    answers = quiz_log.answers_of(connection, who.id, quiz.id)
    sections = _section_names(connection, quiz, answers)
    missed = scoring.missed(answers)
    judged = scoring.checked(answers)
    titles = titles_of(connection, [one.prompt_id for one in answers])
    return {
        "quiz": quiz,
        "answered": len(answers),
        "planned": len(quiz.prompt_ids),
        "score": scoring.tally(judged),
        "own": scoring.tally(scoring.self_marked(answers)),
        "repeated": sum(not one.first_of_day for one in answers),
        "counts": actions.counts_to_mastery(quiz),
        "by_section": _rows(answers, lambda one: sections[one.place][0]),
        "by_kind": _rows(answers, lambda one: KIND_WORDS.get(one.kind, one.kind)),
        "missed": [_line(one, titles) for one in missed],
        "lines": [_line(one, titles) for one in answers],
        "reading": list(dict.fromkeys(sections[one.place] for one in missed)),
        "earlier": _earlier(connection, who, quiz),
        "placement": _placed(quiz, answers),
        "action_id": mint(now.at, NO_CONTENT, secrets.token_urlsafe(12)),
        "notice": _notice(values),
        "undo_entry": _undoable(connection, who, quiz, values),
    }


def _rows(
    answers: list[QuizAnswer], group: Callable[[QuizAnswer], str]
) -> list[tuple[str, Tally, Tally]]:
    """Each group with what the program judged and what the learner did."""
    judged = scoring.tallies_by(scoring.checked(answers), group)
    own = scoring.tallies_by(scoring.self_marked(answers), group)
    names = dict.fromkeys(group(one) for one in answers)
    return [(name, judged.get(name, Tally()), own.get(name, Tally())) for name in names]


def _line(answer: QuizAnswer, titles: Mapping[str, tuple[str, str]]) -> Line:
    card_id, title = titles.get(answer.prompt_id, (answer.prompt_id, answer.prompt_id))
    return Line(
        answer.place,
        answer.prompt_id,
        card_id,
        title,
        screen.words_of(answer),
        screen.state_of(answer),
        scoring.is_sure_and_wrong(answer),
    )


def _section_names(
    connection: Connection, quiz: Quiz, answers: list[QuizAnswer]
) -> dict[int, tuple[str, str]]:
    """Place → the title of its section and where to read it; the topic stands in for none."""
    names = dict.fromkeys(one.topic for one in answers)
    titles = quiz_pool.section_titles(connection, names)
    lines = card_store.topic_lines(connection)
    topics = {line.topic.id: line.topic.title for line in lines}
    found = {}
    for one in answers:
        guide = guide_path(one.topic)
        title = titles.get((one.topic, one.anchor or ""))
        topic = topics.get(one.topic, one.topic)
        if title is None:
            found[one.place] = (topic, f"/hub/{one.topic}")
            continue
        shown = title if len(quiz.topics) == 1 else f"{topic}: {title}"
        url = address_of_link(one.anchor or "", guide) or f"/hub/{one.topic}"
        found[one.place] = (shown, url)
    return found


def _earlier(connection: Connection, who: Learner, quiz: Quiz) -> list[Earlier]:
    """The newest finished quizzes on the same topics, this one left out, the newest first."""
    same = [
        one
        for one in quiz_log.finished_quizzes(connection, who.id, LOOKED_BACK)
        if set(one.topics) == set(quiz.topics)
        and one.id != quiz.id
        and one.purpose is not Purpose.PLACEMENT
    ][:TREND]
    figures = quiz_views.figures_of(connection, who.id, [one.id for one in same])
    found = []
    for one in same:
        if one.id in figures and figures[one.id].checked:
            day = date_of(one.study_day)
            when = f"{day.day} {day:%B %Y}"
            found.append(Earlier(one.id, when, figures[one.id].points, figures[one.id].checked))
    return found


def _placed(quiz: Quiz, answers: list[QuizAnswer]) -> str:
    """What a placement has found, in a word; empty for other quizzes."""
    if quiz.purpose is not Purpose.PLACEMENT:
        return ""
    found = placement.outcome(answers, len(quiz.prompt_ids))
    return "passed" if found is placement.Outcome.PASSED else "not passed"


def _notice(values: Mapping[str, str]) -> str:
    if "brought" in values:
        number = _number(values["brought"])
        if not number:
            return "None of them can come today: they are suspended or no longer in the deck."
        return f"{plural(number, 'card')} {'comes' if number == 1 else 'come'} first today."
    if "undone" in values:
        if _number(values["undone"]):
            return "Taken back."
        return "Something else was done since, so that was not taken back."
    return ""


def _undoable(connection: Connection, who: Learner, quiz: Quiz, values: Mapping[str, str]) -> int:
    """The entry that an undo button must name: that of what this page or this placement did."""
    newest = review_log.last_action(connection, who.id)
    if newest and values.get("action") and newest[0].batch == values["action"]:
        return newest[0].seq
    if quiz.purpose is not Purpose.PLACEMENT:
        return 0
    placed = actions.placed_and_untouched(connection, who, quiz)
    return placed[0].seq if placed else 0


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
