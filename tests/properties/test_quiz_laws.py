"""Laws of quizzes: a seed decides them, nothing is asked twice, and scores keep their bounds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.quizzes import placement
from quizapp.core.quizzes.blueprints import SIZES, blueprint_of, quotas
from quizapp.core.quizzes.drawing import REST_DAYS, Item, available, draw
from quizapp.core.quizzes.evidence import Confidence
from quizapp.core.quizzes.item_statistics import correlation
from quizapp.core.quizzes.mistakes import standing
from quizapp.core.quizzes.records import QuizAnswer
from quizapp.core.quizzes.scoring import missed, tally, wilson

TODAY = 1000
KINDS = ["basic", "both", "cloze", "choice", "typed", "order", "output", "fix", "scenario", "tenth"]
seeds = st.text("0123456789abcdef", min_size=32, max_size=32)
sizes = st.sampled_from([*SIZES, 60])
topics = st.lists(
    st.sampled_from(["sql", "http", "git", "orchestration", "unheard-of"]), max_size=4
)


@st.composite
def pools(draw_from: st.DrawFn) -> list[Item]:
    """Prompts of some cards; a card has one topic, section and kind, and up to three prompts."""
    found = []
    for number in range(draw_from(st.integers(0, 40))):
        kind = draw_from(st.sampled_from(KINDS))
        topic = draw_from(st.sampled_from(["sql", "http"]))
        anchor = draw_from(st.sampled_from([None, "guide.md#a", "guide.md#b"]))
        level = draw_from(st.integers(1, 3))
        for part in range(draw_from(st.integers(1, 3))):
            seen = draw_from(st.none() | st.integers(TODAY - 20, TODAY))
            found.append(Item(f"{number}~{part}", str(number), topic, anchor, kind, level, seen))
    return draw_from(st.permutations(found))


@st.composite
def answers(draw_from: st.DrawFn) -> list[QuizAnswer]:
    """Answers to a few items over some days, in the order of time."""
    found: list[QuizAnswer] = []
    day = TODAY
    met: set[tuple[str, int]] = set()
    for number in range(draw_from(st.integers(0, 25))):
        day += draw_from(st.integers(0, 2))
        item = draw_from(st.sampled_from("abc"))
        score = draw_from(st.sampled_from([0.0, 0.5, 1.0]) | st.floats(0, 1))
        found.append(
            QuizAnswer(
                quiz_id=1,
                place=number,
                answer_id=str(number),
                prompt_id=item,
                content_hash="0",
                topic="sql",
                anchor=None,
                kind="choice",
                score=score,
                at=number,
                study_day=day,
                ways=draw_from(st.sampled_from([0, 2, 3, 5])),
                confidence=draw_from(st.none() | st.sampled_from(list(Confidence))),
                first_of_day=(item, day) not in met,
            )
        )
        met.add((item, day))
    return found


@given(pools(), sizes, topics, seeds, st.randoms())
def test_a_replayed_seed_gives_the_same_quiz_however_the_pool_comes(
    pool: list[Item], size: int, names: list[str], seed: str, chance: object
) -> None:
    turned = sorted(pool, key=lambda item: item.prompt_id, reverse=True)
    first = [item.prompt_id for item in turned[:2]]
    plan = blueprint_of(names)
    assert draw(pool, size, plan, seed, TODAY, first) == draw(
        turned, size, plan, seed, TODAY, first
    )


@given(pools(), sizes, topics, seeds)
def test_no_item_and_no_card_is_asked_twice_and_the_quiz_is_as_long_as_it_can_be(
    pool: list[Item], size: int, names: list[str], seed: str
) -> None:
    cards = {item.prompt_id: item.card_id for item in pool}
    drawn = draw(pool, size, blueprint_of(names), seed, TODAY)
    asked = [cards[one] for one in drawn]
    assert len(set(asked)) == len(asked) == min(size, available(pool))


@given(pools(), sizes, seeds)
def test_a_topics_quiz_asks_what_was_met_this_week_only_when_nothing_else_is_left(
    pool: list[Item], size: int, seed: str
) -> None:
    one_each = [item for item in pool if item.prompt_id.endswith("~0") and item.topic == "sql"]
    drawn = set(draw(one_each, size, blueprint_of(["sql"]), seed, TODAY))

    def weariness(item: Item) -> int:
        if item.last_seen_day is None or TODAY - item.last_seen_day > REST_DAYS:
            return 0
        return 2 if item.last_seen_day == TODAY else 1

    asked = [weariness(item) for item in one_each if item.prompt_id in drawn]
    left = [weariness(item) for item in one_each if item.prompt_id not in drawn]
    assert max(asked, default=0) <= min(left, default=2)


@given(pools(), sizes, seeds)
def test_nothing_of_today_is_asked_while_something_else_is_left(
    pool: list[Item], size: int, seed: str
) -> None:
    one_each = [item for item in pool if item.prompt_id.endswith("~0")]
    drawn = set(draw(one_each, size, blueprint_of(["sql", "http"]), seed, TODAY))
    of_today = {item.prompt_id for item in one_each if item.last_seen_day == TODAY}
    assert not drawn & of_today or not {item.prompt_id for item in one_each} - of_today - drawn


@given(pools(), sizes, seeds, st.data())
def test_missed_items_are_asked_first(
    pool: list[Item], size: int, seed: str, data: st.DataObject
) -> None:
    first = data.draw(st.lists(st.sampled_from(pool), max_size=5)) if pool else []
    wanted = {item.prompt_id for item in first}
    cards = len({item.card_id for item in first})
    drawn = draw(pool, size, blueprint_of(["sql"]), seed, TODAY, wanted)
    number = min(cards, size)
    assert all(one in wanted for one in drawn[:number])


@given(
    st.dictionaries(st.sampled_from(KINDS), st.floats(0.01, 100), min_size=1), st.integers(0, 80)
)
def test_quotas_add_up_and_are_off_by_less_than_one(weights: dict[str, float], size: int) -> None:
    given_out = quotas(weights, size)
    assert sum(given_out.values()) == size
    whole = sum(weights.values())
    for name, number in given_out.items():
        assert abs(number - size * weights[name] / whole) < 1 + 1e-9


@given(st.integers(0, 200), st.floats(0, 1))
def test_the_range_holds_the_share_and_never_leaves_0_to_1(asked: int, share: float) -> None:
    low, high = wilson(share * asked, asked)
    assert 0 <= low <= high <= 1
    if asked:
        assert low <= share <= high or abs(low - share) < 1e-9 or abs(high - share) < 1e-9
    else:
        assert (low, high) == (0, 1)


@given(answers())
def test_points_are_never_more_than_answers(given_answers: list[QuizAnswer]) -> None:
    found = tally(given_answers)
    assert 0 <= found.points <= found.asked == len(given_answers)
    assert len(missed(given_answers)) == sum(one.score < 1 for one in given_answers)


@given(answers())
def test_a_mistake_goes_only_after_two_days_of_right_answers(
    given_answers: list[QuizAnswer],
) -> None:
    left = {one.prompt_id: one for one in standing(given_answers)}
    for item in "abc":
        mine = [one for one in given_answers if one.prompt_id == item]
        misses = [n for n, one in enumerate(mine) if not one.is_right]
        after = mine[misses[-1] + 1 :] if misses else []
        since = {one.study_day for one in after if one.first_of_day}
        assert (item in left) == (bool(misses) and len(since) < 2)
        if item in left:
            assert left[item].right_days == len(since)


@given(answers(), st.integers(1, 12))
def test_a_right_answer_never_speaks_against_and_a_miss_never_for_knowing(
    given_answers: list[QuizAnswer], planned: int
) -> None:
    weight = 0.0
    for number, one in enumerate(given_answers, start=1):
        after = placement.evidence(given_answers[:number])
        if one.score == 1:
            assert after > weight
        if one.score == 0:
            assert after < weight
        weight = after
    decided = placement.outcome(given_answers, planned)
    assert decided is not placement.Outcome.GOING_ON or len(given_answers) < planned


@given(st.lists(st.integers(1, 3), min_size=1, max_size=10), st.lists(st.booleans(), max_size=10))
def test_a_placement_asks_each_question_once(levels: list[int], right: list[bool]) -> None:
    done: list[QuizAnswer] = []
    for number, is_right in enumerate(right):
        place = placement.next_place(levels, done)
        if place is None:
            break
        assert place not in {one.place for one in done}
        done.append(
            QuizAnswer(
                1, place, str(number), "a", "0", "sql", None, "typed", float(is_right), number, 1
            )
        )
    assert len(done) == min(len(levels), len(right))


@given(st.lists(st.text("abc", min_size=1, max_size=4), unique=True), st.data())
def test_passing_gives_each_new_card_one_interval_within_its_bounds(
    new: list[str], data: st.DataObject
) -> None:
    right = data.draw(st.lists(st.sampled_from(new), unique=True)) if new else []
    found = placement.seeds(new, [*right, "reviewed before"])
    assert found.keys() == set(new)
    low, high = placement.INFERRED_DAYS
    for one, seed in found.items():
        if one in right:
            assert seed.days == placement.ASKED_DAYS
        else:
            assert low <= seed.days <= high


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=50))
def test_a_correlation_is_within_its_bounds(pairs: list[tuple[float, float]]) -> None:
    found = correlation(pairs)
    assert found is None or -1 <= found <= 1
