"""Quizzes and their answers on both databases: kept as given, numbered by learner, once each."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from random import Random

import psycopg
import pytest

from quizapp.core.checked_topics import WINDOW, window_of
from quizapp.core.errors import NotFound
from quizapp.core.quizzes.evidence import Confidence, Mode, Purpose
from quizapp.core.quizzes.records import Quiz, QuizAnswer
from quizapp.core.reviews import Occasion
from quizapp.storage import quiz_log, quiz_pool, quiz_views
from quizapp.storage.database import Connection, reading, transaction
from tests.support.logbook import Logbook

TODAY = 739768
#: What the two databases raise for a row that breaks a rule.
REFUSED = (sqlite3.IntegrityError, psycopg.IntegrityError)
QUIZ = Quiz(
    id=0,
    purpose=Purpose.TOPICS,
    mode=Mode.CHECK,
    title="Alpha topic",
    topics=("alpha", "beta"),
    seed="0" * 32,
    prompt_ids=("sky", "pick", "list-files"),
    started_at=5,
    study_day=TODAY,
)
ANSWER = QuizAnswer(
    quiz_id=1,
    place=0,
    answer_id="first",
    prompt_id="sky",
    content_hash="0123456789abcdef",
    topic="alpha",
    anchor="guide.md#first-things",
    kind="basic",
    score=0.5,
    at=100,
    study_day=TODAY,
    given="Blue “or” so",
    form={"typed": ["Blue", "“or” so"]},
    options=3,
    ways=3,
    confidence=Confidence.THINK,
    self_marked=True,
    seconds=2.5,
    predicted=0.75,
)


@contextmanager
def writing(log: Logbook) -> Iterator[Connection]:
    with log.app.app_context(), transaction() as connection:
        yield connection


def start(log: Logbook, learner_id: int = 1, start_id: str = "start", **more: object) -> Quiz:
    with writing(log) as connection:
        quiz = replace(QUIZ, **more)  # type: ignore[arg-type]
        return quiz_log.start(connection, learner_id, quiz, start_id)


def give(log: Logbook, **more: object) -> bool:
    with writing(log) as connection:
        return quiz_log.append(connection, 1, replace(ANSWER, **more))  # type: ignore[arg-type]


@contextmanager
def looking(log: Logbook) -> Iterator[Connection]:
    with log.app.app_context(), reading() as connection:
        yield connection


def test_it_keeps_a_quiz_as_it_was_drawn(log: Logbook) -> None:
    made = start(log)
    assert made == replace(QUIZ, id=1)
    with looking(log) as connection:
        assert quiz_log.quiz_of(connection, 1, 1) == made
        assert quiz_log.open_quizzes(connection, 1, 5) == [made]
        with pytest.raises(NotFound, match="no quiz 2"):
            quiz_log.quiz_of(connection, 1, 2)
        with pytest.raises(NotFound):
            quiz_log.quiz_of(connection, 3, 1)


def test_it_numbers_quizzes_for_each_learner(log: Logbook) -> None:
    third = Logbook(log.app, 3)
    assert [start(log).id, start(third, 3).id, start(log, start_id="next").id] == [1, 1, 2]


def test_the_same_start_is_one_quiz(log: Logbook) -> None:
    made = start(log)
    assert start(log, title="Another") == made
    with looking(log) as connection:
        assert quiz_log.started(connection, 1, "start") == made
        assert quiz_log.started(connection, 1, "other") is None


def test_it_keeps_an_answer_as_it_was_given(log: Logbook) -> None:
    start(log)
    assert give(log)
    with looking(log) as connection:
        assert quiz_log.answers_of(connection, 1, 1) == [ANSWER]
        assert quiz_log.was_asked_on(connection, 1, "sky", TODAY)
        assert not quiz_log.was_asked_on(connection, 1, "sky", TODAY + 1)
        assert not quiz_log.was_asked_on(connection, 2, "sky", TODAY)


def test_the_same_answer_is_kept_once(log: Logbook) -> None:
    start(log)
    assert give(log)
    assert not give(log, place=1)
    assert not give(log)


def test_a_question_has_one_answer(log: Logbook) -> None:
    start(log)
    give(log)
    with pytest.raises(REFUSED):
        give(log, answer_id="second")


@pytest.mark.parametrize(
    "wrong", [{"score": 1.5}, {"score": -0.1}, {"prompt_id": "nothing"}, {"quiz_id": 7}]
)
def test_the_database_refuses_what_cannot_be(wrong: dict[str, object], log: Logbook) -> None:
    start(log)
    with pytest.raises(REFUSED):
        give(log, **wrong)


def test_a_quiz_that_is_done_keeps_its_moment(log: Logbook) -> None:
    start(log)
    for moment in (50, 60):
        with writing(log) as connection:
            quiz_log.finish(connection, 1, 1, moment)
    with looking(log) as connection:
        assert quiz_log.quiz_of(connection, 1, 1).finished_at == 50
        assert quiz_log.open_quizzes(connection, 1, 5) == []
        assert [one.id for one in quiz_log.finished_quizzes(connection, 1, 5)] == [1]


def test_evidence_is_first_answers_of_checks_newest_last(log: Logbook) -> None:
    start(log)
    start(log, start_id="practice", mode=Mode.PRACTICE)
    start(log, start_id="placement", purpose=Purpose.PLACEMENT)
    give(log, at=300)
    give(log, at=200, place=1, answer_id="b", prompt_id="list-files", topic="beta", confidence=None)
    give(log, at=400, place=2, answer_id="c", first_of_day=False)
    give(log, quiz_id=2, answer_id="d")
    give(log, quiz_id=3, answer_id="e")
    with looking(log) as connection:
        found = quiz_log.checked_answers(connection, 1)
        assert [(one.card_id, one.at) for one in found] == [("list-files", 200), ("sky", 300)]
        (one,) = quiz_log.checked_answers(connection, 1, topic="alpha")
        assert quiz_log.checked_answers(connection, 2) == []
    assert (one.topic, one.anchor, one.kind) == ("alpha", "guide.md#first-things", "basic")
    assert (one.day, one.score, one.ways) == (TODAY, 0.5, 3)
    assert (one.confidence, one.self_marked, one.predicted) == (Confidence.THINK, True, 0.75)


def test_the_newest_answers_make_the_same_check_as_all_of_them(log: Logbook) -> None:
    start(log)
    start(log, start_id="practice", mode=Mode.PRACTICE)
    start(log, start_id="placement", purpose=Purpose.PLACEMENT)
    chance = Random(7)
    with writing(log) as connection:
        for number in range(240):
            topic, prompt = chance.choice((("alpha", "sky"), ("beta", "prints")))
            given = replace(
                ANSWER,
                quiz_id=chance.choice((1, 1, 1, 2, 3)),
                place=number,
                answer_id=str(number),
                prompt_id=prompt,
                topic=topic,
                score=chance.choice((0.0, 0.5, 1.0)),
                at=chance.randrange(40),
                study_day=TODAY + chance.randrange(4),
                self_marked=chance.random() < 0.3,
                first_of_day=chance.random() < 0.9,
            )
            assert quiz_log.append(connection, 1, given)
    with looking(log) as connection:
        newest = quiz_log.newest_checked(connection, 1, WINDOW)
        assert set(newest) == {"alpha", "beta"}
        for topic, found in newest.items():
            every = quiz_log.checked_answers(connection, 1, topic=topic)
            assert len(every) > WINDOW == len(found.answers)
            assert list(found.answers) == window_of(every)
        assert quiz_log.newest_checked(connection, 2, WINDOW) == {}


def test_self_marked_answers_are_counted_where_there_are_no_others(log: Logbook) -> None:
    start(log)
    give(log)
    give(log, place=1, answer_id="b", topic="beta", self_marked=False)
    give(log, place=2, answer_id="c", topic="beta")
    with looking(log) as connection:
        newest = quiz_log.newest_checked(connection, 1, WINDOW)
    assert newest["alpha"] == quiz_log.NewestChecks((), 1)
    assert [one.self_marked for one in newest["beta"].answers] == [False]


def test_the_pool_is_what_is_live_and_not_suspended_with_its_last_day(log: Logbook) -> None:
    log.mark("idempotent", Occasion.SUSPEND)
    log.answer("pick", 4)
    start(log)
    give(log, study_day=TODAY + 3)
    with looking(log) as connection:
        items = {one.prompt_id: one for one in quiz_pool.pool(connection, 1, ["alpha", "gamma"])}
        assert quiz_pool.pool_of(connection, 1, ["pick", "idempotent", "x"]) == [items["pick"]]
        assert quiz_pool.pool_of(connection, 1, []) == []
    assert set(items) == {"sky", "idempotent~reverse", "cloze-two~1", "cloze-two~2", "pick"}
    assert items["sky"].last_seen_day == TODAY + 3
    assert items["pick"].last_seen_day == TODAY
    assert items["cloze-two~1"].last_seen_day is None
    assert (items["sky"].level, items["sky"].anchor) == (1, "guide.md#first-things")


def test_a_large_topic_gives_another_stretch_for_another_chance(
    log: Logbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quiz_pool, "LEAST_OF_A_TOPIC", 2)
    monkeypatch.setattr(quiz_pool, "MOST_OF_A_TOPIC", 2)
    with looking(log) as connection:
        stretches = {
            tuple(one.prompt_id for one in quiz_pool.pool(connection, 1, ["beta"], chance))
            for chance in range(10)
        }
        assert quiz_pool.pool(connection, 1, ["beta"], 7) == quiz_pool.pool(
            connection, 1, ["beta"], 7
        )
    assert {len(one) for one in stretches} == {2}
    assert len(stretches) == 4


def test_titles_sections_and_levels_are_read(log: Logbook) -> None:
    with looking(log) as connection:
        titles = quiz_pool.section_titles(connection, ["alpha"])
        assert titles["alpha", "guide.md#first-things"] == "First things"
        assert quiz_pool.cards_by_topic(connection) == {"alpha": 4, "beta": 5}
        assert quiz_pool.levels_of(connection, ["pick", "sky"]) == [2, 1]
        assert quiz_views.titles_of(connection, ["sky"]) == {
            "sky": ("sky", "Which colour has the sky?")
        }
        assert "in-order" not in quiz_pool.new_prompts(connection, 1, "beta")


def test_figures_keep_own_marks_out_of_the_points(log: Logbook) -> None:
    start(log)
    give(log)
    give(log, place=1, answer_id="b", prompt_id="pick", self_marked=False, score=1.0)
    with looking(log) as connection:
        figures = quiz_views.figures_of(connection, 1, [1, 2])
        assert figures == {1: quiz_views.Figures(answered=2, points=1.0, checked=1)}
        assert [one.prompt_id for one in quiz_views.mistakes(connection, 1)] == ["sky"]
        (attempt,) = quiz_views.attempts(connection)
        assert (attempt.prompt_id, attempt.score, attempt.rest) == ("pick", 1.0, None)
