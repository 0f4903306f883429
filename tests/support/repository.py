"""What is in the repository."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.support.needs import need

ROOT = Path(__file__).parents[2]


def tracked() -> list[Path]:
    """Every file that git tracks and that is there, by its path from the root."""
    need((ROOT / ".git").exists(), "a git checkout")
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    names = done.stdout.decode().split("\0")
    return [Path(name) for name in names if name and (ROOT / name).is_file()]
