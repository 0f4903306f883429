"""`python -m tools.bench`: measure everything, print the table, exit 1 when a bar is not met."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click
from rich.console import Console

from tools.bench import reliability, starting
from tools.bench.machine import machine
from tools.bench.mastery_rows import mastery_rows
from tools.bench.report import print_machine, print_rows, write_json
from tools.bench.runs import Bench


@click.command()
@click.option("--quick", is_flag=True, help="Only with 1,000 cards.")
@click.option("--no-reliability", is_flag=True, help="Without kills and sequences of undo.")
@click.option("--no-browser", is_flag=True, help="Leave the review page in Chromium out.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Keep the figures.")
def main(*, quick: bool, no_reliability: bool, no_browser: bool, json_file: Path | None) -> None:
    """Measure the product against a bare Flask app in the same run, then its reliability."""
    console = Console(width=None if sys.stdout.isatty() else 150)
    facts = machine()
    print_machine(console, facts)
    with tempfile.TemporaryDirectory(prefix="nexus-bench-") as home:
        bench = Bench(Path(home), console)
        rows = bench.small(browser=not no_browser)
        if not quick:
            rows += bench.large()
    rows += mastery_rows()
    rows += [starting.help_row(), *starting.start_rows(), *starting.sync_rows()]
    print_rows(console, rows)
    if not no_reliability:
        held = [*reliability.kill_rows(console), reliability.undo_row(console)]
        print_rows(console, held)
        rows += held
    if json_file:
        write_json(json_file, facts, rows)
    missed = [row.name for row in rows if not row.is_met]
    if missed:
        sys.exit(f"{len(missed)} of {sum(row.bar is not None for row in rows)} bars are not met.")


if __name__ == "__main__":
    main()
