"""`quizapp deck check`, `ids` and `sync`: the deck's files, without a browser."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import click
from flask import Flask

from quizapp.config import Settings
from quizapp.core.kinds import prompts_of
from quizapp.core.wording import plural
from quizapp.storage.deck_folder import read_deck
from quizapp.storage.deck_ids import mint_missing

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
    """Check, number and load the deck's cards."""


@deck.command()
@_cards
def check(folder: Path | None) -> None:
    """Print every problem of the deck's files; exit 1 when there is one.

    The database is not opened.
    """
    found = read_deck(folder or Settings.from_environment().cards)
    for problem in found.problems:
        click.echo(str(problem))
    size = ", ".join(
        (
            plural(len(found.deck.cards), "card"),
            plural(sum(len(prompts_of(card)) for card in found.deck.cards), "prompt"),
            plural(len(found.deck.topics), "topic"),
        )
    )
    number = plural(len(found.problems), "problem") if found.problems else "no problems"
    click.echo(f"{size}: {number}.")
    if found.problems:
        sys.exit(1)


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
