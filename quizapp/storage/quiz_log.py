"""Quizzes and their answers: written once, never changed, and the evidence drawn from them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from quizapp.core.errors import NotFound
from quizapp.core.quizzes.evidence import CheckedAnswer, Confidence, Mode, Purpose
from quizapp.core.quizzes.records import Quiz, QuizAnswer
from quizapp.storage.prepared import Prepared
from quizapp.storage.tables import prompts, quiz_answers, quizzes
from quizapp.storage.upsert import insert_once


@dataclass(frozen=True, slots=True)
class NewestChecks:
    """The newest checked answers of a topic, the newest last.

    `kept_apart` is how many the learner judged, counted only where the program judged none.
    """

    answers: tuple[CheckedAnswer, ...] = ()
    kept_apart: int = 0


#: No quiz has a higher number; what an address may say beyond it names nothing.
MOST_QUIZZES = 2**31 - 1


def start(connection: Connection, learner_id: int, quiz: Quiz, start_id: str) -> Quiz:
    """Write a new quiz, numbered after the learner's last; the same start twice is one quiz.

    The caller holds the learner's lock, so two starts cannot take one number.
    """
    known = started(connection, learner_id, start_id)
    if known is not None:
        return known
    last = _LAST.row(connection, learner=learner_id)
    made = replace(quiz, id=(last[0] or 0 if last else 0) + 1)
    _START.run(
        connection,
        {
            "learner_id": learner_id,
            "id": made.id,
            "start_id": start_id,
            "purpose": made.purpose.value,
            "mode": made.mode.value,
            "title": made.title,
            "topics": json.dumps(made.topics),
            "seed": made.seed,
            "plan": json.dumps(made.prompt_ids),
            "started_at": made.started_at,
            "study_day": made.study_day,
            "finished_at": made.finished_at,
        },
    )
    return made


def started(connection: Connection, learner_id: int, start_id: str) -> Quiz | None:
    """The quiz that a start has made already, or None."""
    row = _STARTED.row(connection, learner=learner_id, start=start_id)
    return None if row is None else quiz_of(connection, learner_id, row[0])


def quiz_of(connection: Connection, learner_id: int, number: int) -> Quiz:
    """The learner's quiz with this number.  Raises NotFound."""
    values = _who(learner_id) | {"quiz": min(number, MOST_QUIZZES)}
    row = connection.execute(_BY_ID, values).first()
    if row is None:
        raise NotFound(f"There is no quiz {number}.")
    return _to_quiz(row)


def open_quizzes(connection: Connection, learner_id: int, most: int) -> list[Quiz]:
    """The newest quizzes that can be resumed."""
    statement = _NEWEST.where(quizzes.c.finished_at.is_(None)).limit(most)
    return [_to_quiz(row) for row in connection.execute(statement, _who(learner_id))]


def finished_quizzes(connection: Connection, learner_id: int, most: int) -> list[Quiz]:
    """The newest quizzes that are done."""
    statement = _NEWEST.where(quizzes.c.finished_at.is_not(None)).limit(most)
    return [_to_quiz(row) for row in connection.execute(statement, _who(learner_id))]


def finish(connection: Connection, learner_id: int, number: int, at: int) -> None:
    """Note that a quiz is done; one that is done already keeps its moment."""
    connection.execute(_FINISH, _who(learner_id) | {"quiz": number, "now": at})


def append(connection: Connection, learner_id: int, answer: QuizAnswer) -> bool:
    """Write an answer; False when one with its id stands there already.

    Raises the database's error for a second answer to one place: the caller has looked.
    """
    row = {
        "learner_id": learner_id,
        **{name: getattr(answer, name) for name in _PLAIN},
        "form": json.dumps({name: list(values) for name, values in answer.form.items()}),
        "confidence": answer.confidence.value if answer.confidence else None,
    }
    return _INSERT.run(connection, row) > 0


def answers_of(connection: Connection, learner_id: int, number: int) -> list[QuizAnswer]:
    """The answers of one quiz, in the order of its questions."""
    rows = connection.execute(_ANSWERS, _who(learner_id) | {"quiz": number})
    return [to_answer(row) for row in rows]


def was_asked_on(connection: Connection, learner_id: int, prompt_id: str, day: int) -> bool:
    """Whether the item was answered in a quiz on this study day."""
    values = _who(learner_id) | {"prompt": prompt_id, "day": day}
    return connection.execute(_OF_DAY, values).first() is not None


def newest_checked(connection: Connection, learner_id: int, most: int) -> dict[str, NewestChecks]:
    """What every topic's check rests on: its newest answers, at most so many each.

    Each topic is read from its newest answer backwards, so years of quizzes cost no more than a
    few weeks of them.
    """
    found = {}
    for topic, _ in _TOPICS.rows(connection, learner=learner_id):
        values = {"learner": learner_id, "topic": topic, "most": most}
        answers = tuple(_to_checked(row) for row in _NEWEST_CHECKED.rows(connection, **values))
        kept_apart = 0
        if not answers:
            row = _KEPT_APART.row(connection, learner=learner_id, topic=topic)
            kept_apart = row[0] if row else 0
        if answers or kept_apart:
            found[topic] = NewestChecks(answers[::-1], kept_apart)
    return found


