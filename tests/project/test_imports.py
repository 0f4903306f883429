"""The rules about who may import whom (pyproject.toml, [tool.importlinter]) hold."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINTER = Path(sys.executable).with_name("lint-imports")


def _lint(config: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(LINTER), "--no-cache", "--config", str(config)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_keeps_every_contract() -> None:
    done = _lint(ROOT / "pyproject.toml", ROOT)
    assert done.returncode == 0, done.stdout[-3000:]
    kept = re.search(r"Contracts: (\d+) kept, 0 broken", done.stdout)
    assert kept
    assert int(kept[1]) >= 9


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("core/grades.py", "import os"),
        ("core/grades.py", "from quizapp.storage import database"),
        ("storage/learners.py", "import flask"),
        ("features/today/overview.py", "import sqlalchemy"),
        ("features/today/overview.py", "from quizapp.storage import tables"),
        ("features/today/overview.py", "from quizapp.features.hub import routes"),
        ("features/review/actions.py", "from quizapp.web import htmx"),
    ],
)
def test_it_would_notice_a_broken_contract(module: str, line: str, tmp_path: Path) -> None:
    for path in (ROOT / "quizapp").rglob("*.py"):
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    changed = tmp_path / "quizapp" / module
    changed.write_text(changed.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    done = _lint(tmp_path / "pyproject.toml", tmp_path)
    assert done.returncode == 1
    assert "BROKEN" in done.stdout


@pytest.mark.parametrize("package", ["quizapp", "quizapp.core", "quizapp.core.kinds"])
def test_it_imports_the_core_without_the_web(package: str) -> None:
    code = f"import sys, {package}; print(sorted({{'flask', 'sqlalchemy'}} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
