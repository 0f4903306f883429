"""What a placement alone stands for: found in the log, until the learner answers it."""

from __future__ import annotations

from dataclasses import replace

from quizapp.core.quizzes.evidence import Mode, Purpose
from quizapp.core.quizzes.records import Quiz
from quizapp.core.reviews import INFERRED, Occasion, Review
from quizapp.storage import quiz_log
from quizapp.storage.database import reading, transaction
from quizapp.storage.learners import learner
from quizapp.storage.recalls import recalls_on
from quizapp.storage.taken_over import taken_over
from quizapp.web.current import moment_of
from tests.support.logbook import Logbook
from tests.support.moments import Clock


def found(log: Logbook) -> set[str]:
    with log.app.app_context(), reading() as connection:
        return set(taken_over(connection, log.learner_id).get("alpha", ()))


def place(log: Logbook, asked: str, *inferred: str) -> None:
    """Pass a placement: one card answered, the others taken over."""
    with log.app.app_context(), transaction() as connection:
        who = learner(connection, log.learner_id)
        now = moment_of(who)
        quiz = Quiz(
            0,
            Purpose.PLACEMENT,
            Mode.CHECK,
            "Placement",
            ("alpha",),
            "s",
            (asked,),
            now.at,
            now.day,
        )
        made = quiz_log.start(connection, who.id, quiz, log.minted())
        quiz_log.finish(connection, who.id, made.id, now.at)
    batch = f"placement.{made.id}"
    first = Review(asked, Occasion.PLACEMENT, 0, 0, f"{batch}.0", quality=5, batch=batch)
    entries = [first]
    for number, prompt in enumerate(inferred, start=1):
        words = f"{INFERRED} {made.id}"
        entries.append(
            replace(first, prompt_id=prompt, answer_id=f"{batch}.{number}", quality=4, given=words)
        )
    log.write(*entries)


def test_it_is_what_was_inferred_and_never_answered(log: Logbook, clock: Clock) -> None:
    log.answer("cloze-two~1", 4)
    assert found(log) == set()
    place(log, "sky", "pick", "idempotent", "idempotent~reverse")
    assert found(log) == {"pick", "idempotent", "idempotent~reverse"}
    with log.app.app_context(), reading() as connection:
        who = learner(connection, log.learner_id)
        assert recalls_on(connection, who, moment_of(who).day)["alpha"].taken_over == 3
    clock.pass_time(days=2)
    log.answer("pick", 2)
    assert found(log) == {"idempotent", "idempotent~reverse"}
    log.mark("idempotent", Occasion.RESET)
    log.answer("idempotent", 4)
    assert found(log) == {"idempotent~reverse"}
    assert log.faults() == []


def test_it_goes_with_the_placement(log: Logbook) -> None:
    place(log, "sky", "pick")
    assert found(log) == {"pick"}
    log.undo()
    assert found(log) == set()
