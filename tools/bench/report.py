"""The table, and the same figures as JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tools.bench.figures import Row

_COLOURS = {"PASS": "green", "FAIL": "bold red", "": ""}


def print_machine(console: Console, facts: dict[str, str]) -> None:
    """On what, with what, and when."""
    table = Table.grid(padding=(0, 2))
    for name, value in facts.items():
        table.add_row(name, value)
    console.print(table)


def print_rows(console: Console, rows: Sequence[Row]) -> None:
    """Each figure with its bar and whether it is met."""
    table = Table(header_style="bold")
    for heading in ("What", "Figure", "Bar", ""):
        table.add_column(heading, justify="right" if heading in ("Figure", "Bar") else "left")
    table.add_column("p50 / p95 / p99, or how", overflow="fold")
    for row in rows:
        colour = _COLOURS[row.verdict]
        verdict = f"[{colour}]{row.verdict}[/]" if colour else ""
        table.add_row(row.name, _number(row.figure, row.unit), _bar(row), verdict, row.note)
    console.print(table)


def write_json(path: Path, facts: dict[str, str], rows: Sequence[Row]) -> None:
    """Keep a run."""
    found = [asdict(row) | {"verdict": row.verdict} for row in rows]
    for one in found:
        if math.isnan(one["figure"]):
            one["figure"] = None
    path.write_text(json.dumps({"machine": facts, "rows": found}, indent=2) + "\n", "utf-8")


def _bar(row: Row) -> str:
    if row.bar is None:
        return ""
    return f"{'≥' if row.at_least else '≤'} {row.bar:g} {row.unit}".strip()


def _number(figure: float, unit: str) -> str:
    if math.isnan(figure):
        return "–"
    digits = 0 if figure >= 1000 or (figure == int(figure) and not unit) else 2
    return f"{figure:,.{digits}f} {unit}".strip()
