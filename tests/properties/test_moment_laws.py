"""R11 and R12: no clock and no journey loses a card, lowers a day, or counts one twice."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.core.moment import Moment, moment
from quizapp.core.study_day import study_day
from quizapp.storage import card_store, day_figures
from quizapp.storage.database import reading
from tests.support.logbook import Logbook
from tests.support.moments import Clock

HOUR = 3_600_000
DAY = 24 * HOUR
NOON = 1_780_315_200_000  # 1 June 2026, 12:00 UTC
#: From 12 hours behind to 14 ahead of UTC: the names count the other way round.
OFFSETS = [f"Etc/GMT{-hours:+d}" if hours else "Etc/GMT" for hours in range(-12, 15)]
SEEN = ("sky", "list-files", "pick", "idempotent")

rollovers = st.integers(0, 6)
journeys = st.lists(
    st.tuples(st.integers(0, 40 * HOUR), st.sampled_from(OFFSETS)), min_size=2, max_size=30
)


def lived(journey: list[tuple[int, str]], rollover: int, start: int = NOON) -> list[Moment]:
    """The moments of somebody who waits some milliseconds and then is in another zone."""
    found: list[Moment] = []
    at, last = start, 0
    for wait, zone in journey:
        at += wait
        found.append(moment(at, zone, rollover, last))
        last = found[-1].day
    return found


def test_there_are_26_moves_to_be_made() -> None:
    assert len(OFFSETS) == 27
    shown = [moment(NOON, zone, 0, 0).offset_minutes for zone in OFFSETS]
    assert shown == [60 * hours for hours in range(-12, 15)]


@pytest.mark.parametrize("rollover", range(7))
@pytest.mark.parametrize("westward", [True, False])
def test_a_traveller_through_all_offsets_never_goes_back_a_day(
    rollover: int, westward: bool
) -> None:
    zones = OFFSETS[::-1] if westward else OFFSETS
    for start in range(NOON, NOON + DAY, HOUR // 2):
        for wait in (0, HOUR // 2, HOUR, 23 * HOUR):
            days = [one.day for one in lived([(wait, zone) for zone in zones], rollover, start)]
            assert all(before <= after for before, after in pairwise(days))


@given(journeys, rollovers)
def test_no_journey_lowers_the_day(journey: list[tuple[int, str]], rollover: int) -> None:
    days = [one.day for one in lived(journey, rollover)]
    assert all(before <= after for before, after in pairwise(days))


@given(journeys, rollovers)
def test_a_traveller_is_never_far_from_the_local_day(
    journey: list[tuple[int, str]], rollover: int
) -> None:
    for one in lived(journey, rollover):
        here = study_day(one.at, one.zone, rollover)
        assert here <= one.day <= here + 2


@given(journeys, rollovers)
def test_a_traveller_lives_no_more_days_than_the_clocks_of_the_world_show(
    journey: list[tuple[int, str]], rollover: int
) -> None:
    moments = lived(journey, rollover)
    first = study_day(moments[0].at, OFFSETS[0], rollover)
    last = study_day(moments[-1].at, OFFSETS[-1], rollover)
    assert len({one.day for one in moments}) <= last - first + 1


@given(st.sampled_from(OFFSETS), rollovers, st.lists(st.integers(0, 60 * HOUR), max_size=20))
def test_who_stays_at_home_has_the_days_of_the_calendar(
    zone: str, rollover: int, waits: list[int]
) -> None:
    for one in lived([(wait, zone) for wait in waits], rollover):
        assert one.day == study_day(one.at, zone, rollover)


@given(rollovers, st.integers(3, 4000), st.sampled_from(OFFSETS))
def test_a_clock_that_was_far_ahead_is_not_believed_for_ever(
    rollover: int, days: int, zone: str
) -> None:
    wrong = moment(NOON + days * DAY, zone, rollover, 0)
    right = moment(NOON, zone, rollover, wrong.day)
    assert right.day == study_day(NOON, zone, rollover)


jumps = st.sampled_from([-3650 * DAY, -30 * DAY, -3 * DAY, -DAY, -HOUR]) | st.sampled_from(
    [0, HOUR, 5 * HOUR, DAY, 3 * DAY, 30 * DAY, 3650 * DAY]
)
days_work = st.lists(
    st.tuples(jumps, st.sampled_from(SEEN), st.integers(0, 5)), min_size=1, max_size=15
)


@given(work=days_work)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_jump_of_the_clock_loses_a_card_or_counts_a_day_twice(
    work: list[tuple[int, str, int]], new_log: Callable[[], Logbook], clock: Clock
) -> None:
    clock.at = NOON
    book = new_log()
    book.start()
    for jump, prompt, quality in work:
        clock.at += jump
        book.answer(prompt, quality)
    rows = book.tables(book.learner_id)
    # The order of the log is that of the answers, whatever the clock said.
    assert [row["prompt_id"] for row in rows["reviews"]] == [prompt for _, prompt, _ in work]
    assert [row["seq"] for row in rows["reviews"]] == list(range(1, len(work) + 1))
    for row in rows["memories"]:
        assert row["interval_days"] >= 1
        assert row["due_day"] == row["scheduled_day"] > row["first_day"] - 36_500
    # Each answer counts to one day, and each day stands there once.
    assert sum(row["answers"] for row in rows["day_totals"]) == len(work)
    for row in rows["day_totals"]:
        of_day = [one for one in rows["reviews"] if one["study_day"] == row["study_day"]]
        assert row["answers"] == len(of_day)
    assert book.faults() == []
    every_answered = {prompt for _, prompt, _ in work}
    last_due = max(row["due_day"] for row in rows["memories"])
    with book.app.app_context(), reading() as connection:
        due = card_store.due_candidates(connection, book.learner_id, last_due)
        fresh = card_store.new_candidates(connection, book.learner_id, last_due, 50)
        counted, _ = day_figures.due_by_day(connection, book.learner_id, last_due)
    assert {one.prompt_id for one in due} == every_answered
    assert not every_answered & {one.prompt_id for one in fresh}
    assert sum(counted.values()) == len(every_answered)
