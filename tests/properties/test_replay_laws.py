"""Laws of the log: the cache is its replay, whatever the order, and undo undoes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.core.replay import Memory, Policy, advance, replay
from quizapp.core.reviews import ANSWERS, Occasion, Review
from tests.support.logbook import Logbook
from tests.support.moments import Clock

FIXTURES = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
SEEN = ("sky", "list-files", "pick")

policies = st.builds(Policy, st.sampled_from(["sm2", "fsrs"]), st.sampled_from([0.7, 0.9, 0.97]))
days = st.integers(739000, 741000)


def entry(occasion: Occasion, day: int, quality: int, prompt: str = "sky") -> Review:
    """One entry, with a quality if it is an answer and a day if the mark needs one."""
    return Review(
        prompt_id=prompt,
        occasion=occasion,
        at=day * 86_400_000,
        study_day=day,
        answer_id="",
        quality=quality if occasion in ANSWERS else None,
        value=day + quality if occasion in (Occasion.BURY, Occasion.DUE) else None,
    )


entries = st.builds(entry, st.sampled_from(list(Occasion)), days, st.integers(0, 5))
histories = st.lists(entries, max_size=25)


@given(histories, policies)
def test_a_memory_is_the_fold_of_its_log(history: list[Review], policy: Policy) -> None:
    memory = Memory()
    for one in history:
        memory = advance(memory, one, policy)
    assert memory == replay(history, policy)
    assert memory.entries == len(history)


@given(histories, entries, st.integers(0, 25), policies)
def test_an_entry_that_was_taken_back_leaves_no_trace(
    history: list[Review], other: Review, place: int, policy: Policy
) -> None:
    taken_back = replace(other, retracted_at=1)
    with_it = [*history[:place], taken_back, *history[place:]]
    assert replay(with_it, policy) == replay(history, policy)


@given(histories, policies)
def test_a_memory_never_leaves_its_bounds(history: list[Review], policy: Policy) -> None:
    memory = replay(history, policy)
    assert 0 <= memory.interval_days <= 36_500
    assert memory.sm2.easiness >= 130
    assert 0 <= memory.reviews <= memory.entries
    assert 0 <= memory.lapses <= memory.reviews
    if memory.fsrs is not None:
        assert 0.001 <= memory.fsrs.stability <= 36_500
        assert 1 <= memory.fsrs.difficulty <= 10
    if memory.is_new:
        assert (memory.due_day, memory.drill_day, memory.last_day) == (None, None, None)
    else:
        assert 0.0 <= memory.recall(742_000) <= 1.0


@given(histories, policies, st.sampled_from(sorted(ANSWERS - {Occasion.DRILL, Occasion.QUIZ})))
def test_an_answer_never_makes_a_prompt_due_before_the_next_day(
    history: list[Review], policy: Policy, occasion: Occasion
) -> None:
    for quality in range(6):
        given_now = entry(occasion, 741_000, quality)
        after = advance(replay(history, policy), given_now, policy)
        assert after.due_day is not None
        assert after.due_day > given_now.study_day
        assert after.interval_days >= 1


@given(histories, policies)
def test_a_drill_leaves_the_plan_of_sm2_as_it_is(history: list[Review], policy: Policy) -> None:
    first = entry(Occasion.REVIEW, 741_000, 2)
    before = replay([*history, first], policy)
    after = advance(before, entry(Occasion.DRILL, 741_000, 2), policy)
    assert after.sm2 == before.sm2
    assert after.lapses == before.lapses
    if policy.scheduler == "sm2":
        assert after.scheduled_day == before.scheduled_day


@given(histories, policies)
def test_no_prompt_is_lost_between_new_and_due(history: list[Review], policy: Policy) -> None:
    memory = replay(history, policy)
    assert memory.is_new == (memory.due_day is None)


@given(histories)
def test_both_schedulers_know_the_same_whichever_decides(history: list[Review]) -> None:
    one, other = replay(history, Policy("sm2")), replay(history, Policy("fsrs"))
    assert (one.sm2, one.fsrs, one.reviews) == (other.sm2, other.fsrs, other.reviews)
    assert (one.suspended, one.flagged, one.buried_until) == (
        other.suspended,
        other.flagged,
        other.buried_until,
    )


steps = st.lists(
    st.tuples(st.sampled_from(SEEN), st.integers(0, 5), st.booleans()), min_size=1, max_size=12
)


@given(made=steps, dice=st.randoms(use_true_random=False), policy=policies)
@settings(FIXTURES, max_examples=40)
def test_the_order_of_distinct_prompts_does_not_matter(
    made: list[tuple[str, int, bool]],
    dice: Any,
    policy: Policy,
    new_log: Callable[[], Logbook],
    clock: Clock,
) -> None:
    clock.set("2026-06-01T12:00:00")
    one, other = new_log(), new_log()
    turns = [prompt for prompt, _, _ in made]
    dice.shuffle(turns)
    waiting = {name: [step for step in made if step[0] == name] for name in SEEN}
    shuffled = [waiting[name].pop(0) for name in turns]
    for book, order in ((one, made), (other, shuffled)):
        book.choose(policy)
        book.start()
        for prompt, quality, is_mark in order:
            if is_mark:
                book.mark(prompt, Occasion.FLAG if quality % 2 else Occasion.SUSPEND)
            else:
                book.answer(prompt, quality)
    assert compared(one) == compared(other)


def compared(book: Logbook) -> dict[str, list[dict[str, Any]]]:
    """What follows from a learner's log, without what says whose it is."""
    rows = book.tables(book.learner_id)
    found = {}
    for name in ("memories", "due_counts", "topic_recalls", "day_totals"):
        found[name] = [{**row, "learner_id": 0} for row in rows[name] if row.get("prompts", 1)]
    return found


@given(sent=st.lists(st.tuples(st.integers(0, 9), st.sampled_from(SEEN)), min_size=1, max_size=25))
@settings(FIXTURES, max_examples=30)
def test_answers_sent_any_number_of_times_count_once_each(
    sent: list[tuple[int, str]], new_log: Callable[[], Logbook]
) -> None:
    book = new_log()
    ids = [book.minted() for _ in range(10)]
    accepted = [number for number, prompt in sent if book.answer(prompt, 4, ids[number])]
    assert accepted == list(dict.fromkeys(number for number, _ in sent))
    rows = book.tables(book.learner_id)["reviews"]
    assert [row["answer_id"] for row in rows] == [ids[number] for number in accepted]
    assert [row["seq"] for row in rows] == list(range(1, len(rows) + 1))
