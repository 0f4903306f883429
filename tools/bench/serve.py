"""A server process for the measurements: the product over a data set, or the bare floor.

python -m tools.bench.serve app FOLDER PORT
python -m tools.bench.serve floor FOLDER PORT
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from flask import Flask

from quizapp.server import Server
from quizapp.storage.database import db
from tools.bench.dataset import application, settings_for


class FloorServer(Server):
    """The product's own server settings, around an app without a database."""

    def _forked(self, _server: object, _worker: object) -> None:
        gc.freeze()
        gc.set_threshold(20_000, 20, 50)

    def _left(self, _server: object, _worker: object) -> None:
        """Nothing to close."""


def floor() -> Flask:
    """The smallest Flask app that answers: what every request must cost."""
    app = Flask("floor")

    @app.get("/")
    def hello() -> str:
        return "hello"

    return app


def main() -> None:
    """Serve until stopped."""
    _, what, folder, port = sys.argv
    if what == "floor":
        FloorServer(floor(), settings_for(Path(folder), int(port))).run()
        return
    app, settings = application(Path(folder), int(port))
    with app.app_context():
        db.engine.dispose()
    Server(app, settings).run()


if __name__ == "__main__":
    main()
