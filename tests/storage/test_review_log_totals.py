"""Memories and totals beside the log: after whatever was done, they are what a recount gives."""

from __future__ import annotations

import random

import pytest

from quizapp.core.replay import Policy
from quizapp.core.reviews import Occasion, Review
from quizapp.storage.database import transaction
from quizapp.storage.learners import learner
from quizapp.storage.rebuild import rebuild
from tests.support.logbook import Logbook
from tests.support.moments import Clock

MARKS = [Occasion.SUSPEND, Occasion.BURY, Occasion.FLAG, Occasion.UNFLAG, Occasion.UNSUSPEND]
PROMPTS = ["sky", "idempotent", "idempotent~reverse", "cloze-two~1", "list-files", "full-disk"]


def placed(prompt: str, batch: str) -> list[Review]:
    """What passing a placement writes for one new card; the log fills in moment and day."""
    answer = Review(prompt, Occasion.PLACEMENT, 0, 0, f"{batch}.0", quality=5, batch=batch)
    return [answer, Review(prompt, Occasion.DUE, 0, 0, f"{batch}.1", value=740_000, batch=batch)]


@pytest.mark.parametrize("policy", [Policy("sm2"), Policy("fsrs", 0.9), Policy("fsrs", 0.8)])
@pytest.mark.parametrize("seed", range(3))
def test_its_cache_and_totals_equal_a_recount_after_random_actions(
    log: Logbook, clock: Clock, policy: Policy, seed: int
) -> None:
    log.choose(policy)
    dice = random.Random(seed)
    for _ in range(60):
        match dice.choice(["answer"] * 5 + ["mark", "reset", "place", "undo", "time", "start"]):
            case "answer":
                log.answer(dice.choice(PROMPTS), dice.randrange(6))
            case "mark":
                log.mark(dice.choice(PROMPTS), dice.choice(MARKS))
            case "reset":
                log.mark(dice.choice(PROMPTS), Occasion.RESET)
            case "place":
                log.write(*placed(dice.choice(PROMPTS), log.minted()))
            case "undo" if log.tables(1)["learners"][0]["last_seq"] > 40:
                log.undo()
            case "time":
                clock.pass_time(hours=dice.choice([1, 7, 24, 100]))
            case "start":
                log.start()
    assert all(log.kept(prompt) == log.replayed(prompt) for prompt in PROMPTS)
    assert log.faults() == []
    before = log.state()
    with log.app.app_context(), transaction() as connection:
        who = learner(connection)
        recalls = before["topic_recalls"]
        rebuild(connection, who, recalls[0]["as_of_day"] if recalls else who.last_study_day)
    after = log.state()
    if not recalls:
        before["topic_recalls"] = after["topic_recalls"]
    assert after == before
