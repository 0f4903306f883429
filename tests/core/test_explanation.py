"""Why a prompt comes when it comes, in sentences with its own numbers."""

from __future__ import annotations

from quizapp.core.explanation import account, due_in_words, steps_of
from quizapp.core.replay import Policy
from quizapp.core.reviews import Occasion, Review

DAY = 739_768  # Monday 1 June 2026
SM2, FSRS = Policy("sm2"), Policy("fsrs")


def told(entries: list[Review], policy: Policy = SM2, today: int = DAY) -> str:
    return " ".join(account(steps_of(entries, policy), policy, today))


def answer(
    day: int, quality: int, occasion: Occasion = Occasion.REVIEW, retracted_at: int | None = None
) -> Review:
    return Review(
        "sky",
        occasion,
        0,
        DAY + day,
        f"{day}",
        quality,
        content_hash="x",
        retracted_at=retracted_at,
    )


def mark(day: int, occasion: Occasion, value: int | None = None) -> Review:
    return Review("sky", occasion, 0, DAY + day, f"{day}", value=value)


def test_it_shows_the_arithmetic_of_sm2() -> None:
    text = told([answer(0, 4), answer(1, 4), answer(7, 4)], today=DAY + 7)
    assert (
        "You graded it Good three times in a row: 1 day, then 6 days, then 6 × 2.50 = 15 days."
        in text
    )
    assert "Last answered on Monday 8 June 2026; due on Tuesday 23 June 2026, in 15 days." in text
    assert "The chance that you recall it today is 100 %, by FSRS." in text


def test_it_says_that_fractions_of_a_day_are_rounded_up() -> None:
    entries = [answer(0, 5), answer(1, 5), answer(7, 5), answer(24, 5), answer(71, 4)]
    text = told(entries, today=DAY + 71)
    assert "Your last grades were Easy, Easy, Easy and Good: …, then 6 days" in text
    assert (
        "then 17 × 2.80 = 47.6, rounded up to 48 days, then 48 × 2.90 = 139.2, rounded up" in text
    )
    assert "its easiness is 2.90" in text


def test_it_starts_over_after_a_failure() -> None:
    text = told([answer(0, 4), answer(1, 4), answer(7, 2)], today=DAY + 7)
    assert "You graded it Again, so SM-2 starts it over: 1 day, then 6." in text
    assert "It comes again today, until you grade it Good" in text
    assert "You graded it Good once: 1 day." in told([answer(0, 2), answer(1, 4)], today=DAY + 1)


def test_it_passes_over_drills_quizzes_and_what_was_taken_back() -> None:
    drilled = [answer(0, 3), answer(0, 4, Occasion.DRILL), answer(0, 2, Occasion.QUIZ)]
    assert "You graded it Hard once: 1 day." in told(drilled)
    undone = [answer(0, 4), answer(1, 2, retracted_at=1)]
    assert "You graded it Good once: 1 day." in told(undone)


def test_it_shows_stability_difficulty_and_aim_of_fsrs() -> None:
    text = told([answer(0, 4), answer(2, 4)], FSRS, DAY + 2)
    assert "FSRS puts its stability at 11.0 days" in text
    assert "its difficulty at 2.1 on a scale of 1 to 10." in text
    assert "You aim at a recall of 90 %, which makes 11 days" in text


def test_it_says_what_moved_the_day_since() -> None:
    learned = [answer(0, 4), answer(1, 4)]
    moved = told([*learned, mark(2, Occasion.DUE, DAY + 30)], today=DAY + 2)
    assert "On Wednesday 3 June 2026 you set its day to Wednesday 1 July 2026." in moved
    changed = told([*learned, mark(2, Occasion.REVISED)], today=DAY + 2)
    assert "its meaning changed, so it comes within 3 days of that." in changed
    assert "meaning" not in told([*learned, mark(2, Occasion.REVISED), answer(5, 4)])


def test_it_says_why_it_is_not_asked() -> None:
    assert "You have not answered it yet." in told([])
    assert "suspended" in told([mark(0, Occasion.SUSPEND)])
    assert "You put it off until Tuesday 2 June" in told([mark(0, Occasion.BURY, DAY + 1)])
    reset = told([answer(0, 4), mark(1, Occasion.RESET)], today=DAY + 1)
    assert "It was reset on Tuesday 2 June 2026" in reset


def test_it_words_due_days() -> None:
    words = [due_in_words(DAY + days, DAY) for days in (-2, -1, 0, 1, 4)]
    assert words == ["2 days late", "1 day late", "today", "tomorrow", "in 4 days"]
