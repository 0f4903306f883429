"""Looks at quiz answers across quizzes: mistakes, figures of quizzes, attempts at each item."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select

from quizapp.core.quizzes.item_statistics import Attempt
from quizapp.core.quizzes.mistakes import Mistake, standing
from quizapp.storage.quiz_log import to_answer
from quizapp.storage.tables import cards, prompts, quiz_answers


@dataclass(frozen=True, slots=True)
class Figures:
    """How far a quiz is: questions answered, and the points of those that the program judged."""

    answered: int = 0
    points: float = 0.0
    checked: int = 0


def mistakes(connection: Connection, learner_id: int) -> list[Mistake]:
    """What is still to be mended, the newest first; cards that have left the deck are left out."""
    rows = connection.execute(_OF_MISSED, {"learner": learner_id})
    return standing(to_answer(row) for row in rows)


def figures_of(
    connection: Connection, learner_id: int, numbers: Sequence[int]
) -> dict[int, Figures]:
    """The figures of some quizzes; one without answers has none."""
    rows = connection.execute(_FIGURES, {"learner": learner_id, "quizzes": list(numbers)})
    return {
        row.quiz_id: Figures(row.answered, float(row.points or 0), int(row.checked or 0))
        for row in rows
    }


def attempts(connection: Connection) -> list[Attempt]:
    """First answers of the day to every item, of all learners, with the rest of their quizzes."""
    rows = connection.execute(_ATTEMPTS).all()
    points: dict[tuple[int, int], float] = {}
    counts: dict[tuple[int, int], int] = {}
    for row in rows:
        quiz = (row.learner_id, row.quiz_id)
        points[quiz] = points.get(quiz, 0.0) + row.score
        counts[quiz] = counts.get(quiz, 0) + 1
    found = []
    for row in rows:
        quiz = (row.learner_id, row.quiz_id)
        others = counts[quiz] - 1
        rest = (points[quiz] - row.score) / others if others else None
        chosen = tuple(json.loads(row.form).get("choice", ())) if row.options else ()
        found.append(
            Attempt(
                row.prompt_id,
                row.content_hash,
                row.score,
                row.seconds,
                rest,
                chosen,
                row.options,
                row.given,
            )
        )
    return found


def titles_of(connection: Connection, prompt_ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Prompt id → the id of its card and the card's question in plain words."""
    statement = (
        select(prompts.c.id, cards.c.id.label("card_id"), cards.c.title)
        .join(cards, cards.c.id == prompts.c.card_id)
        .where(prompts.c.id.in_(prompt_ids))
    )
    return {row.id: (row.card_id, row.title) for row in connection.execute(statement)}


_MINE = quiz_answers.c.learner_id == bindparam("learner")
_MISSED = (
    select(quiz_answers.c.prompt_id)
    .join(prompts, prompts.c.id == quiz_answers.c.prompt_id)
    .where(_MINE, quiz_answers.c.score < 1, prompts.c.retired.is_(False))
)
_OF_MISSED = (
    select(quiz_answers)
    .where(_MINE, quiz_answers.c.prompt_id.in_(_MISSED))
    .order_by(quiz_answers.c.at, quiz_answers.c.quiz_id, quiz_answers.c.place)
)
_JUDGED = quiz_answers.c.self_marked.is_(False)
_FIGURES = (
    select(
        quiz_answers.c.quiz_id,
        func.count().label("answered"),
        func.sum(quiz_answers.c.score).filter(_JUDGED).label("points"),
        func.count().filter(_JUDGED).label("checked"),
    )
    .where(_MINE, quiz_answers.c.quiz_id.in_(bindparam("quizzes", expanding=True)))
    .group_by(quiz_answers.c.quiz_id)
)
_ATTEMPTS = (
    select(
        quiz_answers.c.learner_id,
        quiz_answers.c.quiz_id,
        quiz_answers.c.prompt_id,
        quiz_answers.c.content_hash,
        quiz_answers.c.score,
        quiz_answers.c.seconds,
        quiz_answers.c.form,
        quiz_answers.c.options,
        quiz_answers.c.given,
    )
    .where(quiz_answers.c.first_of_day, _JUDGED)
    .order_by(quiz_answers.c.prompt_id)
)
