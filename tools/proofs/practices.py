"""The examples of practice pages: tests that fail with `before.*` and pass with `after.*`.

practices/<slug>.md              the page; the first ```text fence of `Example` tells the failure
practices/<slug>/before.py       one version, with any suffix
practices/<slug>/after.py        the other
practices/<slug>/test_example.py finds the version under test beside it as `example.py`
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from quizapp.core.kinds.block import Line
from quizapp.core.kinds.fences import Fence, pieces_of
from tools.proofs.pytest_process import Outcome, run_tests

TEST = "test_example.py"
SECTION = "## Example"


@dataclass(frozen=True, slots=True)
class Example:
    """A practice's example: its folder, and what its page says of the failure."""

    folder: Path
    failure: str

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def test(self) -> Path:
        return self.folder / TEST

    @property
    def files(self) -> list[Path]:
        """All that belongs to it."""
        return sorted(path for path in self.folder.iterdir() if path.is_file())


def examples(cards: Path) -> list[Example]:
    """The examples of all practices, in order of their names."""
    folders = sorted(path for path in cards.glob("practices/*") if path.is_dir())
    return [Example(folder, _failure_on(folder.with_suffix(".md"))) for folder in folders]


def run_example(example: Example, postgres: str | None = None) -> Outcome:
    """Whether the version before fails as the page says, and the one after passes."""
    before, after = (list(example.folder.glob(f"{name}.*")) for name in ("before", "after"))
    if len(before) != 1 or len(after) != 1 or not example.test.exists():
        reason = f"the folder needs one before.*, one after.* and {TEST}"
        return Outcome(example.name, "failed", reason)
    outcomes = _run(example, before[0], postgres)
    failed = [one for one in outcomes if one.state == "failed"]
    told = "; ".join(one.reason for one in failed)
    if not example.failure:
        fault = f"the section Example of {example.name}.md has no fence ```text with the failure"
    elif not failed:
        fault = "the version before passes its tests"
    elif not any(example.failure in f"{one.reason}\n{one.report}" for one in failed):
        fault = f"before fails with {told!r}, the page says {example.failure!r}"
    else:
        outcomes = _run(example, after[0], postgres)
        fault = "; ".join(f"after: {one.reason}" for one in outcomes if one.state == "failed")
    skipped = "; ".join(one.reason for one in outcomes if one.state == "skipped")
    if skipped:
        return Outcome(example.name, "skipped", skipped)
    return Outcome(example.name, "failed" if fault else "passed", fault)


def _run(example: Example, version: Path, postgres: str | None) -> list[Outcome]:
    """Run the example's tests with this version beside them."""
    with TemporaryDirectory(prefix="practice-") as name:
        copy = Path(name) / example.name
        shutil.copytree(example.folder, copy, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(version, copy / f"example{version.suffix}")
        return run_tests(copy / TEST, postgres)


def _failure_on(page: Path) -> str:
    """The first fence ```text of the page's section Example; empty when there is none."""
    if not page.exists():
        return ""
    text = page.read_text(encoding="utf-8")
    section = f"\n{text}\n".partition(f"\n{SECTION}\n")[2].partition("\n## ")[0]
    pieces = pieces_of(Line(n, one) for n, one in enumerate(section.split("\n"), start=1))
    fences = [one for one in pieces if isinstance(one, Fence) and one.info == "text"]
    return fences[0].code.strip() if fences else ""
