"""What stands beside a section is counted from the learner's own answers, and never made up."""

from __future__ import annotations

import pytest
from flask import Flask

from quizapp.storage.database import reading
from quizapp.storage.learners import learner
from quizapp.storage.section_recalls import estimate_of, recalls_of
from quizapp.web.current import moment_of
from tests.support.logbook import Logbook
from tests.support.moments import Clock

IDS = ["sky", "idempotent", "cloze-two", "pick"]


def recalls(log: Logbook, ids: list[str], topics: tuple[str, ...] = ()) -> dict[str, float]:
    with log.app.app_context(), reading() as connection:
        today = moment_of(learner(connection, log.learner_id)).day
        return recalls_of(connection, log.learner_id, today, ids, topics)


def test_it_knows_nothing_of_cards_never_seen(log: Logbook, any_app: Flask) -> None:
    assert recalls(log, IDS) == {}
    assert estimate_of(IDS, {}).seen == 0
    assert estimate_of(IDS, {}).recall is None


def test_it_falls_from_day_to_day_and_is_the_mean_of_a_cards_prompts(
    log: Logbook, clock: Clock
) -> None:
    log.answer("sky", 4)
    log.answer("idempotent", 5)
    log.answer("idempotent~reverse", 2)
    first = recalls(log, IDS)
    assert set(first) == {"sky", "idempotent"}
    assert first["sky"] == pytest.approx(0.98)
    clock.pass_time(days=10)
    later = recalls(log, IDS)
    assert later["sky"] < 0.9
    assert later["idempotent"] < later["sky"]
    assert recalls(log, [], ("alpha",)) == later


def test_it_gives_no_figure_from_too_few(log: Logbook) -> None:
    log.answer("sky", 4)
    one = estimate_of(IDS, recalls(log, IDS))
    assert (one.seen, one.total, one.recall) == (1, 4, None)
    log.answer("pick", 4)
    two = estimate_of(IDS, recalls(log, IDS))
    assert two.seen == 2
    assert two.recall == pytest.approx(0.98)
