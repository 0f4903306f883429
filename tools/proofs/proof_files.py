"""The proofs of the deck: the test functions in `topics/<topic>/proofs/*.py`, and running them."""

from __future__ import annotations

import ast
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

from tools.proofs.running import Limits, run_command

#: A file may hold a dozen proofs, and some start a framework.
LIMITS = Limits(seconds=120, cpu_seconds=120)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one proof ended: `passed`, `skipped` or `failed`, and why."""

    name: str
    state: str
    reason: str = ""


def proof_files(cards: Path) -> list[Path]:
    """The files that hold proofs, in order of their names."""
    return [path for path in sorted(cards.glob("topics/*/proofs/*.py")) if proofs_in(path)]


def proofs_in(path: Path) -> list[str]:
    """The names of a file's proofs, read without running it."""
    tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [
        node.name
        for node in tree.body
        if isinstance(node, functions) and node.name.startswith("test_")
    ]


def run_proofs(path: Path) -> list[Outcome]:
    """Run a file's proofs under pytest in a process of their own.

    They see no configuration and no plugin of this project, and leave nothing behind.
    """
    with TemporaryDirectory(prefix="proof-") as name:
        folder = Path(name)
        report = folder / "report.xml"
        command = [sys.executable, "-I", "-B", "-m", "pytest", "-q", "-p", "no:cacheprovider"]
        command += ["-c", os.devnull, f"--rootdir={path.parent}", f"--junitxml={report}", str(path)]
        variables = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        ran = run_command(command, folder, LIMITS, variables)
        if not report.exists():
            return [Outcome(path.name, "failed", f"{ran.stdout[-2000:]}\n{ran.last_error}")]
        outcomes = [_outcome(case) for case in ElementTree.parse(report).iter("testcase")]
    if ran.exit_code and all(outcome.state == "passed" for outcome in outcomes):
        outcomes.append(Outcome(path.name, "failed", ran.stdout[-2000:]))
    return outcomes


def _outcome(case: ElementTree.Element) -> Outcome:
    name = case.get("name", "").partition("[")[0]
    for tag, state in (("failure", "failed"), ("error", "failed"), ("skipped", "skipped")):
        found = case.find(tag)
        if found is not None:
            return Outcome(name, state, found.get("message", ""))
    return Outcome(name, "passed")
