"""Laws that hold for every history: SM-2, FSRS-6 and the fuzz."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.scheduling import fsrs, sm2
from quizapp.core.scheduling.fsrs import BOUNDS, DEFAULT_WEIGHTS, FsrsMemory
from quizapp.core.scheduling.fuzz import fuzz_days
from quizapp.core.scheduling.sm2 import MAX_INTERVAL_DAYS, Sm2Memory

qualities = st.integers(0, 5)
grades = st.integers(1, 4)
gaps = st.integers(0, 400) | st.integers(0, 40_000)
fsrs_histories = st.lists(st.tuples(grades, gaps), min_size=1, max_size=40)
some_weights = st.just(DEFAULT_WEIGHTS) | st.tuples(
    *(st.floats(low, high) for low, high in BOUNDS)
).map(fsrs.checked_weights)
memories = st.builds(FsrsMemory, stability=st.floats(0.001, 36_500), difficulty=st.floats(1, 10))


def sm2_after(history: list[int]) -> Sm2Memory:
    memory = Sm2Memory()
    for quality in history:
        memory = sm2.review(memory, quality)
    return memory


def fsrs_after(history: list[tuple[int, int]], weights: tuple[float, ...]) -> FsrsMemory:
    memory: FsrsMemory | None = None
    for grade, elapsed in history:
        memory = fsrs.review(memory, grade, elapsed, weights)
    assert memory is not None
    return memory


def by_the_thesis(history: list[int]) -> tuple[int, Fraction, int]:
    """SM-2 written a second time, in exact fractions."""
    repetitions, easiness, interval = 0, Fraction("2.5"), 0
    for quality in history:
        if quality < 3:
            repetitions, interval = 0, 1
            continue
        repetitions += 1
        interval = {1: 1, 2: 6}.get(repetitions) or min(36_500, ceil(interval * easiness))
        short = 5 - quality
        easiness += Fraction("0.1") - short * (Fraction("0.08") + short * Fraction("0.02"))
        easiness = max(easiness, Fraction("1.3"))
    return repetitions, easiness, interval


@given(st.lists(qualities, max_size=60))
def test_it_computes_sm2_as_exact_fractions_do(history: list[int]) -> None:
    memory = sm2_after(history)
    repetitions, easiness, interval = by_the_thesis(history)
    assert memory == Sm2Memory(repetitions, int(easiness * 100), interval)


@given(st.lists(qualities, min_size=1, max_size=60))
def test_it_keeps_every_sm2_memory_within_its_limits(history: list[int]) -> None:
    memory = sm2_after(history)
    assert 1 <= memory.interval_days <= MAX_INTERVAL_DAYS
    assert 130 <= memory.easiness <= 250 + 10 * len(history)
    assert 0 <= memory.repetitions <= len(history)


@given(st.lists(qualities, max_size=40))
def test_it_is_never_due_earlier_in_sm2_for_a_better_grade(history: list[int]) -> None:
    outcomes = [sm2.review(sm2_after(history), quality) for quality in range(6)]
    intervals = [outcome.interval_days for outcome in outcomes]
    assert intervals == sorted(intervals)
    assert [outcome.easiness for outcome in outcomes[3:]] == sorted(
        outcome.easiness for outcome in outcomes[3:]
    )


@pytest.mark.parametrize("quality", range(6))
def test_it_stays_within_the_limits_of_sm2_in_a_run_of_one_grade(quality: int) -> None:
    intervals = [sm2_after([quality] * length).interval_days for length in range(1, 61)]
    assert intervals == sorted(intervals)
    assert intervals[-1] == (MAX_INTERVAL_DAYS if quality >= 3 else 1)


@pytest.mark.parametrize("grade", [1, 2, 3, 4])
def test_it_stays_within_the_limits_of_fsrs_in_a_run_of_one_grade(grade: int) -> None:
    memory = fsrs.review(None, grade, 0)
    for _ in range(60):
        days = fsrs.interval(memory.stability, 0.9)
        assert 1 <= days <= fsrs.MAX_INTERVAL_DAYS
        following = fsrs.review(memory, grade, days)
        if grade > 1 and memory.stability < 36_500.0:
            assert following.stability > memory.stability
        memory = following
        assert_within_bounds(memory)


@given(fsrs_histories, some_weights)
def test_it_keeps_every_fsrs_memory_within_its_bounds(
    history: list[tuple[int, int]], weights: tuple[float, ...]
) -> None:
    memory = fsrs_after(history, weights)
    assert_within_bounds(memory)
    for retention in (0.7, 0.9, 0.99):
        assert 1 <= fsrs.interval(memory.stability, retention, weights) <= 36_500


@given(memories, gaps, some_weights)
def test_it_is_never_due_earlier_in_fsrs_for_a_better_grade(
    memory: FsrsMemory, elapsed: int, weights: tuple[float, ...]
) -> None:
    outcomes = [fsrs.review(memory, grade, elapsed, weights) for grade in (1, 2, 3, 4)]
    stabilities = [outcome.stability for outcome in outcomes]
    assert stabilities == sorted(stabilities)
    difficulties = [outcome.difficulty for outcome in outcomes]
    assert difficulties == sorted(difficulties, reverse=True)
    intervals = [fsrs.interval(stability, 0.9, weights) for stability in stabilities]
    assert intervals == sorted(intervals)


def test_it_is_never_due_earlier_for_a_better_first_grade() -> None:
    stabilities = [fsrs.review(None, grade, 0).stability for grade in (1, 2, 3, 4)]
    assert stabilities == sorted(stabilities)


@given(memories, gaps, some_weights)
def test_it_never_shortens_the_memory_for_a_pass_nor_lengthens_it_for_a_lapse(
    memory: FsrsMemory, elapsed: int, weights: tuple[float, ...]
) -> None:
    for grade in (2, 3, 4):
        assert fsrs.review(memory, grade, elapsed, weights).stability >= memory.stability
    assert fsrs.review(memory, 1, elapsed + 1, weights).stability <= memory.stability


@given(memories, gaps, st.integers(1, 5_000), some_weights)
def test_it_recalls_less_the_longer_ago(
    memory: FsrsMemory, elapsed: int, longer: int, weights: tuple[float, ...]
) -> None:
    sooner = fsrs.recall(memory, elapsed, weights)
    later = fsrs.recall(memory, elapsed + longer, weights)
    assert 0.0 < later < sooner <= 1.0


@given(st.floats(0.001, 36_500), some_weights)
def test_it_comes_later_for_a_lower_retention(stability: float, weights: tuple[float, ...]) -> None:
    intervals = [fsrs.interval(stability, aim, weights) for aim in (0.97, 0.9, 0.8, 0.7)]
    assert intervals == sorted(intervals)
    assert intervals[1] == max(1, round(stability))


@given(st.integers(0, MAX_INTERVAL_DAYS), st.text(max_size=40), st.integers(0, MAX_INTERVAL_DAYS))
def test_it_fuzzes_within_bounds_and_always_alike(interval: int, seed: str, old: int) -> None:
    offset = fuzz_days(interval, seed, old)
    assert offset == fuzz_days(interval, seed, old)
    if interval <= 2:
        assert offset == 0
        return
    assert abs(offset) <= 1.5 + 0.15 * interval
    assert 2 <= interval + offset <= MAX_INTERVAL_DAYS
    assert interval + offset >= min(interval, old)


def assert_within_bounds(memory: FsrsMemory) -> None:
    assert 0.001 <= memory.stability <= 36_500.0
    assert 1.0 <= memory.difficulty <= 10.0
