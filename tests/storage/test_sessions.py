"""Sessions: the plan is kept, and the log since it began says what is left of it."""

from __future__ import annotations

import pytest

from quizapp.core.reviews import Occasion
from quizapp.features.review import actions
from quizapp.storage import sessions
from quizapp.storage.database import reading, transaction
from quizapp.storage.learners import learner
from quizapp.storage.sessions import Session
from quizapp.web.current import moment_of
from tests.support.logbook import Logbook
from tests.support.moments import Clock

PLAN = ("sky", "list-files", "idempotent~reverse", "cloze-two~1")
TODAY = 739768


@pytest.fixture
def session(log: Logbook) -> Session:
    """A session that was started after the noise."""
    with log.app.app_context(), transaction() as connection:
        after = learner(connection).last_seq
        return sessions.start(connection, 1, Session(0, TODAY, 5, after, 12.5, 3, PLAN))


def newest(log: Logbook, learner_id: int = 1, day: int = TODAY) -> Session | None:
    with log.app.app_context(), reading() as connection:
        return sessions.latest(connection, learner_id, day)


def left_of(log: Logbook, session: Session) -> tuple[str, ...]:
    with log.app.app_context(), reading() as connection:
        return actions.queue(connection, learner(connection), session)


def test_it_keeps_a_plan_as_it_was_made(session: Session, log: Logbook) -> None:
    assert newest(log) == session == Session(1, TODAY, 5, 2, 12.5, 3, PLAN)


def test_it_finds_the_newest_session_of_the_day_alone(session: Session, log: Logbook) -> None:
    with log.app.app_context(), transaction() as connection:
        newer = sessions.start(connection, 1, Session(0, TODAY, 6, 2, 10.0, 0, ("sky",)))
        sessions.start(connection, 1, Session(0, TODAY + 1, 7, 2, 10.0, 0, ()))
    assert newer.id == 2
    assert newest(log) == newer
    assert newest(log, day=TODAY - 1) is None


def test_it_numbers_sessions_for_each_learner(session: Session, log: Logbook) -> None:
    others = newest(log, learner_id=2)
    assert others is not None
    assert (others.id, session.id) == (1, 1)
    assert others.prompt_ids != session.prompt_ids


def test_it_counts_only_what_the_learner_did_since_it_began(session: Session, log: Logbook) -> None:
    Logbook(log.app, 3).answer("sky", 5)
    assert left_of(log, session) == PLAN
    log.answer("sky", 5)
    assert left_of(log, session) == PLAN[1:]


def test_it_finds_the_same_queue_after_an_undo(session: Session, log: Logbook) -> None:
    queues = []
    for prompt, quality in zip(PLAN, (5, 2, 5, 2), strict=True):
        queues.append(left_of(log, session))
        log.answer(prompt, quality)
    assert left_of(log, session) == ("list-files", "cloze-two~1")
    for queue in reversed(queues):
        log.undo()
        assert left_of(log, session) == queue


def test_it_asks_a_lapsed_prompt_again_after_all_others(session: Session, log: Logbook) -> None:
    log.answer("sky", 2)
    assert left_of(log, session) == (*PLAN[1:], "sky")


@pytest.mark.parametrize("occasion", [Occasion.SUSPEND, Occasion.BURY])
def test_it_leaves_out_what_was_set_aside(
    session: Session, log: Logbook, occasion: Occasion
) -> None:
    log.mark("list-files", occasion)
    assert left_of(log, session) == ("sky", *PLAN[2:])


def test_it_knows_where_in_the_log_the_day_began(session: Session, log: Logbook) -> None:
    log.answer("sky", 5)
    log.start()
    with log.app.app_context(), reading() as connection:
        assert sessions.day_begins_after(connection, 1, TODAY) == session.after_seq == 2
        assert sessions.day_begins_after(connection, 1, TODAY + 1) is None


def test_it_plans_due_prompts_before_new_ones(log: Logbook, clock: Clock) -> None:
    log.answer("list-files", 4)
    clock.pass_time(days=2)
    log.start()
    with log.app.app_context(), reading() as connection:
        who = learner(connection)
        found = sessions.latest(connection, 1, moment_of(who).day)
    assert found is not None
    assert set(found.prompt_ids[:2]) == {"in-order", "list-files"}
    assert "sky" in found.prompt_ids[2:]
    assert len(found.prompt_ids) == len(set(found.prompt_ids)) == 11
