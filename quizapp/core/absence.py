"""Levels over days on which nothing was settled: a topic fades while its learner is away too.

Between answers totals only fall, so the day on which they became too little can be found without
looking at each.  What comes out is what settling every day would have found.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from quizapp.core.levels import (
    DAYS_OF_GRACE,
    KEEP,
    REACH,
    Level,
    LevelState,
    Standing,
    level_at,
    settled,
)

#: The totals of a topic on a study day.
StandingOn = Callable[[int], Standing]


@dataclass(frozen=True, slots=True)
class Fall:
    """A level that was lost: where the topic came to, on the day `state.since`, and its totals."""

    state: LevelState
    standing: Standing


def settled_since(
    state: LevelState, on: StandingOn, last: int, today: int
) -> tuple[LevelState, list[Fall]]:
    """The level today, from that of the day `last`, and each fall in between, the first first.

    Today's own change, if there is one, is no fall but in the state that is returned.
    """
    falls: list[Fall] = []
    while last < today - 1 and _is_short(state, on(today)):
        short_since = state.short_since
        if short_since is None or not _is_short(state, on(last)):
            # It was not short yet when it was settled last, or answers after that mended it.
            short_since = _first_short(state, on, last + 1, today)
        lost_on = short_since + DAYS_OF_GRACE
        if lost_on >= today:
            state = replace(state, short_since=short_since)
            break
        # It is found on a day without a session, so never before the last one.
        last = max(lost_on, last)
        then = on(last)
        state = LevelState(_kept(then), last)
        falls.append(Fall(state, then))
    return settled(state, on(today), today), falls


def _kept(standing: Standing) -> Level:
    return max(level_at(standing, KEEP), level_at(standing, REACH), key=lambda one: one.rank)


def _is_short(state: LevelState, standing: Standing) -> bool:
    """Whether a begun topic has less than it takes to keep its level."""
    kept = _kept(standing)
    return kept is not Level.NOT_STARTED and kept.rank < state.level.rank


def _first_short(state: LevelState, on: StandingOn, first: int, last: int) -> int:
    """The first day that is short of keeping the level; the last one is."""
    while first < last:
        middle = (first + last) // 2
        if _is_short(state, on(middle)):
            last = middle
        else:
            first = middle + 1
    return last
