"""Laws of the statistics: sums that can be taken back, shares that hold, bars that lose nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.core.answer_facts import BAND_EDGES, MILLION, AnswerFact, facts_of
from quizapp.core.knowledge_history import KnowledgeHistory
from quizapp.core.log_scores import scored
from quizapp.core.replay import Policy, replay
from quizapp.core.reviews import Occasion, Review
from quizapp.core.study_statistics import Share, add_up, backlog_days, slots
from quizapp.storage.answer_statistics import Counted
from quizapp.storage.database import reading
from quizapp.storage.learners import learner
from quizapp.storage.log_samples import logs_of, sample_of
from quizapp.storage.memory_spread import spread_of
from quizapp.storage.statistics_reads import days_of, weeks_of
from tests.support.logbook import Logbook
from tests.support.moments import Clock

DAY = 739_768
PROMPTS = ("sky", "idempotent", "idempotent~reverse", "list-files")

occasions = st.sampled_from(list(Occasion))
steps = st.tuples(st.integers(0, 60), occasions, st.integers(0, 5), st.booleans())


def entries_of(made: list[tuple[int, Occasion, int, bool]]) -> list[Review]:
    day, found = DAY, []
    for place, (gap, occasion, quality, is_back) in enumerate(made):
        day += gap
        asked = quality if occasion.is_answer else None
        value = day + 1 if occasion in (Occasion.BURY, Occasion.DUE) else None
        entry = Review("a", occasion, day * 86_400_000, day, f"{place}", asked, value=value)
        found.append(replace(entry, retracted_at=1 if is_back else None))
    return found


logs = st.lists(steps, max_size=25).map(entries_of)


def sums_of(facts: list[AnswerFact], *, and_back: list[AnswerFact] | None = None) -> list[object]:
    counted = Counted()
    for fact in facts:
        counted.add("alpha", fact)
    for fact in and_back or []:
        counted.add("alpha", fact, -1)
    return [sums for *_, sums in counted.sums()]


@given(logs)
def test_there_is_one_fact_for_each_answer_that_counts(log: list[Review]) -> None:
    facts = facts_of(log, Policy())
    counting = [one for one in log if one.is_work and one.retracted_at is None]
    assert [one.day for one in facts] == [one.study_day for one in counting]
    for fact in facts:
        assert 0 <= fact.hour < 24
        assert fact.is_test == (fact.predicted_millionths > 0)
        if fact.is_test:
            edges = (0.0, *BAND_EDGES, 1.0)
            share = fact.predicted_millionths / MILLION
            assert edges[fact.band] - 1e-6 <= share <= edges[fact.band + 1] + 1e-6


@given(logs, logs)
def test_what_is_taken_out_of_the_sums_leaves_no_trace(
    kept: list[Review], gone: list[Review]
) -> None:
    mine, its = facts_of(kept, Policy()), facts_of(gone, Policy())
    assert sums_of(mine + its, and_back=its) == sums_of(mine)
    assert sums_of(mine + its, and_back=mine + its) == [{}, {}]


@given(logs)
def test_both_schedulers_are_scored_on_the_answers_that_test_a_prediction(
    log: list[Review],
) -> None:
    tests = [one for one in facts_of(log, Policy()) if one.is_test]
    found = scored(log, Policy())
    assert [one.day for one in found] == [one.day for one in tests]
    assert all(0 <= one.sm2 <= 1 and 0 < one.fsrs <= 1 for one in found)


@given(logs, st.lists(st.integers(0, 1500), min_size=1, max_size=6, unique=True))
def test_the_last_day_of_a_history_is_what_the_memory_says(
    log: list[Review], after: list[int]
) -> None:
    days = sorted(DAY + one for one in after)
    history = KnowledgeHistory(days)
    history.add("alpha", log, Policy())
    sums = history.topics["alpha"]
    assert sums.prompts == 1
    until = [one for one in log if one.study_day <= days[-1]]
    assert sums.seen[-1] == (not replay(until, Policy()).is_new)
    assert all(recall <= seen for seen, recall in zip(sums.seen, sums.recall, strict=True))


@given(st.integers(0, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_range_of_a_share_holds_it(pair: tuple[int, int]) -> None:
    share = Share(*pair)
    assert 0 <= share.low <= share.value <= share.high <= 1


@given(
    st.integers(1, 760_000),
    st.integers(0, 20_000),
    st.integers(2, 90),
    st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 99)), max_size=40),
)
def test_bars_lose_no_answer(
    first: int, length: int, most: int, work: list[tuple[int, int]]
) -> None:
    last = first + length
    days, starts = slots(first, last, most)
    assert len(starts) <= most
    assert starts[0] <= first
    assert last < starts[-1] + days
    rows: dict[int, tuple[int, ...]] = {}
    for offset, answers in work:
        rows[first + offset % (length + 1)] = (answers,)
    whole = sum(answers for (answers,) in rows.values())
    assert sum(sum(one) for one in add_up(rows, starts, days)) == whole


@given(st.integers(0, 500), st.lists(st.integers(0, 40), max_size=30), st.integers(0, 60))
def test_more_cards_a_day_never_clear_a_backlog_later(
    waiting: int, due: list[int], a_day: int
) -> None:
    slow, quick = backlog_days(waiting, due, a_day), backlog_days(waiting, due, a_day + 1)
    if slow is not None:
        assert quick is not None
        assert quick <= slow


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # each example has a learner
)
@given(
    st.lists(
        st.tuples(st.sampled_from(PROMPTS), st.integers(0, 5), st.integers(0, 90), st.booleans()),
        min_size=1,
        max_size=25,
    )
)
def test_what_is_read_adds_up_to_what_was_done(
    new_log: Callable[[], Logbook], clock: Clock, done: list[tuple[str, int, int, bool]]
) -> None:
    clock.set("2026-06-01T12:00:00")
    book = new_log()
    for prompt, quality, hours, and_back in done:
        clock.pass_time(hours=hours)
        book.answer(prompt, quality)
        if and_back:
            book.undo()
    left = [one for name in PROMPTS for one in book.history(name)]
    with book.app.app_context(), reading() as connection:
        who = learner(connection, book.learner_id)
        days = days_of(connection, who.id, 1)
        bands, hours_of = weeks_of(connection, who.id, 1)
        spread = spread_of(connection, who.id, DAY + 400)
        sample = sample_of(connection, who.id)
        logged = list(logs_of(connection, who.id, sample))
    assert sum(one.answers for one in days.values()) == len(left)
    assert sum(one.new_prompts for one in days.values()) == len({one.prompt_id for one in left})
    assert sum(answers for answers, *_ in bands.values()) == len(left)
    assert sum(one.whole for one in hours_of.values()) == len(left)
    tested = sum(one.young + one.mature for one in days.values())
    assert tested == sum(answers for band, (answers, *_) in bands.items() if band >= 0)
    asked = len({one.prompt_id for one in left})
    for measure in (spread.intervals, spread.easiness, spread.stability, spread.recall):
        assert measure.whole == asked
    assert sum(len(entries) for *_, entries in logged) == len(left)
    assert sample.is_whole
