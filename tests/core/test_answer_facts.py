"""What statistics keep of an answer: grade, hour, time, and whether it tests a prediction."""

from __future__ import annotations

from dataclasses import replace

from quizapp.core.answer_facts import (
    MILLION,
    NO_BAND,
    AnswerFact,
    facts_of,
    first_day_of,
    week_of,
)
from quizapp.core.replay import Memory, Policy, advance
from quizapp.core.reviews import LONGEST_COUNTED_MS, Occasion, Review
from quizapp.core.study_day import date_of

DAY = 739_768
HOUR = 3_600_000
MIDNIGHT = 1_780_272_000_000  # 1 June 2026, UTC


def entry(day: int, quality: int | None = 4, occasion: Occasion = Occasion.REVIEW) -> Review:
    return Review("a", occasion, MIDNIGHT + 9 * HOUR, DAY + day, f"{day}", quality, seconds=8.0)


def facts(*entries: Review) -> list[AnswerFact]:
    return facts_of(entries, Policy())


def test_the_first_answer_tests_no_prediction_and_is_new() -> None:
    [fact] = facts(entry(0))
    assert (fact.day, fact.hour, fact.grade, fact.milliseconds) == (DAY, 9, 3, 8000)
    assert fact.was_new
    assert not fact.is_test
    assert (fact.band, fact.predicted_millionths) == (NO_BAND, 0)


def test_an_answer_on_a_later_day_tests_what_fsrs_predicted() -> None:
    first, second = entry(0), entry(1, 2)
    _, fact = facts(first, second)
    memory = advance(Memory(), first, Policy())
    assert fact.is_test
    assert fact.predicted_millionths == round(memory.recall(DAY + 1) * MILLION)
    assert fact.grade == 1
    assert not fact.was_new


def test_a_second_answer_on_the_same_day_tests_nothing() -> None:
    *_, fact = facts(entry(0), entry(3, 2), entry(3, 4, Occasion.DRILL))
    assert fact.grade == 3
    assert not fact.is_test


def test_a_quiz_asks_for_no_recall() -> None:
    [quiz] = facts(entry(0, 5, Occasion.QUIZ))
    assert quiz.grade == 0
    assert not quiz.was_new


def test_a_placement_is_no_work_and_the_answer_after_it_tests_what_it_promised() -> None:
    [later] = facts(replace(entry(2), occasion=Occasion.PLACEMENT), entry(5))
    assert (later.day, later.was_new, later.is_test) == (DAY + 5, False, True)


def test_marks_and_entries_taken_back_count_for_nothing() -> None:
    taken_back = replace(entry(1), retracted_at=5)
    assert len(facts(entry(0), entry(0, None, Occasion.FLAG), taken_back)) == 1


def test_an_interval_of_three_weeks_makes_a_card_mature() -> None:
    days = (0, 1, 7, 22, 60)  # SM-2 sets 1, 6, 15 and then 38 days
    found = facts(*(entry(day) for day in days))
    assert [one.was_mature for one in found] == [False, False, False, False, True]


def test_the_hour_is_that_of_the_learners_clock() -> None:
    late = replace(entry(0), at=MIDNIGHT + 23 * HOUR, offset_minutes=120)
    west = replace(entry(0), at=MIDNIGHT, offset_minutes=-90)
    assert facts(late)[0].hour == 1
    assert facts(west)[0].hour == 22


def test_no_answer_counts_for_more_than_a_minute_or_for_less_than_nothing() -> None:
    assert facts(replace(entry(0), seconds=4000.0))[0].milliseconds == LONGEST_COUNTED_MS
    assert facts(replace(entry(0), seconds=-3.0))[0].milliseconds == 0


def test_weeks_begin_on_mondays() -> None:
    for day in range(DAY, DAY + 15):
        monday = first_day_of(week_of(day))
        assert date_of(monday).weekday() == 0
        assert 0 <= day - monday < 7
