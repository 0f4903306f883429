"""What stands beside a section is counted from the learner's own answers, and never made up."""

from __future__ import annotations

import pytest
from flask import Flask

from quizapp.storage.database import reading
from quizapp.storage.learners import learner
from quizapp.storage.section_recalls import Recalls, estimate_of, recalls_of
from quizapp.web.current import moment_of
from tests.support.logbook import Logbook
from tests.support.moments import Clock

IDS = ["sky", "idempotent", "cloze-two", "pick"]


def recalls(log: Logbook, ids: list[str], topics: tuple[str, ...] = ()) -> Recalls:
    with log.app.app_context(), reading() as connection:
        today = moment_of(learner(connection, log.learner_id)).day
        return recalls_of(connection, log.learner_id, today, ids, topics)


def share_of(found: Recalls, card: str, place: int = 0) -> float:
    share = found[card][place]
    assert share is not None
    return share.recall


def test_it_knows_nothing_of_cards_never_seen(log: Logbook, any_app: Flask) -> None:
    found = recalls(log, IDS)
    assert found == {
        "sky": [None],
        "idempotent": [None, None],
        "cloze-two": [None, None],
        "pick": [None],
    }
    assert estimate_of(IDS, found).seen == 0
    assert estimate_of(IDS, found).recall is None


def test_it_falls_from_day_to_day_prompt_by_prompt(log: Logbook, clock: Clock) -> None:
    log.answer("sky", 4)
    log.answer("idempotent", 5)
    log.answer("idempotent~reverse", 2)
    assert share_of(recalls(log, IDS), "sky") == pytest.approx(0.98)
    clock.pass_time(days=10)
    later = recalls(log, IDS)
    assert share_of(later, "sky") < 0.9
    assert share_of(later, "idempotent", 1) < share_of(later, "sky")
    assert share_of(later, "sky") < share_of(later, "idempotent")
    assert recalls(log, [], ("alpha",)) == later


def test_it_gives_no_figure_from_too_few(log: Logbook) -> None:
    log.answer("sky", 4)
    one = estimate_of(IDS, recalls(log, IDS))
    assert (one.seen, one.total, one.recall) == (1, 6, None)
    log.answer("pick", 4)
    log.answer("cloze-two~1", 4)
    three = estimate_of(IDS, recalls(log, IDS))
    assert three.seen == 3
    assert three.recall == pytest.approx(0.98)
