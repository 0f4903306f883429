"""Figures of questions: none below thirty answers, and flags with their reasons."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.core.quizzes.item_statistics import Attempt, ItemFigures, correlation, figures


def attempts(
    number: int, right_until: int, content_hash: str = "h", **more: object
) -> list[Attempt]:
    """Attempts of which the first ones are right, given by ever weaker learners."""
    return [
        Attempt(
            "q",
            content_hash,
            1.0 if n < right_until else 0.0,
            10.0 + n,
            1 - n / number,
            ("key",) if n < right_until else ("a" if n % 2 else "b",),
            3,
            "The key" if n < right_until else "A" if n % 2 else "B",
        )
        for n in range(number)
    ]


def only(found: list[ItemFigures]) -> ItemFigures:
    (one,) = found
    return one


def test_it_says_nothing_from_twenty_nine_answers() -> None:
    found = only(figures(attempts(29, 15)))
    assert (found.is_enough, found.facility, found.flags) == (False, None, ())


def test_it_measures_a_good_question_without_flags() -> None:
    found = only(figures(attempts(30, 18)))
    assert found.facility == pytest.approx(0.6)
    assert found.discrimination is not None
    assert found.discrimination > 0.8
    assert found.median_seconds == 24.5
    assert found.pick_rates == {"key": 0.6, "a": pytest.approx(0.2), "b": pytest.approx(0.2)}
    assert found.flags == ()


@pytest.mark.parametrize(
    ("right", "flag"), [(5, "too hard"), (40, "too easy"), (39, "dead option")]
)
def test_it_flags_what_is_too_hard_too_easy_or_dead(right: int, flag: str) -> None:
    assert flag in only(figures(attempts(40, right))).flags


def test_it_flags_what_the_best_get_wrong() -> None:
    turned = [
        Attempt("q", "h", one.score, one.seconds, 1 - (one.rest or 0), one.chosen, 3)
        for one in attempts(40, 20)
    ]
    flags = only(figures(turned)).flags
    assert "does not discriminate" in flags
    assert "suspect key" in flags


def test_it_counts_each_version_of_a_card_by_itself() -> None:
    both = [*attempts(30, 18), *attempts(12, 3, "older")]
    assert [(one.content_hash, one.attempts) for one in figures(both)] == [
        ("h", 30),
        ("older", 12),
    ]


def test_each_version_has_its_own_key_and_the_texts_that_were_picked() -> None:
    older = [replace(one, chosen=(f"old-{one.chosen[0]}",)) for one in attempts(30, 18, "older")]
    now, before = figures([*attempts(30, 18), *older])
    assert (now.key, before.key) == (("key",), ("old-key",))
    assert before.picked == {"old-key": "The key", "old-a": "A", "old-b": "B"}
    assert "suspect key" not in before.flags


def test_options_that_are_chosen_together_are_told_apart() -> None:
    pair = Attempt("q", "h", 1.0, 9.0, 1.0, ("b", "a"), 3, "B; A")
    unclear = Attempt("q", "h", 0.5, 9.0, 1.0, ("c", "a"), 3, "C; with a semicolon; A")
    found = only(figures([pair, unclear] * 15))
    assert found.key == ("a", "b")
    assert found.picked == {"a": "A", "b": "B"}


def test_it_asks_for_rests_before_it_speaks_of_discrimination() -> None:
    alone = [Attempt("q", "h", one.score, 1, None, one.chosen, 3) for one in attempts(30, 18)]
    assert only(figures(alone)).discrimination is None


def test_nothing_is_correlated_with_what_does_not_vary() -> None:
    assert correlation([(1.0, 0.5), (1.0, 0.2)]) is None
    assert correlation([(1.0, 0.0), (0.0, 1.0)]) == pytest.approx(-1)
