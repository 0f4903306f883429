"""Levels: what they take, how they are kept, and when they are lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.core.checked_topics import Checked
from quizapp.core.levels import (
    DAYS_OF_GRACE,
    REACH,
    Level,
    LevelState,
    Standing,
    level_at,
    settled,
    wants_refresh,
)
from quizapp.core.mastery import Estimate
from quizapp.core.mastery_words import cause_of, conditions

CHECKED = Checked(20, 18, 2, 100, 0.78, 0.96)
GOOD = Standing(Estimate(9, 10, 0.94, 0.85, 0.99), 7, CHECKED, 3)


def with_low(low: float) -> Standing:
    return replace(GOOD, estimate=Estimate(9, 10, max(low, 0.8), low, 0.99))


@pytest.mark.parametrize(
    ("standing", "level"),
    [
        (Standing(Estimate(0, 10)), Level.NOT_STARTED),
        (Standing(Estimate(1, 10)), Level.LEARNING),
        (replace(GOOD, check_age_days=None, checked=Checked()), Level.HOLDING),
        (GOOD, Level.MASTERED),
        (replace(GOOD, estimate=Estimate(7, 10, 0.94, 0.85, 0.99)), Level.LEARNING),
        (with_low(0.74), Level.LEARNING),
        (replace(GOOD, steady=5), Level.LEARNING),
        (replace(GOOD, check_age_days=121), Level.HOLDING),
        (replace(GOOD, checked=replace(CHECKED, low=0.64)), Level.HOLDING),
        (replace(GOOD, checked=replace(CHECKED, days=1)), Level.HOLDING),
    ],
)
def test_it_takes_the_lower_end_and_the_other_totals(standing: Standing, level: Level) -> None:
    assert level_at(standing, REACH) is level


def test_a_level_is_reached_at_once_and_dated() -> None:
    assert settled(LevelState(), GOOD, 40) == LevelState(Level.MASTERED, 40)


def test_it_is_kept_with_less_than_it_takes_to_reach_it() -> None:
    state = LevelState(Level.HOLDING, 1)
    assert settled(state, replace(with_low(0.68), checked=Checked()), 50) == state


def test_it_is_lost_only_after_a_week_of_falling_short() -> None:
    state, short = LevelState(Level.HOLDING, 1), with_low(0.4)
    for day in range(20, 20 + DAYS_OF_GRACE):
        state = settled(state, short, day)
        assert (state.level, state.short_since) == (Level.HOLDING, 20)
    assert settled(state, short, 20 + DAYS_OF_GRACE) == LevelState(Level.LEARNING, 27)


def test_a_recovery_begins_the_week_anew() -> None:
    state = settled(LevelState(Level.HOLDING, 1), with_low(0.4), 20)
    state = settled(state, with_low(0.7), 23)
    assert state.short_since is None
    assert settled(state, with_low(0.4), 30).short_since == 30


def test_an_old_check_asks_for_a_refresh_before_it_costs_the_level() -> None:
    state, old = LevelState(Level.MASTERED, 1), replace(GOOD, check_age_days=130)
    assert settled(state, old, 200) == state
    assert wants_refresh(state, old)
    assert not wants_refresh(state, GOOD)


def test_fading_asks_for_a_refresh() -> None:
    faded = replace(GOOD, estimate=Estimate(9, 10, 0.7, 0.5, 0.8))
    assert wants_refresh(LevelState(Level.HOLDING, 1), faded)
    assert not wants_refresh(LevelState(Level.LEARNING, 1), faded)


def test_a_topic_whose_answers_were_all_taken_back_is_not_started() -> None:
    empty = Standing(Estimate(0, 10))
    assert settled(LevelState(Level.HOLDING, 1), empty, 9) == LevelState(Level.NOT_STARTED, 9)


@pytest.mark.parametrize(
    ("old", "new", "standing", "words"),
    [
        (Level.NOT_STARTED, Level.LEARNING, GOOD, "The first 9 questions of 10 seen."),
        (Level.LEARNING, Level.HOLDING, GOOD, "9 of 10 (90 %)"),
        (Level.HOLDING, Level.MASTERED, GOOD, "18 of 20 right (78–96 %)"),
        (Level.HOLDING, Level.LEARNING, with_low(0.4), "by the lower end of its range: 40 %"),
        (Level.MASTERED, Level.HOLDING, replace(GOOD, check_age_days=200), "6.6 months ago"),
        (Level.HOLDING, Level.NOT_STARTED, Standing(Estimate(0, 10)), "No question counts"),
    ],
)
def test_the_cause_of_each_change_names_its_numbers(
    old: Level, new: Level, standing: Standing, words: str
) -> None:
    assert words in cause_of(LevelState(old, 1), LevelState(new, 2), standing)


def test_each_condition_says_what_it_asks_and_what_there_is() -> None:
    listed = conditions(replace(GOOD, steady=5))
    assert [one.is_met for one in listed] == [True, True, False, True]
    assert listed[2].has == "5 of 10 (50 %)"
    assert {one.rows for one in listed} == {"questions", "answers"}
    assert conditions(Standing(Estimate(1, 10)))[1].has == "too few seen to say"
