"""The own log under both schedulers: what each predicted, and how it is scored."""

from __future__ import annotations

from math import log
from random import Random

import pytest

from quizapp.core.log_scores import ENOUGH_SCORED, Scored, compared, scored, sm2_recall
from quizapp.core.replay import Memory, Policy, replay
from quizapp.core.reviews import Occasion, Review

DAY = 739_768


def entry(day: int, quality: int, occasion: Occasion = Occasion.REVIEW) -> Review:
    return Review("a", occasion, 0, DAY + day, f"{day}", quality)


def test_sm2_stands_for_ninety_percent_on_the_day_that_it_sets() -> None:
    assert sm2_recall(6, 6) == pytest.approx(0.9)
    assert sm2_recall(12, 6) == pytest.approx(0.81)
    assert sm2_recall(0, 6) == 1.0
    assert sm2_recall(1, 0) == pytest.approx(0.9)


def test_both_predict_the_same_answers_from_what_came_before_them() -> None:
    log_of = [entry(0, 4), entry(0, 4, Occasion.DRILL), entry(1, 4), entry(10, 2)]
    first, second = scored(log_of, Policy())
    assert (first.day, first.recalled) == (DAY + 1, True)
    assert first.sm2 == pytest.approx(0.9)
    assert (second.day, second.recalled) == (DAY + 10, False)
    assert second.sm2 == pytest.approx(0.9 ** (9 / 6))
    before: Memory = replay(log_of[:3], Policy())
    assert second.fsrs == before.recall(DAY + 10)


def test_predictions_do_not_depend_on_who_sets_the_days() -> None:
    log_of = [entry(day, quality) for day, quality in ((0, 4), (1, 3), (8, 5), (30, 2), (31, 4))]
    assert scored(log_of, Policy("sm2")) == scored(log_of, Policy("fsrs", 0.8))


def test_it_compares_nothing_below_the_minimum_of_evidence() -> None:
    few = [Scored(DAY, True, 0.9, 0.9)] * (ENOUGH_SCORED - 1)
    assert compared(few) is None
    assert compared([*few, few[0]]) is not None


def test_the_log_loss_is_the_mean_of_the_logarithms() -> None:
    answers = [Scored(DAY, place % 10 != 0, 0.9, 0.5) for place in range(200)]
    found = compared(answers)
    assert found is not None
    assert (found.answers, found.recalled) == (200, 180)
    assert found.sm2.log_loss == pytest.approx(-(0.9 * log(0.9) + 0.1 * log(0.1)))
    assert found.fsrs.log_loss == pytest.approx(log(2))
    assert found.guess_loss == pytest.approx(found.sm2.log_loss)
    assert found.sm2.error == pytest.approx(0.0, abs=1e-9)
    assert found.fsrs.error == pytest.approx(0.4)
    assert found.closer == "sm2"


def test_a_wrong_certainty_costs_much_but_not_without_end() -> None:
    answers = [Scored(DAY, False, 1.0, 0.0)] * ENOUGH_SCORED
    found = compared(answers)
    assert found is not None
    assert found.sm2.log_loss == pytest.approx(-log(1e-4))
    assert found.closer == "fsrs"


def test_it_names_no_winner_where_the_difference_may_be_chance() -> None:
    dice = Random(3)
    answers = []
    for _ in range(300):
        nudge = dice.uniform(-0.02, 0.02)
        answers.append(Scored(DAY, dice.random() < 0.85, 0.85 + nudge, 0.85 - nudge))
    found = compared(answers)
    assert found is not None
    assert abs(found.difference) <= found.margin * 2
    assert compared([Scored(DAY, one.recalled, 0.9, 0.9) for one in answers]).closer == ""  # type: ignore[union-attr]
