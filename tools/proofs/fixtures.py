"""What a proof may ask for: a pytest plugin, `-p tools.proofs.fixtures`.

A proof whose tool this machine lacks is skipped; who runs proofs in CI makes that a failure.
Each proof file runs in a process of its own, so what a fixture needs is imported in the fixture:
Django, psycopg and Redis together take longer than most proofs.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tools.proofs.folders import folder_in_memory
from tools.proofs.pytest_process import POSTGRES, THOROUGH
from tools.proofs.running import Limits, Ran, run_command, run_program

if TYPE_CHECKING:
    from quizapp.core.cards import Card
    from tools.proofs.checkers import Finding
    from tools.proofs.django_project import DjangoProject
    from tools.proofs.images import Builder


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a proof that takes `card` or `options` once for each card that names it.

    One that takes `options` must fail as soon as the key is another, and where options are code
    as soon as one of them is another: these runs are marked as failures that are due.  A quick
    run tries the last option alone as another.
    """
    if "card" not in metafunc.fixturenames:
        return
    from tools.proofs.named_cards import cards_naming

    path = Path(metafunc.module.__file__ or "")
    cards = cards_naming(path, metafunc.function.__name__)
    if not cards:
        raise pytest.UsageError(f"No card names {path.name}::{metafunc.function.__name__}.")
    runs = [pytest.param(card, id=card.id) for card in cards]
    if "options" in metafunc.fixturenames:
        must_fail = pytest.mark.xfail(strict=True, reason="the card was made wrong")
        for card in cards:
            runs += [
                pytest.param(lie, id=f"{card.id}, {what}", marks=must_fail)
                for what, lie in _lies_of(card, thorough=bool(os.environ.get(THOROUGH)))
            ]
    metafunc.parametrize("card", runs)


def _lies_of(card: Card, *, thorough: bool) -> list[tuple[str, Card]]:
    """What was made wrong in a choice card, and the card."""
    from tools.proofs.named_cards import has_code_options, with_a_lie, with_another_key

    keys = [
        (f"key changed with wrong option {number}", lie)
        for number, lie in enumerate(with_another_key(card), start=1)
    ]
    texts = [
        (f"option {number} made wrong", lie)
        for number, lie in enumerate(with_a_lie(card), start=1)
        if has_code_options(card)
    ]
    return keys + (texts if thorough else texts[-1:])


@pytest.fixture
def options(card: Card) -> tuple[tuple[str, bool], ...]:
    """The options of the choice card that names the proof: (text, whether it is right)."""
    from tools.proofs.named_cards import options_of

    return options_of(card)


@pytest.fixture
def fence(card: Card) -> str:
    """The code of the one fence on the front of the card that names the proof."""
    from tools.proofs.named_cards import fence_of

    return fence_of(card)


@pytest.fixture(scope="session")
def postgres_server_url() -> Iterator[str]:
    """The server of the run, or one of this process when it was started by hand."""
    given = os.environ.get(POSTGRES)
    if given:
        yield given
    else:
        from tools.proofs.servers import postgres_server

        with postgres_server() as url:
            yield url


@pytest.fixture
def postgres(postgres_server_url: str) -> Iterator[str]:
    """The URL of an empty PostgreSQL database."""
    from tools.proofs.servers import fresh_database

    with fresh_database(postgres_server_url) as url:
        yield url


@pytest.fixture
def redis_url() -> Iterator[str]:
    """The URL of an empty Redis server; its settings are the test's own to change."""
    _need(shutil.which("redis-server"), "redis-server")
    from tools.proofs.servers import redis_server

    with redis_server() as url:
        yield url


@pytest.fixture
def django_project(tmp_path: Path) -> Iterator[DjangoProject]:
    """Configures Django: `django_project(postgres=url, INSTALLED_APPS=[…])`."""
    from tools.proofs.django_project import django_projects

    with django_projects(tmp_path) as project:
        yield project


@pytest.fixture
def run() -> Callable[[str, str], Ran]:
    """Runs a program: `run("python", code)`; also `sql` and `sh`."""
    return run_program


@pytest.fixture
def git_repo(tmp_path: Path) -> Callable[[str], Ran]:
    """Runs lines of Bash in a repository that is the test's own and empty at first."""
    _need(shutil.which("git"), "git")
    repository = tmp_path / "repository"
    repository.mkdir()

    def in_repository(lines: str) -> Ran:
        command = ["env", "-C", str(repository), "bash", "-c", lines]
        return run_command(command, tmp_path, Limits())

    in_repository("git init -q -b main")
    return in_repository


@pytest.fixture
def hadolint() -> Callable[[str], list[Finding]]:
    """Finds faults in the text of a Dockerfile."""
    from tools.proofs import checkers

    _need(checkers.is_there("hadolint"), "hadolint")
    return checkers.hadolint


@pytest.fixture(scope="session")
def builder_with_base() -> Iterator[Builder]:
    """The builder whose images each test begins with."""
    from tools.proofs.images import Builder, missing

    lacking = missing()
    _need(not lacking, lacking)
    with folder_in_memory("images-") as folder:
        yield Builder(folder).with_base()


@pytest.fixture
def build(builder_with_base: Builder) -> Iterator[Builder]:
    """Builds an image: `build(dockerfile, {"file": "text"}, "--target=test")`."""
    with folder_in_memory("images-") as folder:
        yield builder_with_base.copy(folder)


@pytest.fixture
def compose_config() -> Callable[..., dict[str, Any]]:
    """Reads a Compose file as Compose does: `compose_config(text, environment, files)`."""
    from tools.proofs import checkers

    _need(checkers.is_there("docker-compose"), "docker-compose")
    return checkers.compose_config


@pytest.fixture
def compose_findings() -> Callable[[str], list[Finding]]:
    """Finds faults in a Compose file by the schema of the Compose Specification."""
    from tools.proofs import checkers

    _need(checkers.is_there("check-jsonschema"), "check-jsonschema")
    return checkers.compose_findings


@pytest.fixture
def workflow_findings() -> Callable[[str], list[Finding]]:
    """Finds faults in a GitHub workflow."""
    from tools.proofs import checkers

    _need(
        checkers.is_there("check-jsonschema") and checkers.is_there("zizmor"),
        "check-jsonschema and zizmor",
    )
    return checkers.workflow_findings


@pytest.fixture
def kubernetes_findings() -> Callable[[str], list[Finding]]:
    """Finds faults in Kubernetes manifests."""
    from tools.proofs import checkers

    return checkers.kubernetes_findings


def _need(present: object, what: str) -> None:
    if not present:
        pytest.skip(f"needs {what}")
