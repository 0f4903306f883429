"""The cheapest steps up: what is missing, and what it takes."""

from __future__ import annotations

from dataclasses import replace

from quizapp.core.checked_topics import Checked
from quizapp.core.levels import Level, Standing
from quizapp.core.mastery import estimate
from quizapp.core.mastery_words import step_in_words
from quizapp.core.next_steps import Question, Step, StepKind, goal_above, steps_to
from quizapp.core.recall_error import UNMEASURED, RecallError
from quizapp.core.scheduling.fsrs import FsrsMemory

MEASURED = RecallError(600, 60, 60, 20, 20)


def questions(*recalls: float, stability: float = 50.0) -> list[Question]:
    return [Question(FsrsMemory(stability, 5.0), recall) for recall in recalls]


def standing(seen: list[Question], total: int, steady: int = 10) -> Standing:
    shares = [one.recall for one in seen]
    variance = sum(share * (1 - share) for share in shares)
    found = estimate(len(seen), total, sum(shares), variance, MEASURED)
    return Standing(found, steady)


def test_every_level_but_the_last_has_one_above() -> None:
    assert [goal_above(one) for one in Level] == [
        Level.HOLDING,
        Level.HOLDING,
        Level.MASTERED,
        None,
    ]


def test_what_was_not_seen_is_counted_up_to_four_fifths() -> None:
    seen = questions(*[0.97] * 6)
    (step,) = steps_to(Level.HOLDING, standing(seen, 10), seen, MEASURED)
    assert (step.kind, step.questions) == (StepKind.SEE, 2)


def test_the_fewest_weak_questions_that_are_enough_are_named() -> None:
    seen = questions(0.3, 0.4, 0.5, *[0.95] * 7)
    (step,) = steps_to(Level.HOLDING, standing(seen, 10), seen, MEASURED)
    assert step.kind is StepKind.RECALL
    assert 1 <= step.questions <= 3


def test_three_weeks_take_the_passes_of_those_nearest_to_them() -> None:
    seen = questions(*[0.97] * 5) + questions(*[0.97] * 5, stability=12.0)
    (step,) = steps_to(Level.HOLDING, standing(seen, 10, steady=5), seen, MEASURED)
    assert step == Step(StepKind.STEADY, 1, 1, 12)


def test_mastered_takes_a_check() -> None:
    seen = questions(*[0.97] * 10)
    (step,) = steps_to(Level.MASTERED, standing(seen, 10), seen, MEASURED)
    assert step == Step(StepKind.CHECK, 10, 10, 1)
    nearly = replace(
        standing(seen, 10), checked=Checked(20, 15, 2, 1, 0.61, 0.85), check_age_days=3
    )
    (step,) = steps_to(Level.MASTERED, nearly, seen, MEASURED)
    assert step.questions < 10


def test_a_question_counts_once_a_day_so_few_of_them_take_more_days() -> None:
    seen = questions(*[0.97] * 4)
    well = standing(seen, 4, steady=4)
    (step,) = steps_to(Level.MASTERED, well, seen, MEASURED, checkable=3)
    assert step == Step(StepKind.CHECK, 10, 10, 3)
    assert "10 right answers on 4 days in Check quizzes" in step_in_words(step, 12)
    assert steps_to(Level.MASTERED, well, seen, MEASURED, checkable=0) == []


def test_nothing_is_missing_when_all_is_met() -> None:
    seen = questions(*[0.97] * 10)
    assert steps_to(Level.HOLDING, standing(seen, 10), seen, MEASURED) == []


def test_the_cheapest_step_comes_first() -> None:
    seen = questions(*[0.97] * 5, stability=5.0)
    steps = steps_to(Level.HOLDING, standing(seen, 10, steady=0), seen, UNMEASURED)
    assert [one.answers for one in steps] == sorted(one.answers for one in steps)
    assert len(steps) >= 2


def test_steps_are_sentences_with_their_time() -> None:
    assert step_in_words(Step(StepKind.SEE, 1, 2), 30) == ("See 1 new question: about 1 minute.")
    assert step_in_words(Step(StepKind.RECALL, 3, 3), 40) == (
        "Review the weakest 3 questions: about 2 minutes."
    )
    assert step_in_words(Step(StepKind.STEADY, 2, 3, 12), 20) == (
        "Keep on until 2 more questions hold for three weeks: 3 answers over 12 days, "
        "about 1 minute."
    )
    assert step_in_words(Step(StepKind.RECALL, 1, 1), 8) == (
        "Review the weakest question: less than a minute."
    )
    assert "on 2 days" in step_in_words(Step(StepKind.CHECK, 10, 10, 1), 12)
