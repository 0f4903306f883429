"""Levels while the learner is away: as if they had been settled on every day."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.absence import settled_since
from quizapp.core.checked_topics import Checked
from quizapp.core.levels import Level, LevelState, Standing, settled
from quizapp.core.mastery import Estimate

CHECKED = Checked(20, 18, 2, 0, 0.78, 0.96)


def fading(half_life: float, checked: bool) -> dict[int, Standing]:
    """A topic whose recall falls from day 0 on."""
    days = {}
    for day in range(420):
        share = 0.98 * 0.5 ** (day / half_life)
        found = Estimate(10, 10, share, max(0.0, share - 0.1), min(1.0, share + 0.1))
        days[day] = Standing(found, 8, CHECKED if checked else Checked(), day if checked else None)
    return days


@given(
    half_life=st.floats(5, 2000),
    checked=st.booleans(),
    level=st.sampled_from([Level.LEARNING, Level.HOLDING, Level.MASTERED]),
    last=st.integers(0, 60),
    away=st.integers(0, 350),
    short_for=st.none() | st.integers(0, 6),
)
def test_it_is_what_settling_every_day_would_have_found(
    half_life: float,
    checked: bool,
    level: Level,
    last: int,
    away: int,
    short_for: int | None,
) -> None:
    days = fading(half_life, checked)
    today = last + away
    since = None if short_for is None else max(0, last - short_for)
    state = settled(LevelState(level, 0, since), days[last], last)
    daily, expected = state, []
    for day in range(last + 1, today + 1):
        after = settled(daily, days[day], day)
        if after.level is not daily.level and day < today:
            expected.append(after.level)
        daily = after
    found, falls = settled_since(state, days.__getitem__, last, today)
    assert found == daily
    assert [one.state.level for one in falls] == expected
    assert all(last < one.state.since < today for one in falls)


def test_answers_after_the_last_settling_begin_the_week_anew() -> None:
    days = fading(300, checked=False)
    mended = LevelState(Level.HOLDING, 0, short_since=0)
    state, falls = settled_since(mended, days.__getitem__, 3, 300)
    (fall,) = falls
    assert fall.state.since > 50
    assert state.level is Level.LEARNING


@pytest.mark.parametrize("today", [10, 11])
def test_without_an_absence_it_is_plain_settling(today: int) -> None:
    days = fading(5, checked=False)
    state = LevelState(Level.HOLDING, 0)
    found, falls = settled_since(state, days.__getitem__, 10, today)
    assert found == settled(state, days[today], today)
    assert falls == []
