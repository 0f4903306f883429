"""The first page of quizzes: what can be picked, what is open, and how the last ones went."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from quizapp.core.answer_ids import mint
from quizapp.core.moment import Moment
from quizapp.core.quizzes.blueprints import FINAL_SIZE, MILESTONE_SIZE, SIZES
from quizapp.core.quizzes.evidence import Mode, Purpose
from quizapp.core.quizzes.records import Quiz
from quizapp.core.study_day import date_of
from quizapp.features.quiz.result import NO_CONTENT
from quizapp.features.quiz.sources import ALL, Shortage, weak_topics
from quizapp.storage import card_store, milestone_store, quiz_log, quiz_pool, quiz_views
from quizapp.storage.database import Connection
from quizapp.storage.learners import Learner
from quizapp.storage.quiz_views import Figures

#: Each can be resumed, so none may be out of reach.
MOST_OPEN = 100
#: Done ones on the page as it opens, and when all are asked for.
NEWEST_DONE, ALL_DONE = 5, 500


@dataclass(frozen=True, slots=True)
class Pick:
    """A topic that can be picked, with the number of its cards, each of which is asked once."""

    id: str
    title: str
    cards: int
    is_picked: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A quiz in a list, with what was answered of it."""

    quiz: Quiz
    when: str
    figures: Figures


def context(
    connection: Connection,
    who: Learner,
    now: Moment,
    *,
    picked: Collection[str] = (),
    size: str = "10",
    mode: str = Mode.PRACTICE,
    problem: str = "",
    shortage: Shortage | None = None,
    shows_all: bool = False,
) -> dict[str, Any]:
    """The names that quiz.html uses."""
    lines = card_store.topic_lines(connection)
    counts = quiz_pool.cards_by_topic(connection)
    groups: dict[str, list[Pick]] = {}
    for line in lines:
        topic = line.topic
        if counts.get(topic.id):
            pick = Pick(topic.id, topic.title, counts[topic.id], topic.id in picked)
            groups.setdefault(topic.group, []).append(pick)
    titles = {line.topic.id: line.topic.title for line in lines}
    weakest = weak_topics(connection, who, now)
    done = _rows(connection, who, quiz_log.finished_quizzes(connection, who.id, ALL_DONE))
    return {
        "groups": groups,
        "sizes": [str(one) for one in SIZES],
        "size": size if size in {*map(str, SIZES), ALL} else "10",
        "mode": mode,
        "weak": [titles[one] for one in weakest.topics],
        "are_weak": weakest.are_weak,
        "mistakes": len(quiz_views.mistakes(connection, who.id)),
        "milestones": milestone_store.all_milestones(connection) if counts else [],
        "milestone_size": MILESTONE_SIZE,
        "final_size": FINAL_SIZE,
        "open": _rows(connection, who, quiz_log.open_quizzes(connection, who.id, MOST_OPEN)),
        "done": done if shows_all else done[:NEWEST_DONE],
        "more_done": not shows_all and len(done) > NEWEST_DONE,
        "start_id": mint(now.at, NO_CONTENT, secrets.token_urlsafe(12)),
        "problem": problem,
        "shortage": shortage,
        "purpose": Purpose,
    }


def _rows(connection: Connection, who: Learner, quizzes: list[Quiz]) -> list[Row]:
    figures = quiz_views.figures_of(connection, who.id, [one.id for one in quizzes])
    return [
        Row(one, _day_of(one), figures.get(one.id, Figures()))
        for one in quizzes
        if not one.is_finished or one.id in figures
    ]


def _day_of(quiz: Quiz) -> str:
    day = date_of(quiz.study_day)
    return f"{day.day} {day:%B}"
