"""A learner whose memory is known: the mastery figures are worth what they promise."""

from __future__ import annotations

from tools.bench.mastery_rows import (
    FIRST_LEAST,
    FIRST_MOST,
    HELD_LEAST,
    HELD_MOST,
    MOST_ERROR,
    found,
)
from tools.bench.simulated_learner import SimulatedLearner


def test_the_same_seed_is_the_same_learner() -> None:
    days = [list(SimulatedLearner(5).days(20)) for _ in range(2)]
    assert days[0] == days[1]
    assert days[0] != list(SimulatedLearner(6).days(20))


def test_the_band_holds_test_results_and_levels_do_not_flap() -> None:
    findings = found(range(6))
    assert findings.topic_days > 3000
    assert HELD_LEAST <= findings.held <= HELD_MOST
    assert FIRST_LEAST <= findings.held_first <= FIRST_MOST
    assert abs(findings.error) <= MOST_ERROR
    assert findings.flaps == 0
    assert findings.changes > 30, "levels that never change would prove nothing"
