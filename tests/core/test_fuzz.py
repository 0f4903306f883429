"""The fuzz that spreads due days: its range, and that it is the same every time."""

from __future__ import annotations

import pytest

from quizapp.core.scheduling.fuzz import fuzz_days
from quizapp.core.scheduling.sm2 import MAX_INTERVAL_DAYS


def fuzzed(interval: int, at_least: int = 0, draws: int = 600) -> list[int]:
    return [interval + fuzz_days(interval, f"prompt:{n}", at_least) for n in range(draws)]


@pytest.mark.parametrize("interval", [0, 1, 2])
def test_it_leaves_the_shortest_intervals_alone(interval: int) -> None:
    assert set(fuzzed(interval)) == {interval}


@pytest.mark.parametrize(
    ("interval", "shortest", "longest"),
    [
        (3, 2, 4),  # reach 1 + 0.15 x 0.5 = 1.075
        (4, 3, 5),  # 1.225
        (7, 5, 9),  # 1.675
        (10, 8, 12),  # 1.975
        (20, 17, 23),  # 2.975
        (30, 27, 33),  # 3.475: 26.525 and 33.475
        (100, 93, 107),  # 6.975
        (1000, 948, 1052),  # 51.975
        (36_000, 34_198, MAX_INTERVAL_DAYS),  # 1801.975, and the century
        (36_500, 34_673, MAX_INTERVAL_DAYS),  # 1826.975
    ],
)
def test_it_stays_within_the_rounded_range(interval: int, shortest: int, longest: int) -> None:
    found = fuzzed(interval)
    assert shortest <= min(found)
    assert max(found) <= longest
    if longest - shortest < 30:
        assert set(found) == set(range(shortest, longest + 1))


def test_it_makes_every_day_of_the_range_about_equally_likely() -> None:
    found = fuzzed(10, draws=10_000)
    assert all(1_850 < found.count(day) < 2_150 for day in range(8, 13))


def test_it_draws_the_same_for_the_same_seed_on_every_machine() -> None:
    # Values pinned on the first run: sha256 is the same everywhere, Python's own hash is not.
    assert [fuzz_days(100, f"card-1/0:{count}") for count in range(6)] == [7, -5, 3, 1, -3, 4]
    assert fuzz_days(100, "card-1/0:3") == fuzz_days(100, "card-1/0:3")


def test_it_never_makes_a_passed_interval_shorter_than_the_old_one() -> None:
    assert set(fuzzed(30, at_least=29)) == set(range(29, 34))


def test_it_only_lengthens_an_interval_that_is_already_shorter_than_the_old_one() -> None:
    assert set(fuzzed(30, at_least=45)) == set(range(30, 34))


def test_it_reads_every_seed() -> None:
    assert -7 <= fuzz_days(100, "") <= 7
    assert -7 <= fuzz_days(100, "karta/żółć/日本:9") <= 7
