"""FSRS-6 against py-fsrs, and the promises of its functions."""

from __future__ import annotations

import re

import pytest

from quizapp.core.errors import InvalidInput
from quizapp.core.scheduling.fsrs import (
    DEFAULT_WEIGHTS,
    FsrsMemory,
    interval,
    recall,
    review,
)

# Provenance: py-fsrs 6.3.2 (PyPI `fsrs`, MIT), Scheduler(enable_fuzzing=False, learning_steps=(),
# relearning_steps=()), reviews exactly whole days of 24 hours apart, 9 significant digits.
# A history is grade@+days since the last review; below it, after each review: stability,
# difficulty, recall just before, interval at a retention of 0.9.  One change: py-fsrs does not
# limit stability (it has 52748.6782 where 36500.0 stands); fsrs-rs and we do.
FROM_PY_FSRS = """
1@+0
           0.212      6.4133            -      1
2@+0
          1.2931  5.11217071            -      1
3@+0
          2.3065  2.11810397            -      2
4@+0
          8.2956         1.0            -      8
3@+0,3@+2,3@+11,3@+46
          2.3065  2.11810397            -      2
      10.9643323  2.11121424  0.909493256     11
      46.2802173  2.10433139  0.899776718     46
      162.862202  2.09745543  0.900416694    163
3@+0,3@+0,2@+0,1@+0,4@+0
          2.3065  2.11810397            -      2
          2.3065  2.11121424          1.0      2
          2.3065  4.74828476          1.0      2
     0.775083983  8.25902528          1.0      1
      1.42469377  7.66250103          1.0      1
1@+0,1@+1,1@+1,3@+1,3@+3
           0.212      6.4133            -      1
      0.10088579  8.80630447   0.76619573      1
    0.0550345301  9.59286877   0.69368176      1
     0.329365459  9.57850427  0.636029862      1
       1.3104052  9.56415413  0.701898638      1
4@+0,4@+8,2@+40,1@+60,3@+0,3@+3
          8.2956         1.0            -      8
      65.6242262         1.0  0.902473301     66
      138.533349  4.01060897  0.930309072    139
      3.95946913  8.01655627  0.946892569      4
      3.95946913  8.00376808          1.0      4
      8.10138594  7.99099268   0.91791011      8
2@+0,2@+1,2@+1,2@+5,1@+30,1@+0,3@+1
          1.2931  5.11217071            -      1
      3.24941177  6.74045951  0.916669719      3
      4.68264228   7.8213935  0.960157403      5
      8.58912192  8.53896785  0.895431924      9
      1.47991052  9.50499704  0.795084196      1
     0.512049098  9.82252426          1.0      1
      1.07603452  9.80793011  0.847935745      1
3@+0,3@+400,4@+4000,4@+30000,3@+36500
          2.3065  2.11810397            -      2
      65.6048203  2.11121424  0.452549715     66
      1667.16023         1.0  0.530825769   1667
        21435.17         1.0  0.636932783  21435
         36500.0         1.0  0.859505082  36500
3@+0,1@+2,2@+0,3@+1,4@+6,3@+25,1@+90,3@+4
          2.3065  2.11810397            -      2
     0.607580106  7.39450274  0.909493256      1
     0.607580106  8.25557787          1.0      1
      1.97223673  8.24255066  0.862310383      2
      11.7343535  7.64052136  0.808084871     12
      34.7760206  7.62810921  0.840384845     35
      2.73694653    9.205604   0.82299665      3
      5.63587278  9.19162676  0.871893638      6
3@+0,4@+5,2@+1,3@+0,3@+60,3@+5,4@+1,1@+21
          2.3065  2.11810397            -      2
      32.0132229         1.0  0.838861427     32
      34.6137718  4.01060897  0.995359567     35
      34.6137718  4.00182673          1.0     35
      139.032239  3.99305327  0.858024957    139
      150.866333  3.98428859  0.994671399    151
      155.309007  1.95934654  0.999001731    155
      4.07439288  7.34232025  0.980988565      4
"""

# The default weights, each moved by up to 30 % at random.
OTHER_WEIGHTS = (
    0.2418, 1.1548, 2.1816, 8.3883, 8.3272, 0.8746, 3.7092, 0.001, 1.3639, 0.1678, 0.8624,
    1.273, 0.054, 0.1928, 1.8205, 0.5994, 2.1987, 0.452, 0.0646, 0.0627, 0.1513,
)  # fmt: skip

