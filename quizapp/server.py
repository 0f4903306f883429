"""`quizapp run`: gunicorn with one process and eight threads, on this machine alone.

SQLite has one writer, so more processes would only wait for each other.
"""

from __future__ import annotations

import errno
import gc
import socket
import threading
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.workers.gthread import ThreadWorker

from quizapp.app import create_app
from quizapp.config import SettingError, Settings
from quizapp.storage.database import db
from quizapp.web.deck import keep_in_step, sync_deck
from quizapp.web.security import ERROR_HEADERS

THREADS = 8
GRACEFUL_SECONDS = 10


class _Dressed:
    """A connection that adds our headers to the error page that gunicorn writes by itself."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def sendall(self, page: bytes) -> None:
        lines = "".join(f"\r\n{name}: {value}" for name, value in ERROR_HEADERS)
        self._connection.sendall(page.replace(b"\r\n\r\n", f"{lines}\r\n\r\n".encode(), 1))


class Worker(ThreadWorker):  # type: ignore[misc]
    """A worker of threads whose refusals of malformed requests carry our headers too."""

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        super().handle_error(req, _Dressed(client), addr, exc)


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn around an application that is already made."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        host = f"[{self.settings.host}]" if ":" in self.settings.host else self.settings.host
        options: dict[str, Any] = {
            "bind": f"{host}:{self.settings.port}",
            "workers": 1,
            "worker_class": Worker,
            "threads": THREADS,
            "keepalive": 75,
            "limit_request_line": 8190,  # a long answer is shown by GET before it is graded
            "graceful_timeout": GRACEFUL_SECONDS,
            "timeout": 60,
            "loglevel": "warning",
            "control_socket_disable": True,
            "post_fork": self._forked,
            "worker_exit": self._left,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self.app

    def _forked(self, _server: object, _worker: object) -> None:
        with self.app.app_context():
            db.engine.dispose(close=False)  # a connection must not be shared with the parent
        # What was made at start lives as long as the process: looking through it for garbage
        # again and again would cost each answer a tenth of its time.
        gc.freeze()
        gc.set_threshold(20_000, 20, 50)
        threading.Thread(target=keep_in_step, args=(self.app,), daemon=True).start()

    def _left(self, _server: object, _worker: object) -> None:
        with self.app.app_context():
            db.engine.dispose()  # the last connection to close writes the log into the database


@click.command()
def run() -> None:
    """Serve the app on this machine."""
    settings = Settings.from_environment()
    _check_free(settings)
    app = create_app(settings)
    report = sync_deck(app)
    for problem in report.problems[:20]:
        click.echo(str(problem), err=True)
    if report.problems:
        click.echo(
            f"{len(report.problems)} findings in the deck; the rest of it is served.", err=True
        )
    with app.app_context():
        db.engine.dispose()
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    click.echo(f"Nexus is ready: open http://{host}:{settings.port}/ (Ctrl+C stops it)")
    Server(app, settings).run()


def _check_free(settings: Settings) -> None:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise SettingError(
                    f"{settings.host}:{settings.port} cannot be used ({error.strerror}). "
                    "Choose another port with QUIZAPP_PORT."
                ) from error
            raise SettingError(
                f"Port {settings.port} is taken by another program. "
                "Choose another one, for example QUIZAPP_PORT=5001."
            ) from error
