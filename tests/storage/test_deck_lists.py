"""The deck's own lists: what cards may cite, look-alikes, confirmations."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.core.confirmations import Confirmation
from quizapp.core.errors import InvalidInput, NotWritable
from quizapp.storage import deck_lock
from quizapp.storage.deck_folder import read_deck, stamp
from tests.support.decks import SMALL_DECK, write_deck
from tests.support.linting import SOURCES

HASH = "0123456789abcdef"
PAIRS = '[[pair]]\nname = "a / b"\ntopic = "alpha"\ncards = ["sky", "pick"]\n'
LISTS = {"sources.toml": SOURCES, "pairs.toml": PAIRS, "cards.lock": f"sky {HASH} {HASH}\n"}


def test_a_deck_does_without_its_lists(deck_folder: Path) -> None:
    reading = read_deck(deck_folder)
    assert (reading.sources, reading.pairs, reading.confirmed) == (None, (), None)


def test_it_reads_the_lists_beside_the_cards(deck_folder: Path) -> None:
    before = read_deck(deck_folder)
    reading = read_deck(write_deck(deck_folder, LISTS))
    assert set(reading.sources or {}) == {"Manual", "Blog"}
    assert [pair.cards for pair in reading.pairs] == [("sky", "pick")]
    assert reading.confirmed == {"sky": Confirmation(HASH, HASH)}
    assert reading.deck == before.deck
    assert reading.problems == before.problems


@pytest.mark.parametrize("name", LISTS)
def test_a_list_that_cannot_be_read_is_a_problem_and_hides_no_card(
    deck_folder: Path, name: str
) -> None:
    before = read_deck(deck_folder)
    (deck_folder / name).write_text("= nonsense", encoding="utf-8")
    reading = read_deck(deck_folder)
    assert [one.path for one in reading.problems if one not in before.problems] == [name]
    assert reading.deck == before.deck


@pytest.mark.parametrize("name", LISTS)
def test_a_change_of_a_list_changes_the_stamp(deck_folder: Path, name: str) -> None:
    before = stamp(deck_folder)
    write_deck(deck_folder, {name: LISTS[name]})
    assert stamp(deck_folder) != before


def test_confirming_keeps_what_others_confirmed_and_the_files_mode(deck_folder: Path) -> None:
    deck_lock.confirm(deck_folder, None)
    lock = deck_folder / "cards.lock"
    lock.chmod(0o600)
    all_cards = lock.read_text(encoding="utf-8")
    assert len(all_cards.splitlines()) == 9
    assert deck_lock.confirm(deck_folder, ["sky", "sky"]) == (1, 0)
    assert lock.read_text(encoding="utf-8") == all_cards
    assert lock.stat().st_mode & 0o777 == 0o600


def test_confirming_an_unknown_card_writes_nothing(deck_folder: Path) -> None:
    with pytest.raises(InvalidInput, match="nobody"):
        deck_lock.confirm(deck_folder, ["nobody"])
    assert not (deck_folder / "cards.lock").exists()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    folder = write_deck(tmp_path / "deck", SMALL_DECK)
    (folder / "cards.lock").mkdir()
    with pytest.raises(NotWritable, match=r"cards\.lock cannot be written"):
        deck_lock.confirm(folder, None)
    assert [one.name for one in folder.iterdir() if one.name.startswith(".")] == []
