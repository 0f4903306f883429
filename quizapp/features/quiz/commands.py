"""`quizapp gift export` and `import`: choice and typed cards in the format of other programs."""

from __future__ import annotations

from pathlib import Path

import click

from quizapp.config import Settings
from quizapp.core.cards import Deck
from quizapp.core.errors import InvalidInput
from quizapp.core.quizzes.gift import Written, to_gift
from quizapp.core.quizzes.gift_reading import from_gift
from quizapp.storage.deck_folder import read_deck

#: A larger file is no quiz that somebody wrote.
LARGEST = 5_000_000


@click.group()
def gift() -> None:
    """Carry choice and typed cards to and from the GIFT format."""


_cards = click.option(
    "--cards",
    "folder",
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Another deck than that of QUIZAPP_CARDS.",
)


@gift.command("export")
@_cards
@click.option("--topic", metavar="TOPIC", help="Only the cards of one topic.")
def export(folder: Path | None, topic: str | None) -> None:
    """Print the deck's choice and typed cards as GIFT; what has no form there goes to stderr.

    The database is not opened.
    """
    deck = read_deck(folder or Settings.from_environment().cards).deck
    if topic is not None:
        _refuse_unknown(topic, deck)
    _print(to_gift(card for card in deck.cards if topic in (None, card.topic)))


@gift.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_cards
@click.option("--topic", metavar="TOPIC", required=True, help="The topic that the cards are of.")
def import_(file: Path, folder: Path | None, topic: str) -> None:
    """Print the questions of a GIFT file as a file of cards; what was left out goes to stderr.

    Save it below topics/, add the sources that it lacks, then run `quizapp deck ids`.
    """
    _refuse_unknown(topic, read_deck(folder or Settings.from_environment().cards).deck)
    if file.stat().st_size > LARGEST:
        raise InvalidInput(f"The file is larger than {LARGEST // 1_000_000} MB: split it.")
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput("The file is no UTF-8 text: save it as UTF-8.") from error
    found = from_gift(text)
    _print(Written(f"---\ntopic: {topic}\n---\n{found.text}", found.left))


def _refuse_unknown(topic: str, deck: Deck) -> None:
    known = [one.id for one in deck.topics]
    if topic not in known:
        raise InvalidInput(f"There is no topic {topic!r}; it must be one of: {', '.join(known)}.")


def _print(written: Written) -> None:
    click.echo(written.text.rstrip("\n"))
    for sentence in written.left:
        click.echo(sentence, err=True)
