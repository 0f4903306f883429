"""Reliability at its full figure: the engine of the tests, asked for the whole number."""

from __future__ import annotations

import tempfile
from pathlib import Path

from rich.console import Console

from tests.support.killing import run
from tools.bench.figures import Row

KILLS = 500
ANSWERS = 100_000


def rows(console: Console) -> list[Row]:
    """Kill the server again and again while answers are given; nothing may be lost or doubled."""
    console.print(f"{KILLS} kills while {ANSWERS:,} answers are given: about ten minutes ...")
    with tempfile.TemporaryDirectory(prefix="nexus-kills-") as home:
        report = run(KILLS, ANSWERS, Path(home))
    wrong = len(report.never_acknowledged) + report.refused.total() + abs(report.doctor)
    wrong += report.integrity != "ok"
    return [
        Row("Kills", report.kills, "", KILLS, at_least=True, note=str(report)),
        Row("Acknowledged answers", report.answers, "", ANSWERS, at_least=True),
        Row("Acknowledged answers lost", len(report.lost), "", 0),
        Row("Answers written twice", len(report.double), "", 0),
        Row("Refused, unasked, or found by the doctor", wrong, "", 0),
    ]
