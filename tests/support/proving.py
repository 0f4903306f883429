"""Running programs and proofs in tests: a tool that the machine lacks skips, but never in CI."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.needs import need
from tests.support.postgres import PostgresServer
from tools.proofs.pytest_process import asks_for
from tools.proofs.running import LANGUAGES, Ran, run_program


def run(language: str, code: str) -> Ran:
    """Run a program of a card or a page."""
    assert language in LANGUAGES, f"programs in {language} are not run"
    need(shutil.which(LANGUAGES[language]), LANGUAGES[language])
    if "git " in code:
        need(shutil.which("git"), "git")
    return run_program(language, code)


def postgres_for(path: Path, request: pytest.FixtureRequest) -> str | None:
    """The server of this run, if the file asks for a database; otherwise none is started."""
    if not asks_for(path, "postgres"):
        return None
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.url.render_as_string(hide_password=False)
