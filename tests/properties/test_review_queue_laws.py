"""Laws of the queue: who is asked, in which order, and that nobody is forgotten or asked twice."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.review_queue import (
    SIBLING_GAP,
    Candidate,
    Limits,
    Step,
    plan,
    remaining,
    review_value,
)
from quizapp.core.reviews import ANSWERS, Occasion
from quizapp.core.scheduling.fsrs import FsrsMemory

TODAY = 1000

memories = st.builds(FsrsMemory, stability=st.floats(0.001, 36500), difficulty=st.floats(1.0, 10.0))


@st.composite
def candidates(draw: st.DrawFn, *, new: bool) -> list[Candidate]:
    """Prompts of some cards in some topics; a card has one topic and up to three prompts."""
    prefix = "new" if new else "due"
    found = []
    for number in range(draw(st.integers(0, 12))):
        topic = draw(st.sampled_from("abcd"))
        for part in range(draw(st.integers(1, 3))):
            card = f"{prefix}-{number}"
            memory = None if new else draw(memories)
            day = None if new else draw(st.integers(TODAY - 400, TODAY + 3))
            found.append(Candidate(f"{card}~{part}", card, topic, memory, day))
    return draw(st.permutations(found))


limits = st.builds(
    Limits, seconds=st.floats(0, 600), seconds_per_prompt=st.floats(0, 60), new=st.integers(0, 30)
)


@given(candidates(new=False), candidates(new=True), limits)
def test_a_plan_asks_each_at_most_once_and_due_before_new(
    due: list[Candidate], new: list[Candidate], limit: Limits
) -> None:
    asked = plan(due, new, limit, TODAY).prompt_ids
    assert len(set(asked)) == len(asked)
    assert set(asked) <= {one.prompt_id for one in [*due, *new]}
    kinds = [one.startswith("new") for one in asked]
    assert kinds == sorted(kinds)


@given(candidates(new=False), candidates(new=True), limits)
def test_a_plan_fills_the_time_and_never_more(
    due: list[Candidate], new: list[Candidate], limit: Limits
) -> None:
    made = plan(due, new, limit, TODAY)
    room = max(1, int(limit.seconds // max(1.0, limit.seconds_per_prompt)))
    asked_due = [one for one in made.prompt_ids if one.startswith("due")]
    assert len(asked_due) == min(room, len(due))
    assert made.waiting == len(due) - len(asked_due)
    fresh = [one for one in made.prompt_ids if one.startswith("new")]
    assert len(fresh) == min(limit.new, room - len(asked_due), len(new))
    assert set(fresh) == {one.prompt_id for one in new[: len(fresh)]}


@given(candidates(new=False), limits)
def test_what_waits_is_worth_no_more_than_what_is_asked(
    due: list[Candidate], limit: Limits
) -> None:
    asked = set(plan(due, [], limit, TODAY).prompt_ids)
    worth = {one.prompt_id: review_value(one, TODAY) for one in due}
    waiting = [value for name, value in worth.items() if name not in asked]
    if waiting:
        assert max(waiting) <= min(worth[name] for name in asked)


@given(candidates(new=False), limits)
def test_a_plan_does_not_depend_on_the_order_of_reading(
    due: list[Candidate], limit: Limits
) -> None:
    turned = list(reversed(due))
    assert plan(due, [], limit, TODAY) == plan(turned, [], limit, TODAY)


@given(candidates(new=False), candidates(new=True))
def test_siblings_and_topics_stand_apart_wherever_others_are_left(
    due: list[Candidate], new: list[Candidate]
) -> None:
    by_id = {one.prompt_id: one for one in [*due, *new]}
    made = plan(due, new, Limits(10_000, 1.0, 1000), TODAY)
    order = [by_id[name] for name in made.prompt_ids]
    assert len(order) == len(by_id)
    for place, one in enumerate(order):
        recent = {other.card_id for other in order[max(0, place - SIBLING_GAP) : place]}
        later = rest_of_part(order, place)
        if one.card_id in recent:
            assert all(other.card_id in recent for other in later)
        elif place and one.topic == order[place - 1].topic:
            others = [other for other in later if other.topic != one.topic]
            assert all(other.card_id in recent for other in others)


def rest_of_part(order: Sequence[Candidate], place: int) -> list[Candidate]:
    """What is asked after a place, among the due ones or among the new ones."""
    part = order[place].prompt_id[:3]
    return [one for one in order[place + 1 :] if one.prompt_id.startswith(part)]


prompts = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)
answers = st.builds(
    Step,
    st.sampled_from("abcdefghij"),
    st.sampled_from(sorted(ANSWERS)),
    st.integers(0, 5),
)
marks = st.builds(
    Step,
    st.sampled_from("abcdefghij"),
    st.sampled_from(sorted(set(Occasion) - ANSWERS)),
    st.none(),
)
steps = st.lists(answers | marks, max_size=30)
drill_below = st.sampled_from([3, 4])


@given(prompts, st.lists(st.integers(0, 5), max_size=40), drill_below)
def test_each_is_asked_once_before_any_is_asked_twice(
    planned: list[str], grades: list[int], below: int
) -> None:
    asked: list[str] = []
    done: list[Step] = []
    for grade in grades:
        left = remaining(planned, done, below)
        if not left:
            break
        asked.append(left[0])
        done.append(Step(left[0], Occasion.REVIEW, grade))
    assert asked[: len(planned)] == planned[: len(asked)]


@given(prompts, steps, drill_below)
def test_a_queue_ends_when_each_has_passed(
    planned: list[str], before: list[Step], below: int
) -> None:
    left = remaining(planned, before, below)
    passed = [Step(name, Occasion.DRILL, below) for name in left]
    assert remaining(planned, [*before, *passed], below) == ()


@given(prompts, steps, drill_below, st.integers(0, 4))
def test_what_lapses_comes_back_after_all_others(
    planned: list[str], before: list[Step], below: int, grade: int
) -> None:
    left = remaining(planned, before, below)
    if left:
        after = remaining(planned, [*before, Step(left[0], Occasion.REVIEW, grade)], below)
        assert after == (left[1:] + left[:1] if grade < below else left[1:])


@given(prompts, steps, drill_below, st.integers(0, 30))
def test_a_queue_is_the_same_whether_folded_at_once_or_in_two_parts(
    planned: list[str], done: list[Step], below: int, cut: int
) -> None:
    half = remaining(planned, done[:cut], below)
    assert remaining(half, done[cut:], below) == remaining(planned, done, below)


@given(prompts, st.lists(answers, max_size=30), drill_below)
def test_no_prompt_stands_in_a_queue_twice(
    planned: list[str], done: list[Step], below: int
) -> None:
    left = remaining(planned, done, below)
    assert len(set(left)) == len(left)
    last = {step.prompt_id: step.quality for step in done}
    for name in {*planned, *last}:
        quality = last.get(name)
        waits = name in planned if quality is None else quality < below
        assert (name in left) == waits
