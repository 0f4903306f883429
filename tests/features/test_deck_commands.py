"""`quizapp deck ids` and `sync`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner, Result
from flask import Flask

from quizapp.features.cards.commands import deck
from quizapp.storage.deck_folder import read_deck
from tests.support.decks import SMALL_DECK, write_deck

ALPHA = "topics/alpha/cards.md"


def run(*arguments: object, open_app: Callable[[], Flask] | None = None) -> Result:
    def refuse() -> Flask:
        raise AssertionError("the database was opened")

    return CliRunner().invoke(deck, [str(one) for one in arguments], obj=open_app or refuse)


def test_it_mints_missing_ids_and_leaves_the_others(tmp_path: Path) -> None:
    files = dict(SMALL_DECK)
    files[ALPHA] = files[ALPHA].replace("{#sky level=1}", "").replace("#pick ", "")
    folder = write_deck(tmp_path / "bare", files)
    result = run("ids", "--cards", folder)
    assert result.stdout.splitlines() == [
        f"{ALPHA}: which-colour-has-the-sky",
        f"{ALPHA}: which-one-is-right",
        "2 ids written.",
    ]
    text = (folder / ALPHA).read_text(encoding="utf-8")
    assert "## Which colour has the sky?  {#which-colour-has-the-sky}" in text.replace(
        "? {", "?  {"
    )
    assert "{#idempotent .both}" in text
    assert run("ids", "--cards", folder).stdout == "Every card has an id.\n"
    assert read_deck(folder).problems == ()


def test_it_never_mints_an_id_that_another_file_has(tmp_path: Path) -> None:
    files = dict(SMALL_DECK)
    files["topics/beta/more.md"] = files[ALPHA].replace("alpha", "beta").split("## Idem")[0]
    files["topics/beta/more.md"] = files["topics/beta/more.md"].replace(
        "## Which colour has the sky? {#sky level=1}", "## Sky"
    )
    folder = write_deck(tmp_path / "two", files)
    assert "topics/beta/more.md: sky-2" in run("ids", "--cards", folder).stdout


def test_it_loads_the_deck_and_says_what_changed(
    make_app: Callable[..., Flask], deck_folder: Path
) -> None:
    app = make_app(deck_folder)
    file = deck_folder / ALPHA
    file.write_text(file.read_text(encoding="utf-8").replace("Blue.", "Green."), encoding="utf-8")
    result = run("sync", open_app=lambda: app)
    assert result.exit_code == 0
    assert "0 added, 1 changed, 0 retired, 8 unchanged in" in result.stdout
    again = run("sync", open_app=lambda: app)
    assert "0 added, 0 changed, 0 retired, 9 unchanged in" in again.stdout
