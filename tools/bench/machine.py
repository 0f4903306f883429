"""On what the figures were taken."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

_PACKAGES = ("Flask", "Werkzeug", "SQLAlchemy", "gunicorn", "Jinja2", "playwright")


def machine() -> dict[str, str]:
    """Each fact by its name."""
    facts = {
        "Date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",  # noqa: TID251 - the real day
        "CPU": f"{_cpu()}, {os.cpu_count()} cores",
        "Memory": f"{_memory_gib():.1f} GiB",
        "Load at the start": " ".join(f"{one:.2f}" for one in os.getloadavg()),
        "System": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        "Chromium": chromium_version(),
    }
    return facts | {name: version(name) for name in _PACKAGES}


def chromium() -> str | None:
    """The browser's program; CHROMIUM names another one."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium")


def chromium_version() -> str:
    """What the browser calls itself."""
    program = chromium()
    if program is None:
        return "none"
    done = subprocess.run(
        [program, "--version"], check=False, capture_output=True, text=True, timeout=30
    )
    return done.stdout.strip()


def _cpu() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or "unknown"


def _memory_gib() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
