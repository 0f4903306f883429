"""What Check quizzes found of a topic, and the gap between cards and quizzes."""

from __future__ import annotations

import pytest

from quizapp.core.checked_topics import Verdict, checked_of, expected_score, gap_of
from quizapp.core.mastery_words import check_in_words, gap_in_words
from quizapp.core.quizzes.evidence import CheckedAnswer


def answer(
    score: float = 1.0,
    day: int = 1,
    predicted: float | None = 0.9,
    ways: int = 0,
    *,
    self_marked: bool = False,
) -> CheckedAnswer:
    return CheckedAnswer(
        card_id="sky",
        topic="alpha",
        anchor=None,
        kind="typed",
        day=day,
        at=day * 86_400_000,
        score=score,
        ways=ways,
        confidence=None,
        self_marked=self_marked,
        predicted=predicted,
    )


def some(right: int, wrong: int, predicted: float = 0.9) -> list[CheckedAnswer]:
    scores = [1.0] * right + [0.0] * wrong
    return [answer(score, predicted=predicted) for score in scores]


def test_nothing_comes_from_nothing() -> None:
    checked = checked_of([])
    assert checked.share is None
    assert (checked.low, checked.high, checked.is_enough) == (None, None, False)
    assert gap_of(checked).verdict is Verdict.UNKNOWN
    assert check_in_words(checked, None) == "no checked answers yet"


def test_the_newest_twenty_count() -> None:
    checked = checked_of([*some(0, 30), *some(16, 4)])
    assert (checked.answers, checked.score) == (20, 16)
    assert (round(checked.low or 0, 2), round(checked.high or 0, 2)) == (0.66, 0.89)


def test_self_marked_answers_that_were_not_read_are_counted_as_well() -> None:
    assert check_in_words(checked_of([], 3), None).endswith("(3 self-marked answers kept apart)")
    assert checked_of([answer(self_marked=True)], 3).self_marked == 4


def test_one_day_is_not_enough_and_two_are() -> None:
    assert not checked_of(some(20, 0)).is_enough
    assert checked_of([*some(10, 0), answer(day=2)]).is_enough
    assert not checked_of([*some(5, 0), answer(day=2)]).is_enough


def test_what_the_learner_marked_is_kept_apart() -> None:
    checked = checked_of([answer(self_marked=True), answer(0.0, self_marked=True)])
    assert (checked.answers, checked.self_marked) == (0, 2)
    assert "2 self-marked answers kept apart" in check_in_words(checked, None)


def test_luck_is_added_where_options_are_offered() -> None:
    assert expected_score(answer(predicted=0.5, ways=4)) == pytest.approx(0.625)
    assert expected_score(answer(predicted=0.5, ways=10)) == pytest.approx(0.55)
    assert expected_score(answer(predicted=0.5)) == 0.5


@pytest.mark.parametrize(
    ("right", "wrong", "predicted", "verdict", "words"),
    [
        (14, 6, 0.95, Verdict.KIND, "you grade yourself kindly here"),
        (18, 2, 0.9, Verdict.FAIR, "you grade yourself fairly here"),
        (19, 1, 0.5, Verdict.STRICT, "you grade yourself strictly here"),
    ],
)
def test_the_gap_is_told_with_its_uncertainty(
    right: int, wrong: int, predicted: float, verdict: Verdict, words: str
) -> None:
    gap = gap_of(checked_of(some(right, wrong, predicted=predicted)))
    assert gap.verdict is verdict
    said = gap_in_words(gap)
    assert words in said
    assert said.startswith(f"cards say {predicted:.2f}".replace("0.", "."))
    assert "–" in said


def test_below_ten_answers_there_is_no_gap() -> None:
    gap = gap_of(checked_of(some(5, 4)))
    assert (gap.cards, gap.quizzes) == (None, None)
    assert gap_in_words(gap) == (
        "Too few checked answers to compare: 9 of the 10 that a comparison takes."
    )
