"""Laws of mastery: it falls with time, never rises without evidence, and keeps its bounds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.checked_topics import Checked, checked_of
from quizapp.core.levels import KEEP, REACH, Level, LevelState, Standing, level_at, settled
from quizapp.core.mastery import MOST_CERTAIN, Estimate, corrected, estimate
from quizapp.core.quizzes.evidence import CheckedAnswer
from quizapp.core.recall_error import USUAL_INFLATION, RecallError
from quizapp.core.scheduling import fsrs
from quizapp.core.scheduling.fsrs import FsrsMemory

MEMORIES = st.lists(
    st.builds(FsrsMemory, st.floats(0.1, 400), st.floats(1, 10)), min_size=1, max_size=30
)
ERRORS = st.builds(
    RecallError,
    reviews=st.integers(0, 600),
    expected_misses=st.floats(0, 100),
    misses=st.integers(0, 150),
    blocks=st.integers(0, 20),
    squares=st.floats(0, 100),
)
DAYS = st.integers(0, 400)
CHECKS = st.builds(
    Checked,
    answers=st.just(20),
    score=st.just(18.0),
    days=st.integers(1, 3),
    last_day=st.just(1),
    low=st.floats(0.3, 0.9),
    high=st.just(0.99),
)


def standing(
    memories: list[FsrsMemory], unseen: int, days: int, error: RecallError, checked: Checked
) -> Standing:
    """A topic so many days after the last answer to any of its questions."""
    shares = [min(fsrs.recall(one, days), MOST_CERTAIN) for one in memories]
    variance = sum(share * (1 - share) for share in shares)
    found = estimate(len(shares), len(shares) + unseen, sum(shares), variance, error)
    steady = sum(one.stability >= 21 for one in memories)
    return Standing(found, steady, checked, days)


@given(MEMORIES, st.integers(0, 20), DAYS, ERRORS)
def test_estimates_keep_their_bounds(
    memories: list[FsrsMemory], unseen: int, days: int, error: RecallError
) -> None:
    found = standing(memories, unseen, days, error, Checked()).estimate
    if found.recall is None or found.low is None or found.high is None:
        assert found.knowledge is None
        return
    assert 0 <= found.low <= found.recall <= found.high <= 1
    assert found.knowledge is not None
    assert found.knowledge <= found.coverage
    assert found.knowledge == found.recall * found.seen / found.total


def few(number: int, share: float, inflation: float) -> Estimate:
    """So many questions of one recall, all seen, with a learner's error of this inflation."""
    blocks = 20
    squares = inflation * (2 + blocks) - 2 * USUAL_INFLATION
    error = RecallError(blocks=blocks, squares=squares)
    assert abs(error.inflation - inflation) < 1e-9
    return estimate(number, number, number * share, number * share * (1 - share), error)


SHARES = st.floats(0.02, MOST_CERTAIN)
NUMBERS = st.integers(1, 40)
INFLATIONS = st.floats(1, 12)


def ends(found: Estimate) -> tuple[float, float]:
    assert found.low is not None
    assert found.high is not None
    return found.low, found.high


@given(NUMBERS, SHARES, INFLATIONS, INFLATIONS)
def test_a_larger_error_never_makes_the_band_narrower(
    number: int, share: float, one: float, other: float
) -> None:
    low, high = ends(few(number, share, min(one, other)))
    lower, higher = ends(few(number, share, max(one, other)))
    assert lower <= low + 1e-12
    assert higher >= high - 1e-12


@given(NUMBERS, NUMBERS, SHARES, INFLATIONS)
def test_fewer_questions_never_make_the_band_narrower(
    one: int, other: int, share: float, inflation: float
) -> None:
    low, high = ends(few(max(one, other), share, inflation))
    lower, higher = ends(few(min(one, other), share, inflation))
    assert lower <= low + 1e-12
    assert higher >= high - 1e-12


@given(NUMBERS, NUMBERS, SHARES)
def test_what_a_placement_stands_for_makes_no_band_narrower(
    answered: int, taken_over: int, share: float
) -> None:
    number = answered + taken_over
    total, variance = number * share, number * share * (1 - share)
    both = estimate(number, number, total, variance, taken_over=taken_over)
    assert ends(both) == pytest.approx(ends(few(answered, share, USUAL_INFLATION)))
    assert both.recall == pytest.approx(share)


