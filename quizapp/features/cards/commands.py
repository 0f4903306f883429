"""`quizapp deck check`, `confirm`, `ids` and `sync`: the deck's files, without a browser."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click
from flask import Flask

from quizapp.config import Settings
from quizapp.core.lint import lint
from quizapp.core.wording import plural
from quizapp.features.cards.check_report import as_json, as_text, collection_of
from quizapp.storage import deck_lock
from quizapp.storage.deck_folder import read_deck
from quizapp.storage.deck_ids import mint_missing
from quizapp.web.clock import wall_clock

OpenApp = Callable[[], Flask]

_cards = click.option(
    "--cards",
    "folder",
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Another deck than that of QUIZAPP_CARDS.",
)


@click.group()
def deck() -> None:
    """Check, confirm, number and load the deck's cards."""


@deck.command()
@_cards
@click.option("--json", "json_", is_flag=True, help="Print one JSON object.")
@click.option(
    "--month",
    metavar="YYYY-MM",
    type=click.DateTime(["%Y-%m"]),
    help="Take this month for today's when sources are found old.",
)
def check(folder: Path | None, json_: bool, month: datetime | None) -> None:
    """Print all that is wrong with the deck, and its topics in figures; exit 1 on an error.

    The database is not opened.
    """
    found = read_deck(folder or Settings.from_environment().cards)
    today = month or datetime.fromtimestamp(wall_clock() / 1000, UTC)
    collection = collection_of(found, f"{today:%Y-%m}")
    findings = lint(collection)
    if json_:
        click.echo(as_json(collection, found.problems, findings))
    else:
        click.echo("\n".join(as_text(collection, found.problems, findings)))
    if found.problems or any(finding.is_error for finding in findings):
        sys.exit(1)


@deck.command()
@_cards
@click.argument("ids", nargs=-1)
@click.option("--all", "all_", is_flag=True, help="Confirm every card of the deck.")
def confirm(folder: Path | None, ids: tuple[str, ...], all_: bool) -> None:
    """Note in cards.lock that you read these cards against their sections."""
    if bool(ids) == all_:
        raise click.UsageError("Name the cards that you read, or all of them by --all.")
    done = deck_lock.confirm(folder or Settings.from_environment().cards, None if all_ else ids)
    gone = f", {plural(done.dropped, 'card')} no longer there left out" if done.dropped else ""
    click.echo(f"{plural(done.cards, 'card')} confirmed{gone}.")


@deck.command()
@_cards
def ids(folder: Path | None) -> None:
    """Write an id into the heading of each card that has none; others stay as they are."""
    minted = mint_missing(folder or Settings.from_environment().cards)
    for one in minted:
        for card_id in one.ids:
            click.echo(f"{one.path}: {card_id}")
    number = sum(len(one.ids) for one in minted)
    click.echo(f"{plural(number, 'id')} written." if number else "Every card has an id.")


@deck.command()
@click.pass_obj
def sync(open_app: OpenApp) -> None:
    """Bring the database to what the deck's files say; safe to repeat."""
    from rich.console import Console
    from rich.progress import Progress

    from quizapp.web.deck import sync_deck

    started = time.monotonic()
    app = open_app()
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Rendering cards", total=None)
        synced = sync_deck(app, lambda done, all_: bar.update(task, completed=done, total=all_))
    report = synced.report
    words = [f"{report.added:,} added", f"{report.changed:,} changed"]
    words += [f"{report.restored:,} brought back"] if report.restored else []
    words += [f"{report.retired:,} retired", f"{report.unchanged:,} unchanged"]
    click.echo(f"{', '.join(words)} in {time.monotonic() - started:.1f} s.")
    if synced.problems:
        number = plural(len(synced.problems), "problem")
        click.echo(f"{number} in the files: `quizapp deck check` lists them.", err=True)
