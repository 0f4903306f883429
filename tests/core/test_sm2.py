"""SM-2 against its author's rules, worked by hand."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from fractions import Fraction
from math import ceil

import pytest

from quizapp.core.errors import InvalidInput
from quizapp.core.scheduling.sm2 import MAX_INTERVAL_DAYS, Sm2Memory, review


def follow(grades: str) -> list[tuple[int, int, int]]:
    memory = Sm2Memory()
    states = []
    for grade in grades:
        memory = review(memory, int(grade))
        states.append((memory.repetitions, memory.easiness, memory.interval_days))
    return states


# Grades, then (repetitions, easiness in hundredths, interval in days) after each of them.
BY_HAND = {
    "0": [(0, 250, 1)],
    "1": [(0, 250, 1)],
    "2": [(0, 250, 1)],
    "3": [(1, 236, 1)],
    "4": [(1, 250, 1)],
    "5": [(1, 260, 1)],
    "44": [(1, 250, 1), (2, 250, 6)],
    "444": [(1, 250, 1), (2, 250, 6), (3, 250, 15)],
    "555": [(1, 260, 1), (2, 270, 6), (3, 280, 17)],  # 6 x 2.70 = 16.2
    "333": [(1, 236, 1), (2, 222, 6), (3, 208, 14)],  # 6 x 2.22 = 13.32
    "2444": [(0, 250, 1), (1, 250, 1), (2, 250, 6), (3, 250, 15)],
    "44424": [(1, 250, 1), (2, 250, 6), (3, 250, 15), (0, 250, 1), (1, 250, 1)],
    "3332": [(1, 236, 1), (2, 222, 6), (3, 208, 14), (0, 208, 1)],
    "55423": [(1, 260, 1), (2, 270, 6), (3, 270, 17), (0, 270, 1), (1, 256, 1)],
    "5350": [(1, 260, 1), (2, 246, 6), (3, 256, 15), (0, 256, 1)],  # 6 x 2.46 = 14.76
    "3210555": [
        (1, 236, 1), (0, 236, 1), (0, 236, 1), (0, 236, 1),
        (1, 246, 1), (2, 256, 6), (3, 266, 16),  # 6 x 2.56 = 15.36
    ],
    # 14 x 2.08 = 29.12, 30 x 1.94 = 58.2, 59 x 1.80 = 106.2, 107 x 1.66 = 177.62,
    # 178 x 1.52 = 270.56, 271 x 1.38 = 373.98, 374 x 1.30 = 486.2
    "3333333333": [
        (1, 236, 1), (2, 222, 6), (3, 208, 14), (4, 194, 30), (5, 180, 59), (6, 166, 107),
        (7, 152, 178), (8, 138, 271), (9, 130, 374), (10, 130, 487),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("grades", "states"), BY_HAND.items())
def test_it_follows_the_rules_worked_by_hand(
    grades: str, states: list[tuple[int, int, int]]
) -> None:
    assert follow(grades) == states


@pytest.mark.parametrize(
    ("grades", "interval"),
    [
        ("555444", 378),  # 135 x 2.80 is 378 exactly; in binary fractions a little more
        ("334543", 174),  # 75 x 2.32 is 174 exactly
    ],
)
def test_it_does_not_round_up_a_product_that_is_whole(grades: str, interval: int) -> None:
    assert follow(grades)[-1][2] == interval


def test_it_rounds_up_every_fraction_exactly() -> None:
    for interval in range(6, 400):
        for easiness in range(130, 330, 2):
            after = review(Sm2Memory(5, easiness, interval), 4)
            assert after.interval_days == ceil(Fraction(interval * easiness, 100))


@pytest.mark.parametrize(("quality", "change"), [(3, -14), (4, 0), (5, 10)])
def test_it_changes_the_easiness_by_the_formula_of_the_thesis(quality: int, change: int) -> None:
    short = 5 - quality
    formula = Fraction("0.1") - short * (Fraction("0.08") + short * Fraction("0.02"))
    assert formula * 100 == change
    assert review(Sm2Memory(), quality).easiness == 250 + change


def test_it_uses_the_easiness_from_before_the_grade() -> None:
    assert review(Sm2Memory(2, 250, 6), 5).interval_days == 15
    assert review(Sm2Memory(2, 250, 6), 3).interval_days == 15


@pytest.mark.parametrize("quality", [0, 1, 2])
def test_it_starts_again_after_a_failure_and_keeps_the_easiness(quality: int) -> None:
    assert review(Sm2Memory(7, 187, 240), quality) == Sm2Memory(0, 187, 1)


def test_it_never_takes_the_easiness_below_1_30() -> None:
    assert review(Sm2Memory(2, 131, 6), 3).easiness == 130


def test_it_has_no_upper_limit_of_the_easiness() -> None:
    assert follow("5" * 60)[-1][1] == 250 + 60 * 10


def test_it_stops_at_a_century() -> None:
    intervals = [interval for _, _, interval in follow("4" * 60)]
    assert intervals[9:12] == [9300, 23250, MAX_INTERVAL_DAYS]
    assert intervals[-1] == MAX_INTERVAL_DAYS == 36_500


@pytest.mark.parametrize("quality", [-1, 6, 100])
def test_it_refuses_a_quality_that_does_not_exist(quality: int) -> None:
    with pytest.raises(InvalidInput, match=f"{quality}.*0, 1, 2, 3, 4 or 5"):
        review(Sm2Memory(), quality)


def test_it_changes_no_memory_in_place() -> None:
    memory = Sm2Memory()
    review(memory, 5)
    assert memory == Sm2Memory(0, 250, 0)
    with pytest.raises(FrozenInstanceError):
        memory.easiness = 130  # type: ignore[misc]
