"""Running a file of tests under pytest in a process of its own, and what came of it."""

from __future__ import annotations

import ast
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from xml.etree import ElementTree

from tools.proofs.images import LIMITS as IMAGE_LIMITS
from tools.proofs.running import Limits, run_command

#: A file may hold a dozen proofs, and some start a framework.
LIMITS = Limits(seconds=120, cpu_seconds=120)
#: What proofs that build images may use: it is handed down to buildah.
BUILD_LIMITS = Limits(120, 120, IMAGE_LIMITS.memory, IMAGE_LIMITS.file_size)
#: The environment variable that names a PostgreSQL server to proofs.
POSTGRES = "PROOFS_POSTGRES_URL"
#: The one that asks for every proof of options to be tried on each option made wrong.
THOROUGH = "PROOFS_THOROUGH"


#: CPython 3.11 counts the depth of a tree for all threads together: two parses at once may raise
#: SystemError ("recursion depth mismatch").
_PARSING = Lock()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one test ended: `passed`, `skipped` or `failed`, why, and all that pytest says of it."""

    name: str
    state: str
    reason: str = ""
    report: str = ""


def run_tests(
    path: Path,
    postgres: str | None = None,
    *,
    thorough: bool = False,
    limits: Limits | None = None,
) -> list[Outcome]:
    """Run the tests of a file.

    They see no configuration of this project and no plugin but `fixtures.py`, and leave nothing
    behind.  `postgres` is the URL of a server for those that ask for a database.  `thorough` tries
    proofs of options on every option made wrong, and not on the last alone.
    """
    with TemporaryDirectory(prefix="proof-") as name:
        folder = Path(name)
        report = folder / "report.xml"
        command = [sys.executable, "-I", "-B", "-m", "pytest", "-q", "-p", "no:cacheprovider"]
        command += ["-p", "tools.proofs.fixtures", "-c", os.devnull, f"--rootdir={path.parent}"]
        command += [f"--junitxml={report}", str(path)]
        variables = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        if postgres:
            variables[POSTGRES] = postgres
        if thorough:
            variables[THOROUGH] = "1"
        limits = limits or (BUILD_LIMITS if asks_for(path, "build") else LIMITS)
        ran = run_command(command, folder, limits, variables)
        if not report.exists():
            reason = f"{ran.stdout[-2000:]}\n{ran.last_error}"
            return [Outcome(path.name, "failed", reason, reason)]
        outcomes = [_outcome(case) for case in ElementTree.parse(report).iter("testcase")]
    if ran.exit_code and all(outcome.state == "passed" for outcome in outcomes):
        outcomes.append(Outcome(path.name, "failed", ran.stdout[-2000:], ran.stdout))
    return outcomes


def asks_for(path: Path, fixture: str) -> bool:
    """Whether a function of the file has an argument of this name."""
    with _PARSING:
        tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return any(isinstance(node, ast.arg) and node.arg == fixture for node in ast.walk(tree))


def _outcome(case: ElementTree.Element) -> Outcome:
    name = case.get("name", "").partition("[")[0]
    for tag, state in (("failure", "failed"), ("error", "failed"), ("skipped", "skipped")):
        found = case.find(tag)
        # A failure that is due is as it should be.
        if found is not None and found.get("type") != "pytest.xfail":
            reason = found.get("message", "")
            if reason.startswith("[XPASS(strict)]"):
                reason = f"{case.get('name')}: it passes all the same"
            return Outcome(name, state, reason, found.text or "")
    return Outcome(name, "passed")
