"""What tests of reliability share: a real server over a small deck."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.served import Served


@pytest.fixture
def make_served(tmp_path: Path, deck_folder: Path) -> Iterator[Callable[..., Served]]:
    """Makes servers, not yet started, each over a data folder of its own unless one is named."""
    made: list[Served] = []

    def make(data: Path | None = None, cards: Path = deck_folder, **environment: str) -> Served:
        folder = data or tmp_path / f"server{len(made)}" / "data"
        folder.parent.mkdir(parents=True, exist_ok=True)
        made.append(Served(folder, cards, **environment))
        return made[-1]

    yield make
    for served in made:
        served.close()


@pytest.fixture
def served(make_served: Callable[..., Served]) -> Served:
    """A running server."""
    server = make_served()
    server.start()
    return server
