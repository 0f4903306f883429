"""Reliability at its full figures: the engines of the tests, asked for the whole numbers."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console

from tests.support.killing import run
from tools.bench.figures import Row

ROOT = Path(__file__).parents[2]
KILLS = 500
ANSWERS = 100_000
#: Random sequences of actions and undo; the tests run fewer and longer ones.
SEQUENCES, STEPS_EACH = 10_000, 10
_UNDO = "tests/properties/test_undo_laws.py"


def kill_rows(console: Console) -> list[Row]:
    """Kill the server again and again while answers are given; nothing may be lost or doubled."""
    console.print(f"{KILLS} kills while {ANSWERS:,} answers are given: about five minutes ...")
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


def undo_row(console: Console) -> Row:
    """Random sequences of actions and undo, each state compared with the one before it."""
    console.print(f"{SEQUENCES:,} random sequences of actions and undo: about five minutes ...")
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", _UNDO],
        cwd=ROOT,
        env=os.environ | {"UNDO_SEQUENCES": str(SEQUENCES), "UNDO_STEPS": str(STEPS_EACH)},
        capture_output=True,
        text=True,
        check=False,
    )
    held = done.returncode == 0 and re.search(r"\b1 passed\b", done.stdout)
    note = f"{time.monotonic() - start:.0f} s"
    if not held:
        note = done.stdout[-600:] + done.stderr[-200:]
    number = SEQUENCES if held else 0
    return Row("Sequences of actions undone", number, "", SEQUENCES, at_least=True, note=note)
