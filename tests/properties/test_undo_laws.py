"""R10: whatever a learner does, undo gives back the state before it, table by table.

A state machine drives the real storage.  What it compares leaves out what must not come back:
the marks of entries taken back, the counters of the log, the sessions that were opened, and
recall as of a day (the doctor recounts that after every step).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import islice
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from quizapp.core.errors import StaleAnswer
from quizapp.core.replay import Policy
from quizapp.core.reviews import Occasion, Review
from quizapp.storage.database import db, reading
from quizapp.storage.inspection import inspect
from quizapp.storage.learners import learner
from tests.support.logbook import Logbook
from tests.support.moments import Clock

IN_CI = bool(os.environ.get("CI"))
#: `make bench` asks for the full number, of shorter ones.
SEQUENCES = int(os.environ.get("UNDO_SEQUENCES", 60 if IN_CI else 40))
STEPS_EACH = int(os.environ.get("UNDO_STEPS", 50))

PROMPTS = ("sky", "idempotent", "idempotent~reverse", "list-files")
MARKS = (Occasion.SUSPEND, Occasion.UNSUSPEND, Occasion.BURY, Occasion.FLAG, Occasion.UNFLAG)
COMPARED = ("reviews", "memories", "day_totals", "due_counts", "answer_days", "answer_weeks")

prompts = st.sampled_from(PROMPTS)
qualities = st.integers(0, 5)
State = dict[str, list[dict[str, Any]]]


class LearnersDay(RuleBasedStateMachine):
    """One learner's log; `before` holds, for each action that can be taken back, the state before.

    A state is None where something that no undo touches has happened since.
    """

    new_log: Callable[[], Logbook]
    clock: Clock
    steps = 0

    def __init__(self) -> None:
        super().__init__()
        self.clock.set("2026-06-01T12:00:00")
        self.book = self.new_log()
        self.before: list[State | None] = []
        self.last_id = ""

    def state(self) -> State:
        rows = self.book.tables(self.book.learner_id, COMPARED)
        rows["reviews"] = [row for row in rows["reviews"] if row["retracted_at"] is None]
        rows["due_counts"] = [row for row in rows["due_counts"] if row["prompts"]]
        return rows

    def something_lasting_happened(self) -> None:
        self.before = [None] * len(self.before)

    @rule(prompt=prompts, quality=qualities)
    def answer(self, prompt: str, quality: int) -> None:
        self.before.append(self.state())
        self.last_id = self.book.minted()
        assert self.book.answer(prompt, quality, self.last_id)

    @precondition(lambda self: self.last_id)
    @rule(prompt=prompts, quality=qualities)
    def send_again(self, prompt: str, quality: int) -> None:
        state = self.state()
        assert not self.book.answer(prompt, quality, self.last_id)
        assert self.state() == state

    @rule(prompt=prompts, quality=qualities)
    def answer_what_was_shown_long_ago(self, prompt: str, quality: int) -> None:
        state = self.state()
        try:
            self.book.answer(prompt, quality, seen=1000)
        except StaleAnswer:
            assert self.state() == state
        else:
            raise AssertionError("a stale answer was taken")

    @rule(prompt=prompts, occasion=st.sampled_from(MARKS))
    def mark(self, prompt: str, occasion: Occasion) -> None:
        self.before.append(self.state())
        assert self.book.mark(prompt, occasion)

    @rule(chosen=st.lists(st.tuples(prompts, qualities), min_size=1, max_size=4))
    def take_a_quiz(self, chosen: list[tuple[str, int]]) -> None:
        self.before.append(self.state())
        batch = self.book.minted()
        self.book.write(
            *(
                Review(prompt, Occasion.QUIZ, 0, 0, self.book.minted(), quality=one, batch=batch)
                for prompt, one in chosen
            )
        )

    @rule(prompt=prompts)
    def place(self, prompt: str) -> None:
        self.before.append(self.state())
        batch = self.book.minted()
        self.book.write(
            Review(prompt, Occasion.PLACEMENT, 0, 0, self.book.minted(), quality=4, batch=batch),
            Review(prompt, Occasion.DUE, 0, 0, self.book.minted(), value=739790, batch=batch),
        )

    @rule(prompt=prompts, is_import=st.booleans())
    def have_the_deck_or_an_import_write(self, prompt: str, is_import: bool) -> None:
        if is_import:
            entry = Review(prompt, Occasion.IMPORT, 0, 0, self.book.minted(), quality=4)
        else:
            entry = Review(prompt, Occasion.RESET, 0, 0, self.book.minted(), batch="deck")
        self.book.write(entry)
        self.something_lasting_happened()

    @rule()
    def undo(self) -> None:
        done = self.book.undo()
        assert bool(done) == bool(self.before)
        if self.before:
            expected = self.before.pop()
            assert expected is None or self.state() == expected

    @rule(hours=st.sampled_from([-200, -30, -1, 1, 5, 20, 30, 200]))
    def let_time_pass(self, hours: int) -> None:
        self.clock.pass_time(hours=hours)

    @rule()
    def start_a_session(self) -> None:
        self.book.start()

    @rule()
    def restart(self) -> None:
        with self.book.app.app_context():
            db.engine.dispose()

    @rule(policy=st.sampled_from([Policy("sm2"), Policy("fsrs"), Policy("fsrs", 0.8)]))
    def choose_a_scheduler(self, policy: Policy) -> None:
        self.book.choose(policy)
        self.something_lasting_happened()

    @invariant()
    def the_doctor_finds_nothing(self) -> None:
        type(self).steps += 1
        with self.book.app.app_context(), reading() as connection:
            who = learner(connection, self.book.learner_id)
            # The first five look at the learner, the others at the deck and the database.
            found = list(islice(inspect(connection, who), 5))
        assert [one for finding in found for one in finding.differences] == []


def test_undo_gives_back_the_state_before(new_log: Callable[[], Logbook], clock: Clock) -> None:
    class Machine(LearnersDay):
        pass

    Machine.new_log = staticmethod(new_log)
    Machine.clock = clock
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=SEQUENCES,
            stateful_step_count=STEPS_EACH,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert Machine.steps > SEQUENCES * STEPS_EACH / 3
