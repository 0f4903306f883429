"""R1: an answer that was acknowledged is in the log, once, however the server died."""

from __future__ import annotations

import os

import pytest

from tests.support.killing import WHOLE_EVERY, Report, run

#: `make bench` runs 500 kills and 100,000 answers.
KILLS, ANSWERS = (200, 20_000) if os.environ.get("CI") else (40, 4_000)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """What the clients saw and what the log holds, after one run."""
    return run(KILLS, ANSWERS, tmp_path_factory.mktemp("kill"))


@pytest.mark.slow
def test_no_acknowledged_answer_is_lost_or_double(report: Report) -> None:
    assert report.kills == KILLS
    assert report.whole == KILLS // WHOLE_EVERY
    assert report.answers >= ANSWERS
    assert report.sent_again >= KILLS, f"the kills met too few requests: {report}"
    assert (report.lost, report.double) == ([], []), str(report)


@pytest.mark.slow
def test_no_answer_is_refused_or_written_unasked(report: Report) -> None:
    assert report.refused == {}
    assert report.never_acknowledged == []


@pytest.mark.slow
def test_database_and_totals_are_whole_afterwards(report: Report) -> None:
    assert report.integrity == "ok"
    assert report.doctor == 0, report.doctor_said
    assert report.exit_code == 0
