"""What a learner left out of the path begins by itself no more; what was begun is not lost."""

from __future__ import annotations

import pytest

from quizapp.storage import sessions
from quizapp.storage.database import reading
from quizapp.storage.learners import learner as learner_of
from quizapp.web.current import moment_of
from tests.support.client import CheckingClient
from tests.support.journey import Journey, words_of
from tests.support.logbook import Logbook
from tests.support.moments import Clock
from tests.support.quizzing import Quizzer

ALPHA = {"sky", "idempotent", "idempotent~reverse", "cloze-two~1", "cloze-two~2", "pick"}
BETA = {"list-files", "in-order", "prints", "fails", "full-disk"}


@pytest.fixture
def learner(client: CheckingClient) -> Journey:
    return Journey(client)


def decide(learner: Journey, choice: str, topic: str = "beta") -> None:
    assert learner.post("/roadmap/choices", {"topic": topic, "choice": choice}).status == 200


def asked(learner: Journey, grade: str = "good", most: int = 50) -> list[str]:
    """Every prompt of today's session in turn, each answered."""
    page = learner.start()
    found: list[str] = []
    while page.prompt_id and len(found) < most:
        found.append(page.prompt_id)
        page = learner.grade(page, grade)
    return found


def weak_topics(learner: Journey) -> set[str]:
    """The topics that the first page of quizzes calls weak."""
    (panel,) = learner.get("/quiz").all("section", aria_labelledby="weak")
    return set(words_of(next(panel.iter("p"))).split(", "))


def test_what_is_left_out_is_counted_in_words(learner: Journey, log: Logbook) -> None:
    log.answer("sky", 4)
    decide(learner, "skip", "beta")
    folds = [words_of(one) for one in learner.get("/roadmap").by_class("fold__summary")]
    assert "Left out: 1 topic that counts in no figure above" in folds


def planned(log: Logbook) -> tuple[str, ...]:
    """What the newest session of the day asks."""
    with log.app.app_context(), reading() as connection:
        day = moment_of(learner_of(connection, log.learner_id)).day
        session = sessions.latest(connection, log.learner_id, day)
    assert session is not None
    return session.prompt_ids


def test_its_new_cards_are_neither_counted_nor_asked(learner: Journey, log: Logbook) -> None:
    decide(learner, "skip")
    assert "6 new cards are waiting" in words_of(learner.get("/").by_class("muted")[0])
    assert set(asked(learner)) == ALPHA
    assert "Learn 10 more" in learner.get("/").text
    assert learner.start("10").prompt_id == ""
    assert log.faults() == []


def test_the_end_page_offers_no_more_of_them(learner: Journey) -> None:
    decide(learner, "skip")
    asked(learner)
    assert not learner.get("/review/summary").all("form", action="/review/sessions")
    decide(learner, "reset")
    assert learner.get("/review/summary").all("form", action="/review/sessions")


def test_an_open_session_drops_what_it_had_not_asked(learner: Journey, log: Logbook) -> None:
    first = asked(learner, most=3)
    decide(learner, "skip")
    left = asked(learner)
    assert not BETA & set(left)
    assert set(first) | set(left) >= ALPHA
    assert log.faults() == []


def test_a_session_without_such_cards_stays_as_it_was(learner: Journey, log: Logbook) -> None:
    decide(learner, "skip")
    asked(learner, most=1)
    before = planned(log)
    decide(learner, "reset")
    decide(learner, "skip")
    assert planned(log) == before


def test_what_was_begun_comes_when_it_is_due(learner: Journey, log: Logbook, clock: Clock) -> None:
    log.start()
    log.answer("prints", 4)
    decide(learner, "skip")
    clock.pass_time(days=3)
    assert "prints" in asked(learner)
    assert not (BETA - {"prints"}) & set(planned(log))


def test_taken_back_they_come_again(learner: Journey, clock: Clock) -> None:
    decide(learner, "skip")
    asked(learner)
    decide(learner, "reset")
    assert set(asked(learner)) <= BETA
    clock.pass_time(days=1)
    assert BETA & set(asked(learner))


def test_a_quiz_on_weak_topics_draws_none_of_them(
    learner: Journey, log: Logbook, clock: Clock
) -> None:
    for prompt in ALPHA | BETA:
        log.answer(prompt, 4)
    clock.pass_time(days=30)
    assert weak_topics(learner) == {"Alpha topic", "Beta topic"}
    decide(learner, "skip")
    assert weak_topics(learner) == {"Alpha topic"}


def test_the_log_says_the_same_with_and_without_the_decision(
    learner: Journey, log: Logbook
) -> None:
    asked(learner, most=4)
    before = log.state()["memories"]
    decide(learner, "skip")
    assert log.state()["memories"] == before
    assert log.faults() == []


def test_the_final_asks_none_of_them_unless_nothing_else_is_there(client: CheckingClient) -> None:
    learner = Quizzer(client)
    decide(learner, "skip")
    page = learner.pick(size="20", mode="check", purpose="final")
    assert "Question 1 of 4" in page.text
    decide(learner, "skip", "alpha")
    page = learner.pick(size="20", mode="check", purpose="final")
    assert "Question 1 of 9" in page.text
