"""Recall by topic and due prompts as Today reads them, on both databases."""

from __future__ import annotations

import pytest

from quizapp.core.reviews import Occasion
from quizapp.storage import day_figures, tallies
from quizapp.storage.database import reading
from quizapp.storage.learners import learner
from quizapp.storage.recalls import recalls_on
from quizapp.web.current import moment_of
from tests.support.logbook import Logbook
from tests.support.moments import Clock


def shown_and_counted(log: Logbook) -> tuple[object, object]:
    """What Today shows of recall, and what the memories say."""
    with log.app.app_context(), reading() as connection:
        who = learner(connection, log.learner_id)
        today = moment_of(who).day
        return recalls_on(connection, who, today), tallies.counted(connection, who.id, today)[1]


def test_recall_follows_every_entry_before_the_first_session_of_a_day(
    book: Logbook, clock: Clock
) -> None:
    clock.pass_time(days=3)
    steps = (
        lambda: None,
        lambda: book.answer("idempotent", 2),
        book.undo,
        lambda: book.mark("pick", Occasion.SUSPEND),
        book.undo,
        book.undo,
        lambda: book.answer("sky", 4),
        lambda: clock.pass_time(days=1),
    )
    for step in steps:
        step()
        for _ in range(2):
            shown, counted = shown_and_counted(book)
            assert shown == counted


def test_recall_is_counted_once_for_one_state_of_the_log(
    book: Logbook, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.pass_time(days=3)
    first, _ = shown_and_counted(book)
    with book.app.app_context(), reading() as connection:
        who = learner(connection, book.learner_id)
        monkeypatch.setattr(tallies, "counted", None)
        assert recalls_on(connection, who, moment_of(who).day) == first


def test_what_is_overdue_counts_to_today(book: Logbook, clock: Clock) -> None:
    book.answer("idempotent", 4)
    book.answer("pick", 2)
    clock.pass_time(days=9)
    with book.app.app_context(), reading() as connection:
        today = moment_of(learner(connection, book.learner_id)).day
        days, topics = day_figures.due_ahead(connection, book.learner_id, today, today + 13)
        by_day, by_topic = day_figures.due_by_day(connection, book.learner_id, today + 13)
    late = {
        topic: sum(n for day, n in of.items() if day <= today) for topic, of in by_topic.items()
    }
    assert days[today] == sum(number for day, number in by_day.items() if day <= today) > 0
    assert {day: n for day, n in days.items() if day > today} == {
        day: n for day, n in by_day.items() if day > today
    }
    assert topics == {topic: number for topic, number in late.items() if number}
