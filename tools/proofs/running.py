"""Runs a program in its own process: with limits, in an empty folder, away from the user's files.

This keeps a mistake in a card from harming the machine that tests it.  It is no wall against a
hostile program, which could still use the network and read files.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
MIB = 1024 * 1024
#: The languages of programs, each with the command that it needs on this machine.
LANGUAGES = {"python": sys.executable, "sql": sys.executable, "sh": "bash"}

_ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    # For a Python that a program starts: with -I, ours takes no setting from here.
    "PYTHONHASHSEED": "0",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a program may use: time on the clock, time of a processor, and bytes."""

    seconds: float = 10
    cpu_seconds: int = 10
    memory: int = 1024 * MIB
    file_size: int = 16 * MIB


@dataclass(frozen=True, slots=True)
class Ran:
    """How a program ended.  The exit code is negative when a signal ended it."""

    stdout: str
    last_error: str
    exit_code: int


def run_program(language: str, code: str, limits: Limits | None = None) -> Ran:
    """Run the program of a card."""
    with TemporaryDirectory(prefix="proof-") as name:
        folder = Path(name)
        return run_command(_command(language, code, folder), folder, limits or Limits())


def run_command(
    command: Sequence[str],
    folder: Path,
    limits: Limits,
    environment: Mapping[str, str] | None = None,
) -> Ran:
    """Run a command, with folders for its work and its output made below `folder`."""
    home, temporary = folder / "home", folder / "tmp"
    home.mkdir(exist_ok=True)
    temporary.mkdir(exist_ok=True)
    most = (limits.cpu_seconds, limits.memory, limits.file_size)
    limited = [sys.executable, "-I", "-S", str(HERE / "limited.py"), *map(str, most), *command]
    variables = {**_ENVIRONMENT, "HOME": str(home), "TMPDIR": str(temporary)}
    # Output goes to files, because pipes have no limit.
    with (folder / "stdout").open("wb") as stdout, (folder / "stderr").open("wb") as stderr:
        process = subprocess.Popen(
            limited,
            cwd=home,
            env={**variables, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
            start_new_session=True,
        )
        in_time = _ended(process, limits.seconds)
    lines = _text_of(folder / "stderr").strip().splitlines()
    last_error = lines[-1] if lines else ""
    if not in_time:
        last_error = f"Stopped after {limits.seconds:g} seconds."
    return Ran(_text_of(folder / "stdout"), last_error, process.returncode)


def _command(language: str, code: str, folder: Path) -> list[str]:
    if language == "sh":
        # As an argument, so that an error of Bash names no folder of this run.
        return ["bash", "-c", code]
    program = folder / "program"
    program.write_text(code, encoding="utf-8")
    if language == "sql":
        return [sys.executable, "-I", str(HERE / "sqlite_program.py"), str(program)]
    if language == "python":
        return [sys.executable, "-I", str(program)]
    raise ValueError(f"Programs in {language} are not run; {', '.join(LANGUAGES)} are.")


def _ended(process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Wait for the end and stop what is left; False when the time was up."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        in_time = False
    else:
        in_time = True
    # What the program has left in the background is in its session's process group.
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return in_time


def _text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")