@given(NUMBERS, SHARES, INFLATIONS, st.floats(0, 0.001))
def test_the_band_does_not_jump(number: int, share: float, inflation: float, step: float) -> None:
    """A change of a thousandth in error or recall moves an end by little."""
    low, high = ends(few(number, share, inflation))
    for near in (
        few(number, share, inflation + step),
        few(number, min(MOST_CERTAIN, share + step), inflation),
    ):
        lower, higher = ends(near)
        assert abs(lower - low) < 0.02
        assert abs(higher - high) < 0.02


@pytest.mark.parametrize(("number", "share", "low"), [(5, 0.98, 0.82), (5, 0.95, 0.70)])
def test_a_few_questions_that_are_known_well_have_a_wide_band(
    number: int, share: float, low: float
) -> None:
    found = few(number, share, USUAL_INFLATION)
    assert ends(found) == pytest.approx((low, 1.0), abs=0.01)


@given(MEMORIES, st.integers(0, 20), DAYS, DAYS, ERRORS)
def test_knowledge_falls_with_time(
    memories: list[FsrsMemory], unseen: int, days: int, more: int, error: RecallError
) -> None:
    now = standing(memories, unseen, days, error, Checked()).estimate
    later = standing(memories, unseen, days + more, error, Checked()).estimate
    if now.knowledge is not None and later.knowledge is not None:
        assert later.knowledge <= now.knowledge + 1e-9


@given(MEMORIES, st.integers(0, 20), DAYS, DAYS, ERRORS, CHECKS)
def test_no_level_is_reached_by_waiting(
    memories: list[FsrsMemory],
    unseen: int,
    days: int,
    more: int,
    error: RecallError,
    checked: Checked,
) -> None:
    now = standing(memories, unseen, days, error, checked)
    later = standing(memories, unseen, days + more, error, checked)
    state = settled(LevelState(), now, days)
    after = settled(state, later, days + more)
    assert after.level.rank <= state.level.rank


@given(MEMORIES, st.integers(0, 20), DAYS, ERRORS, CHECKS, st.sampled_from(Level), st.data())
def test_one_miss_never_takes_a_level_away(
    memories: list[FsrsMemory],
    unseen: int,
    days: int,
    error: RecallError,
    checked: Checked,
    level: Level,
    data: st.DataObject,
) -> None:
    before = standing(memories, unseen, days, error, checked)
    state = settled(LevelState(level, 0), before, days)
    if state.short_since is not None:
        return  # it falls short already, for other reasons than this miss
    missed = data.draw(st.integers(0, len(memories) - 1))
    lapsed = fsrs.review(memories[missed], 1, max(1, days))
    after = standing(
        [*memories[:missed], lapsed, *memories[missed + 1 :]], unseen, 1, error, checked
    )
    worse = replace(after, checked=replace(checked, low=max(0.0, (checked.low or 0) - 0.1)))
    assert settled(state, worse, days + 1).level.rank >= state.level.rank


@given(MEMORIES, st.integers(0, 20), DAYS, ERRORS, CHECKS)
def test_what_reaches_a_level_keeps_it(
    memories: list[FsrsMemory], unseen: int, days: int, error: RecallError, checked: Checked
) -> None:
    found = standing(memories, unseen, days, error, checked)
    assert level_at(found, KEEP).rank >= level_at(found, REACH).rank


@given(st.lists(st.floats(0, 1), min_size=5, max_size=30), ERRORS)
def test_sums_correct_as_single_questions_do(shares: list[float], error: RecallError) -> None:
    """The correction of the sums is that of each question, but for what it would clip."""
    shares = [min(share, MOST_CERTAIN) for share in shares]
    if any(error.forgetting * (1 - share) > 1 for share in shares):
        return
    variance = sum(share * (1 - share) for share in shares)
    found = estimate(len(shares), len(shares), sum(shares), variance, error)
    mean = sum(corrected(share, error) for share in shares) / len(shares)
    assert found.recall is not None
    assert abs(found.recall - mean) < 1e-9


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(1, 9), st.booleans()), max_size=50))
def test_checks_keep_their_bounds(given_answers: list[tuple[float, int, bool]]) -> None:
    answers = [
        CheckedAnswer("c", "t", None, "typed", day, day, score, 0, None, marked, 0.9)
        for score, day, marked in given_answers
    ]
    checked = checked_of(answers)
    assert checked.answers <= 20
    assert checked.answers + checked.self_marked <= len(answers) or not answers
    if checked.share is not None and checked.low is not None and checked.high is not None:
        assert 0 <= checked.low <= checked.share + 1e-9
        assert checked.share - 1e-9 <= checked.high <= 1
