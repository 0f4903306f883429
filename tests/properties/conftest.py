"""What laws of storage share: an app whose database lives in memory, and a learner per example."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from flask import Flask

from tests.support.logbook import Logbook
from tools.proofs.folders import folder_in_memory


@pytest.fixture
def quick_app(make_app: Callable[..., Flask], deck_folder: Path) -> Iterator[Flask]:
    """An app on the real storage whose commits wait for no disk."""
    with folder_in_memory("quizapp-") as folder:
        yield make_app(deck_folder, database_url=f"sqlite:///{folder}/quizapp.db")


@pytest.fixture
def new_log(quick_app: Flask) -> Callable[[], Logbook]:
    """Gives a learner with an empty log, another one each time."""
    numbers = count(2)
    return lambda: Logbook(quick_app, next(numbers))
