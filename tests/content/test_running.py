"""Programs of cards run apart from the machine's own settings, and within limits."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from tests.support.needs import need
from tools.proofs.running import MIB, Limits, Ran, run_program


def test_python_starts_in_an_empty_home_with_a_bare_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example")
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    code = (
        "import os, sys, time\n"
        "print(os.listdir(), os.environ['HOME'] == os.getcwd(), time.tzname[0])\n"
        "print([name for name in os.environ if 'PROXY' in name.upper()], sys.flags.isolated)\n"
        "print('/somewhere' in sys.path, __name__, os.environ['PYTHONHASHSEED'], 'é')\n"
    )
    assert run_program("python", code).stdout == "[] True UTC\n[] 1\nFalse __main__ 0 é\n"


def test_git_knows_who_commits_and_nothing_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Somebody")
    code = (
        "git init -q; git commit -q --allow-empty -m one; git log --format=%an/%cn\n"
        "git config --show-scope --list | cut -f1 | sort -u"
    )
    assert run_program("sh", code) == Ran("Ada/Ada\nlocal\n", "", 0)


@pytest.mark.parametrize(
    ("language", "code", "error", "exit_code"),
    [
        ("python", "print(1)\nraise KeyError('a')", "KeyError: 'a'", 1),
        ("python", "print(1)\nraise SystemExit(3)", "", 3),
        ("sh", "echo 1\nmissing-command", "bash: line 2: missing-command: command not found", 127),
        ("sql", "SELECT 1;\nSELECT * FROM x;", "sqlite3.OperationalError: no such table: x", 1),
        ("sql", "SELECT 1; SELECT", "sqlite3.OperationalError: incomplete input", 1),
    ],
)
def test_an_error_is_told_by_its_last_line(
    language: str, code: str, error: str, exit_code: int
) -> None:
    assert run_program(language, code) == Ran("1\n", error, exit_code)


def test_sql_prints_rows_with_bars_and_null_as_nothing() -> None:
    code = (
        "CREATE TABLE t (a, b); -- a; comment\n"
        "CREATE TRIGGER g AFTER INSERT ON t BEGIN UPDATE t SET b = 'x;y'; END;\n"
        "INSERT INTO t (a) VALUES (1.5);\n"
        "SELECT a, NULL, b FROM t"
    )
    assert run_program("sql", code) == Ran("1.5||x;y\n", "", 0)


def test_a_pipe_that_closes_early_makes_no_noise() -> None:
    assert run_program("sh", "yes | head -n 1") == Ran("y\n", "", 0)


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="perl"):
        run_program("perl", "print 1")


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


@pytest.mark.parametrize(
    ("last", "seconds", "error", "exit_code"),
    [("sleep 60", 1, "Stopped after 1 seconds.", -9), ("exit 0", 20, "", 0)],
    ids=["too long", "in time"],
)
def test_a_program_ends_in_time_with_all_that_it_started(
    last: str, seconds: int, error: str, exit_code: int
) -> None:
    need(Path("/proc/self/stat").exists(), "Linux, to see which processes run")
    begin = time.monotonic()
    ran = run_program("sh", f"sleep 60 & echo $!; {last}", Limits(seconds=seconds))
    assert (ran.last_error, ran.exit_code) == (error, exit_code)
    while is_running(int(ran.stdout)):
        assert time.monotonic() - begin < 30
        time.sleep(0.01)


def test_a_program_that_only_calculates_is_stopped_by_its_processor_time() -> None:
    ran = run_program("python", "while True: pass", Limits(seconds=30, cpu_seconds=1))
    assert ran.exit_code == -9
    assert ran.last_error == ""


def test_memory_has_a_limit() -> None:
    need(sys.platform == "linux", "a system that holds this limit")
    ran = run_program("python", "bytearray(1100 * 1024 * 1024)")
    assert (ran.last_error, ran.exit_code) == ("MemoryError", 1)


@pytest.mark.parametrize(
    "code",
    ["open('big', 'wb').write(bytes(3_000_000))", "print('x' * 3_000_000)"],
    ids=["file", "output"],
)
def test_what_a_program_writes_has_a_limit(code: str) -> None:
    ran = run_program("python", code, Limits(file_size=MIB))
    assert ran.last_error == "OSError: [Errno 27] File too large"
    assert len(ran.stdout) <= MIB
