"""The contract of the review log, on both databases: what is written, what is taken back."""

from __future__ import annotations

import pytest

from quizapp.core.errors import NotFound, StaleAnswer
from quizapp.core.replay import Memory
from quizapp.core.reviews import Occasion, Review
from tests.support.logbook import HASH, Logbook
from tests.support.moments import Clock

MARKS = [Occasion.SUSPEND, Occasion.BURY, Occasion.FLAG, Occasion.UNFLAG, Occasion.UNSUSPEND]
PROMPTS = ["sky", "idempotent", "idempotent~reverse", "cloze-two~1", "list-files", "full-disk"]


def test_it_appends_the_facts_of_an_answer(log: Logbook, clock: Clock) -> None:
    answer_id = log.minted()
    clock.pass_time(seconds=7)
    assert log.answer("sky", 4, answer_id)
    [entry] = log.history("sky")
    assert entry == Review(
        prompt_id="sky",
        occasion=Occasion.REVIEW,
        at=clock.at,
        study_day=739768,
        answer_id=answer_id,
        quality=4,
        scale=entry.scale,
        content_hash=HASH,
        seconds=12.0,
        seq=3,
    )


def test_it_numbers_entries_for_each_learner_without_a_gap(log: Logbook) -> None:
    for prompt in PROMPTS:
        log.answer(prompt)
    log.undo()
    log.answer("sky")
    assert [row["seq"] for row in log.tables(1)["reviews"]] == list(range(1, 10))
    assert log.tables(1)["learners"][0]["last_seq"] == 9


def test_it_ignores_the_same_answer_sent_twice(log: Logbook) -> None:
    answer_id = log.minted()
    assert log.answer("sky", 4, answer_id)
    before = log.tables()
    assert not log.answer("sky", 4, answer_id, seen=0)
    assert not log.answer("sky", 2, answer_id, seen=0)
    assert log.tables() == before


def test_it_ignores_an_answer_id_that_another_prompt_has_used(log: Logbook) -> None:
    answer_id = log.minted()
    log.answer("sky", 4, answer_id)
    before = log.tables()
    assert not log.answer("list-files", 4, answer_id)
    assert log.tables() == before


def test_it_lets_two_learners_use_the_same_answer_id(log: Logbook) -> None:
    used = log.tables(2)["reviews"][0]["answer_id"]
    assert log.answer("sky", 4, used)


def test_it_refuses_an_answer_to_a_prompt_that_was_answered_since(log: Logbook) -> None:
    log.answer("sky", 4)
    before = log.tables()
    with pytest.raises(StaleAnswer, match="answered in another window"):
        log.answer("sky", 2, seen=0)
    assert log.tables() == before


def test_it_refuses_an_answer_shown_before_an_undo(log: Logbook) -> None:
    log.answer("sky", 4)
    log.undo()
    with pytest.raises(StaleAnswer):
        log.answer("sky", 4, seen=1)


def test_it_does_not_take_an_answer_again_that_was_taken_back(log: Logbook) -> None:
    answer_id = log.minted()
    log.answer("sky", 4, answer_id)
    log.undo()
    before = log.tables()
    assert not log.answer("sky", 4, answer_id)
    assert log.tables() == before


def test_it_refuses_an_answer_to_an_unknown_prompt(log: Logbook) -> None:
    with pytest.raises(NotFound, match="no card with the id 'moon'"):
        log.answer("moon")


def test_it_writes_nothing_when_the_transaction_fails(log: Logbook) -> None:
    before = log.tables()
    good = Review("sky", Occasion.REVIEW, 0, 0, log.minted(), quality=4)
    bad = Review("list-files", Occasion.REVIEW, 0, 0, log.minted(), quality=9)
    with pytest.raises(Exception, match="ck_reviews_quality"):
        log.write(good, bad)
    assert log.tables() == before


@pytest.mark.parametrize("occasion", MARKS)
def test_it_takes_back_a_mark(log: Logbook, occasion: Occasion) -> None:
    log.start()
    log.answer("sky", 2)
    before = log.state()
    log.mark("sky", occasion)
    assert log.kept("sky").entries == 2
    [taken] = log.undo()
    assert taken.occasion is occasion
    assert log.state() == before
    assert log.faults() == []


def test_it_takes_back_answers_one_by_one_newest_first(log: Logbook) -> None:
    log.start()
    states = []
    for prompt, quality in (("sky", 2), ("sky", 4), ("list-files", 3)):
        states.append(log.state())
        log.answer(prompt, quality)
    for state, prompt in zip(reversed(states), ("list-files", "sky", "sky"), strict=True):
        assert [one.prompt_id for one in log.undo()] == [prompt]
        assert log.state() == state
    assert [row["seq"] for row in log.tables(1)["reviews"] if row["retracted_at"]] == [3, 4, 5]


def test_it_takes_back_a_batch_as_one(log: Logbook) -> None:
    log.start()
    log.answer("sky", 4)
    before = log.state()
    log.write(
        *(
            Review(prompt, Occasion.QUIZ, 0, 0, log.minted(), quality=4, batch="quiz-1")
            for prompt in ("sky", "list-files", "sky")
        )
    )
    assert log.kept("sky").entries == 3
    assert [one.prompt_id for one in log.undo()] == ["sky", "list-files", "sky"]
    assert log.state() == before
    assert log.faults() == []


@pytest.mark.parametrize(
    "entry",
    [
        Review("sky", Occasion.IMPORT, 0, 0, "import-1", quality=4),
        Review("sky", Occasion.RESET, 0, 0, "deck-1", batch="deck"),
    ],
)
def test_it_never_takes_back_what_no_learner_did(log: Logbook, entry: Review) -> None:
    log.answer("list-files", 4)
    log.write(entry)
    assert [one.prompt_id for one in log.undo()] == ["list-files"]


def test_it_says_so_when_there_is_nothing_to_take_back(log: Logbook) -> None:
    newcomer = Logbook(log.app, 3)
    before = log.tables()
    assert newcomer.undo() == []
    assert log.tables() == before


def test_it_keeps_no_memory_of_a_prompt_without_entries(log: Logbook) -> None:
    log.answer("sky", 4)
    log.undo()
    assert log.kept("sky") == Memory()
    assert "sky" not in {row["prompt_id"] for row in log.tables(1)["memories"]}
