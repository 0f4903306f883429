"""Write the lock files: every package with its hashes, no address of any registry."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

COMMON = "--universal --python-version 3.11 --generate-hashes --no-header --no-annotate"
USERS = "pyproject.toml -o requirements.lock"
DEVELOPERS = (
    "pyproject.toml --all-extras --group test --group proofs --group quality "
    "-c requirements.lock -o requirements-dev.lock"
)


def main() -> None:
    """Compile both files with uv."""
    uv = Path(sys.executable).with_name("uv")
    for what in (USERS, DEVELOPERS):
        command = [str(uv), "pip", "compile", "-q", *COMMON.split(), "--no-emit-index-url"]
        subprocess.run([*command, *what.split()], check=True)
    for name in ("requirements.lock", "requirements-dev.lock"):
        if "://" in Path(name).read_text(encoding="utf-8"):
            sys.exit(f"{name} holds an address; it must not be committed.")


if __name__ == "__main__":
    main()
