"""The learner's own error: which reviews are scored, and what is made of them."""

from __future__ import annotations

import pytest

from quizapp.core.recall_error import (
    BLOCK,
    BLOCKS,
    UNMEASURED,
    WINDOW,
    Scored,
    blocks_of,
    measure,
    scored_reviews,
)
from quizapp.core.replay import Policy
from quizapp.core.reviews import Occasion, Review


def entry(
    day: int, quality: int | None = 4, occasion: Occasion = Occasion.REVIEW, **more: object
) -> Review:
    return Review("p", occasion, day * 86_400_000, day, f"a{day}", quality, seq=day, **more)  # type: ignore[arg-type]


def scored(number: int, misses: int, predicted: float = 0.9) -> list[Scored]:
    """Reviews in which misses are spread evenly."""
    return [
        Scored(n, n // 10, predicted, (n * misses) // number == ((n + 1) * misses) // number)
        for n in range(number)
    ]


def test_it_scores_the_first_answer_of_a_day_to_what_was_known() -> None:
    entries = [entry(1), entry(1), entry(4, 2), entry(4, 4, Occasion.DRILL), entry(9)]
    found = list(scored_reviews(entries, Policy()))
    assert [(one.day, one.recalled) for one in found] == [(4, False), (9, True)]
    assert all(0 < one.predicted <= 0.98 for one in found)


@pytest.mark.parametrize("occasion", [Occasion.QUIZ, Occasion.PLACEMENT, Occasion.IMPORT])
def test_it_scores_no_other_occasion(occasion: Occasion) -> None:
    assert list(scored_reviews([entry(1), entry(5, 4, occasion)], Policy())) == []


def test_it_scores_nothing_that_was_taken_back() -> None:
    entries = [entry(1), entry(5, 4, retracted_at=1)]
    assert list(scored_reviews(entries, Policy())) == []


def test_unmeasured_errors_are_the_usual_ones() -> None:
    assert UNMEASURED.forgetting == 1
    assert UNMEASURED.inflation == 4
    assert measure([]) == UNMEASURED


def test_it_takes_forgetting_as_often_as_it_happens() -> None:
    as_expected, twice = measure(scored(600, 60)), measure(scored(600, 120))
    assert as_expected.forgetting == pytest.approx(1)
    assert twice.forgetting == pytest.approx(130 / 70)
    assert measure(scored(20, 4)).forgetting < 1.2, "few reviews move little"


def test_it_looks_at_the_newest_window_alone() -> None:
    old = [Scored(n, 0, 0.9, recalled=False) for n in range(500)]
    new = [Scored(1000 + n, 1, 0.9, recalled=n % 10 > 0) for n in range(WINDOW)]
    assert measure([*new, *old]) == measure(new)
    assert measure(new).blocks == BLOCKS


def test_it_leaves_a_rest_out_of_the_blocks() -> None:
    blocks = blocks_of(scored(3 * BLOCK + 7, 9), 1.0)
    assert [block.reviews for block in blocks] == [BLOCK] * 3


def test_steady_misses_bring_the_inflation_down_to_chance() -> None:
    assert measure(scored(600, 60)).inflation == 1


def test_misses_in_bursts_inflate_the_range() -> None:
    burst = [Scored(n, n // BLOCK, 0.9, (n // BLOCK) % 4 > 0) for n in range(WINDOW)]
    assert measure(burst).inflation > 10
