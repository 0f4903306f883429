"""`make check`: every rule that a program can hold the code to, all of them in one run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BIN = Path(sys.executable).parent

CHECKS = (
    ("format", ["ruff", "format", "--check", "."]),
    ("lint", ["ruff", "check", "."]),
    ("types", ["mypy"]),
    ("imports", ["lint-imports", "--no-cache"]),
    ("templates", ["djlint", "quizapp", "--lint", "--quiet"]),
    ("dependencies", ["deptry", "."]),
    ("deck", ["quizapp", "deck", "check"]),
)


def main() -> None:
    """Run all checks; exit 1 when one of them finds something."""
    failed = []
    for name, (program, *arguments) in CHECKS:
        done = subprocess.run(
            [str(BIN / program), *arguments], check=False, capture_output=True, text=True
        )
        print(f"{'ok  ' if done.returncode == 0 else 'FAIL'}  {name}")
        if done.returncode:
            failed.append(name)
            print(done.stdout[-6000:] + done.stderr[-3000:])
    if failed:
        sys.exit(f"make check found something in: {', '.join(failed)}")


if __name__ == "__main__":
    main()