def checked_answers(
    connection: Connection, learner_id: int, *, topic: str | None = None
) -> list[CheckedAnswer]:
    """First answers of the day to items of Check quizzes, of one topic or all, newest last.

    A placement is no check: it stops when the answers please, which is no fair sample.
    """
    statement = _CHECKED.order_by(*_IN_ORDER)
    if topic is not None:
        statement = statement.where(quiz_answers.c.topic == topic)
    return [_to_checked(row) for row in connection.execute(statement, _who(learner_id))]


def _to_checked(row: Sequence[Any]) -> CheckedAnswer:
    card_id, topic, anchor, kind, day, at, score, ways, sure, self_marked, predicted = row
    return CheckedAnswer(
        card_id=card_id,
        topic=topic,
        anchor=anchor,
        kind=kind,
        day=day,
        at=at,
        score=score,
        ways=ways,
        confidence=Confidence(sure) if sure else None,
        self_marked=bool(self_marked),
        predicted=predicted,
    )


def to_answer(row: Any) -> QuizAnswer:
    """The answer that a row stands for."""
    values = {name: getattr(row, name) for name in _PLAIN}
    for name in ("unknown", "self_marked", "first_of_day"):
        values[name] = bool(values[name])
    return QuizAnswer(
        **values,
        form=json.loads(row.form),
        confidence=Confidence(row.confidence) if row.confidence else None,
    )


def _to_quiz(row: Any) -> Quiz:
    return Quiz(
        id=row.id,
        purpose=Purpose(row.purpose),
        mode=Mode(row.mode),
        title=row.title,
        topics=_texts(row.topics),
        seed=row.seed,
        prompt_ids=_texts(row.plan),
        started_at=row.started_at,
        study_day=row.study_day,
        finished_at=row.finished_at,
    )


def _texts(text: str) -> tuple[str, ...]:
    found: Sequence[str] = json.loads(text)
    return tuple(found)


def _who(learner_id: int) -> dict[str, Any]:
    return {"learner": learner_id}


_PLAIN = (
    *("quiz_id", "place", "answer_id", "prompt_id", "content_hash", "topic", "anchor", "kind"),
    *("score", "at", "study_day", "given", "options", "ways", "unknown", "self_marked"),
    *("first_of_day", "seconds", "predicted"),
)
_OF_LEARNER = quizzes.c.learner_id == bindparam("learner")
_MINE = quiz_answers.c.learner_id == bindparam("learner")
_BY_ID = select(quizzes).where(_OF_LEARNER, quizzes.c.id == bindparam("quiz"))
_STARTED = Prepared(
    select(quizzes.c.id).where(_OF_LEARNER, quizzes.c.start_id == bindparam("start"))
)
_LAST = Prepared(select(func.max(quizzes.c.id)).where(_OF_LEARNER))
_START = Prepared(quizzes.insert())
_NEWEST = select(quizzes).where(_OF_LEARNER).order_by(quizzes.c.id.desc())
_FINISH = (
    update(quizzes)
    .where(_OF_LEARNER, quizzes.c.id == bindparam("quiz"), quizzes.c.finished_at.is_(None))
    .values(finished_at=bindparam("now"))
)
_INSERT = Prepared(lambda dialect: insert_once(dialect, quiz_answers, "learner_id", "answer_id"))
_ANSWERS = (
    select(quiz_answers)
    .where(_MINE, quiz_answers.c.quiz_id == bindparam("quiz"))
    .order_by(quiz_answers.c.place)
)
_OF_DAY = (
    select(quiz_answers.c.place)
    .where(
        _MINE,
        quiz_answers.c.prompt_id == bindparam("prompt"),
        quiz_answers.c.study_day == bindparam("day"),
    )
    .limit(1)
)
_IS_CHECKED = (
    _MINE,
    quiz_answers.c.first_of_day,
    quizzes.c.mode == Mode.CHECK.value,
    quizzes.c.purpose != Purpose.PLACEMENT.value,
)
_WITH_QUIZ = quiz_answers.join(
    quizzes,
    (quizzes.c.learner_id == quiz_answers.c.learner_id) & (quizzes.c.id == quiz_answers.c.quiz_id),
)
_CHECKED = (
    select(
        prompts.c.card_id,
        *(quiz_answers.c[name] for name in ("topic", "anchor", "kind", "study_day", "at", "score")),
        *(quiz_answers.c[name] for name in ("ways", "confidence", "self_marked", "predicted")),
    )
    .select_from(_WITH_QUIZ.join(prompts, prompts.c.id == quiz_answers.c.prompt_id))
    .where(*_IS_CHECKED)
)
_IN_ORDER = (quiz_answers.c.at, quiz_answers.c.quiz_id, quiz_answers.c.place)
_OF_TOPIC = quiz_answers.c.topic == bindparam("topic")
_NEWEST_CHECKED = Prepared(
    _CHECKED.where(_OF_TOPIC, quiz_answers.c.self_marked.is_(False))
    .order_by(*(column.desc() for column in _IN_ORDER))
    .limit(bindparam("most"))
)
_KEPT_APART = Prepared(
    select(func.count())
    .select_from(_WITH_QUIZ)
    .where(*_IS_CHECKED, _OF_TOPIC, quiz_answers.c.self_marked)
)
_TOPICS = Prepared(
    select(quiz_answers.c.topic, func.count()).where(_MINE).group_by(quiz_answers.c.topic)
)