FROM_PY_FSRS_WITH_OTHER_WEIGHTS = """
3@+0,3@+2,3@+11,3@+46
          2.1816  3.57719917            -      2
       6.8829498  3.56916115  0.905826629      7
       24.757691  3.56113117  0.864969851     25
      81.7647971  3.55310922  0.852555245     82
3@+0,3@+0,2@+0,1@+0,4@+0
          2.1816  3.57719917            -      2
          2.1816  3.56916115          1.0      2
          2.1816  6.20884386          1.0      2
       0.8661892  9.31997291          1.0      1
      1.41418622  9.02621055          1.0      1
1@+0,1@+1,1@+1,3@+1,3@+3
          0.2418      8.3272            -      1
    0.0722394625  9.69186643  0.780092993      1
    0.0280905276  9.93144399  0.664286151      1
     0.121555795  9.91705173  0.579476268      1
     0.413508756  9.90267386  0.611395155      1
4@+0,4@+8,2@+40,1@+60,3@+0,3@+3
          8.3883         1.0            -      8
      52.3421473         1.0  0.903204815     52
      99.0343862  4.70002998  0.917305123     99
      1.90045286  9.05508916  0.930501471      2
      1.90045286  9.04157326          1.0      2
      3.50215879  9.02807087  0.865962911      4
"""


def histories(table: str) -> list[tuple[str, list[str]]]:
    blocks = re.findall(r"^(\S+)\n((?:    .+\n)+)", table, re.MULTILINE)
    return [(history, rows.splitlines()) for history, rows in blocks]


def assert_follows(history: str, rows: list[str], weights: tuple[float, ...]) -> None:
    memory: FsrsMemory | None = None
    for answer, row in zip(history.split(","), rows, strict=True):
        stability, difficulty, recalled, days = row.split()
        grade, elapsed = (int(number) for number in answer.split("@+"))
        if memory is not None:
            assert recall(memory, elapsed, weights) == pytest.approx(float(recalled), rel=1e-8)
        memory = review(memory, grade, elapsed, weights)
        assert memory.stability == pytest.approx(float(stability), rel=1e-8)
        assert memory.difficulty == pytest.approx(float(difficulty), rel=1e-8)
        assert interval(memory.stability, 0.9, weights) == int(days)


@pytest.mark.parametrize(("history", "rows"), histories(FROM_PY_FSRS))
def test_it_agrees_with_py_fsrs(history: str, rows: list[str]) -> None:
    assert_follows(history, rows, DEFAULT_WEIGHTS)


@pytest.mark.parametrize(("history", "rows"), histories(FROM_PY_FSRS_WITH_OTHER_WEIGHTS))
def test_it_agrees_with_py_fsrs_for_other_weights(history: str, rows: list[str]) -> None:
    assert_follows(history, rows, OTHER_WEIGHTS)


def test_it_gives_the_same_for_equal_weights_in_another_tuple() -> None:
    copy = tuple(iter(DEFAULT_WEIGHTS))
    assert copy is not DEFAULT_WEIGHTS
    assert review(FsrsMemory(5.0, 5.0), 3, 7, copy) == review(FsrsMemory(5.0, 5.0), 3, 7)


@pytest.mark.parametrize("weights", [DEFAULT_WEIGHTS, OTHER_WEIGHTS])
@pytest.mark.parametrize("stability", [0.001, 0.4, 1.4, 2.3065, 7.49, 7.51, 364.9, 36_500.0])
def test_it_has_the_stability_as_interval_at_a_retention_of_nine_tenths(
    stability: float, weights: tuple[float, ...]
) -> None:
    assert interval(stability, 0.9, weights) == max(1, round(stability))


def test_it_recalls_nine_tenths_after_the_stability() -> None:
    assert recall(FsrsMemory(40.0, 5.0), 40) == pytest.approx(0.9)


def test_it_recalls_what_was_aimed_at_when_the_interval_is_over() -> None:
    for retention in (0.7, 0.8, 0.95):
        days = interval(1000.0, retention)
        assert recall(FsrsMemory(1000.0, 5.0), days) == pytest.approx(retention, abs=1e-3)


def test_it_keeps_every_interval_between_a_day_and_a_century() -> None:
    assert interval(0.001, 0.99) == 1
    assert interval(36_500.0, 0.7) == 36_500


@pytest.mark.parametrize("elapsed", [0, -1, -4000])
def test_it_reads_a_clock_that_ran_back_as_the_same_day(elapsed: int) -> None:
    memory = FsrsMemory(5.0, 5.0)
    assert recall(memory, elapsed) == 1.0
    assert review(memory, 3, elapsed) == review(memory, 3, 0)


@pytest.mark.parametrize("grade", [2, 3, 4])
def test_it_never_shortens_the_memory_for_a_pass_on_the_same_day(grade: int) -> None:
    assert review(FsrsMemory(500.0, 5.0), grade, 0).stability >= 500.0


@pytest.mark.parametrize("grade", [0, 5, -1])
def test_it_refuses_a_grade_that_does_not_exist(grade: int) -> None:
    with pytest.raises(InvalidInput, match="1, 2, 3 or 4"):
        review(None, grade, 0)
    with pytest.raises(InvalidInput, match=str(grade)):
        review(FsrsMemory(5.0, 5.0), grade, 3)
