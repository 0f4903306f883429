"""Scores with their range, and mistakes that are told apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.core.quizzes import placement
from quizapp.core.quizzes.evidence import Confidence
from quizapp.core.quizzes.mistakes import Mistake, standing
from quizapp.core.quizzes.records import QuizAnswer
from quizapp.core.quizzes.scoring import (
    checked,
    is_sure_and_wrong,
    missed,
    self_marked,
    tallies_by,
    tally,
    wilson,
)

ANSWER = QuizAnswer(1, 0, "a", "sky", "0", "sql", None, "typed", score=1.0, at=5, study_day=10)


def answer(score: float, **more: object) -> QuizAnswer:
    return replace(ANSWER, score=score, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("points", "asked", "low", "high"), [(8, 10, 0.60, 0.91), (16, 20, 0.66, 0.89), (0, 5, 0, 0.25)]
)
def test_the_range_is_wilsons(points: float, asked: int, low: float, high: float) -> None:
    assert wilson(points, asked) == pytest.approx((low, high), abs=0.005)


def test_own_marks_stand_apart() -> None:
    some = [answer(1), answer(0.5, self_marked=True), answer(0)]
    assert tally(checked(some)).points == 1
    assert tally(checked(some)).asked == 2
    assert tally(self_marked(some)).points == 0.5
    assert not tally(some).is_enough


def test_points_are_told_by_group_in_the_order_of_the_quiz() -> None:
    some = [answer(1, kind="order"), answer(0, kind="choice"), answer(1, kind="order")]
    found = tallies_by(some, lambda one: one.kind)
    assert list(found) == ["order", "choice"]
    assert (found["order"].points, found["order"].asked) == (2, 2)


def test_what_was_sure_and_wrong_comes_first() -> None:
    plain = answer(0, place=1)
    sure = answer(0, place=2, confidence=Confidence.SURE)
    assert missed([answer(1), plain, sure]) == [sure, plain]


@pytest.mark.parametrize(
    "other",
    [
        answer(1, confidence=Confidence.SURE),
        answer(0, confidence=Confidence.GUESS),
        answer(0, unknown=True, confidence=Confidence.SURE),
        answer(0.5, confidence=Confidence.SURE),
    ],
)
def test_only_a_firm_wrong_belief_is_sure_and_wrong(other: QuizAnswer) -> None:
    assert not is_sure_and_wrong(other)


def test_a_second_answer_on_a_day_mends_nothing_but_may_be_a_miss() -> None:
    miss = answer(0, study_day=10)
    again = answer(1, study_day=10, first_of_day=False)
    assert [one.right_days for one in standing([miss, again])] == [0]
    retaken = answer(0, study_day=10, first_of_day=False)
    log = [answer(1, study_day=10), retaken, again]
    assert standing(log) == [Mistake("sky", retaken, 0)]
    log += [answer(1, study_day=11), answer(1, study_day=11, first_of_day=False)]
    assert standing(log) == [Mistake("sky", retaken, 1)]
    assert standing([*log, answer(1, study_day=12)]) == []


def test_a_new_miss_begins_the_count_anew() -> None:
    log = [answer(0, study_day=1), answer(1, study_day=2), answer(0, study_day=3)]
    assert [one.right_days for one in standing([*log, answer(1, study_day=4)])] == [1]
    assert standing([*log, answer(1, study_day=4), answer(1, study_day=5)]) == []


def given(*scores: float, ways: int = 0) -> list[QuizAnswer]:
    return [answer(one, place=n, at=n, ways=ways) for n, one in enumerate(scores)]


def test_three_recalled_answers_place_and_so_do_six_choices_of_three() -> None:
    assert placement.outcome(given(1, 1), 10) is placement.Outcome.GOING_ON
    assert placement.outcome(given(1, 1, 1), 10) is placement.Outcome.PASSED
    assert placement.outcome(given(*[1] * 5, ways=3), 10) is placement.Outcome.GOING_ON
    assert placement.outcome(given(*[1] * 6, ways=3), 10) is placement.Outcome.PASSED


def test_two_options_of_four_are_chosen_by_luck_one_time_in_six() -> None:
    assert placement.evidence(given(1, ways=6)) > placement.evidence(given(1, ways=4))
    assert placement.evidence(given(1, ways=6)) == pytest.approx(placement.most_evidence(6))


def test_two_misses_are_enough_not_to_place() -> None:
    assert placement.outcome(given(0), 10) is placement.Outcome.GOING_ON
    assert placement.outcome(given(0, 0), 10) is placement.Outcome.NOT_PASSED


def test_a_placement_that_stays_undecided_is_not_passed() -> None:
    undecided = given(1, 0, 1, 1, 0, 1)
    assert placement.outcome(undecided, 10) is placement.Outcome.GOING_ON
    assert placement.outcome(undecided, 6) is placement.Outcome.NOT_PASSED


def test_a_placement_gets_harder_after_right_answers_and_easier_after_misses() -> None:
    levels = [1, 2, 3]
    assert placement.next_place(levels, []) == 1
    assert placement.next_place(levels, [answer(1, place=1)]) == 2
    assert placement.next_place(levels, [answer(0, place=1)]) == 0
