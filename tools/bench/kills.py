"""Reliability at its full figure: the engine of the tests, with their small numbers replaced."""

from __future__ import annotations

from rich.console import Console

from tools.bench.figures import Row


def rows(console: Console) -> list[Row]:
    """Kills under load."""
    return []
