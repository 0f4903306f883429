"""Finds a Chromium for tests: the machine's own, Playwright's, or Debian's by apt-get.

The headless shell is preferred: the same engine without the browser's own windows, which cost as
much of the processor as the pages under test.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from playwright.sync_api import Playwright

from tests.support.needs import need

PACKAGES = ("chromium-headless-shell", "chromium")
NAMES = (*PACKAGES, "chromium-browser", "google-chrome", "google-chrome-stable")
#: Nothing of the browser's own may reach the network or slow a test down.
ARGUMENTS = (
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    # Nor what a page asks of others.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
INSTALL_SECONDS = 600


def launch_arguments(playwright: Playwright) -> dict[str, object]:
    """What to launch and how; skips where there is no browser, and fails in CI."""
    own = Path(playwright.chromium.executable_path)
    found = os.environ.get("CHROMIUM") or _on_path()
    if not found and not own.is_file():
        found = _installed()
        need(found, "Chromium: apt-get install chromium, or name one with CHROMIUM=/path/to/it")
    return {"args": list(ARGUMENTS)} | ({"executable_path": found} if found else {})


def _on_path() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def _installed() -> str | None:
    """Chromium from Debian's archive, where this process may install it."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return None
    if _apt(apt, "update"):
        for package in PACKAGES:
            if _apt(apt, "install", "--yes", "--no-install-recommends", package):
                break
    return _on_path()


def _apt(program: str, *arguments: str) -> bool:
    done = subprocess.run(
        [program, "-qq", *arguments],
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        timeout=INSTALL_SECONDS,
        capture_output=True,
        check=False,
    )
    return done.returncode == 0
