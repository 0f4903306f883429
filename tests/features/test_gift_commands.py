"""`quizapp gift`: out to other programs and back, with a report of what was left behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizapp.core.errors import InvalidInput
from quizapp.features.quiz.commands import gift
from quizapp.storage.deck_folder import read_deck
from tests.support.decks import SMALL_DECK, write_deck


def run(*arguments: object) -> Result:
    return CliRunner().invoke(gift, [str(one) for one in arguments])


def test_it_carries_a_deck_out_and_back(tmp_path: Path) -> None:
    folder = write_deck(tmp_path / "deck", SMALL_DECK)
    gone = run("export", "--cards", folder)
    assert gone.exit_code == 0
    assert "// id: pick" in gone.stdout
    assert "1 card of the kind scenario has no form in GIFT." in gone.stderr
    (tmp_path / "gone.gift").write_text(gone.stdout, encoding="utf-8")
    came = run("import", tmp_path / "gone.gift", "--cards", folder, "--topic", "alpha")
    assert came.stderr == ""
    again = write_deck(
        tmp_path / "again",
        SMALL_DECK | {"topics/alpha/cards.md": came.stdout, "topics/beta/cards.md": ""},
    )
    before = {one.id: one for one in read_deck(folder).deck.cards}
    after = {one.id: one for one in read_deck(again).deck.cards}
    assert set(after) == {"pick", "list-files"}
    for name, card in after.items():
        was = before[name]
        assert (card.front, card.body, card.why) == (was.front, was.body, was.why)
        assert card.sources == was.sources


def test_it_takes_one_topic_and_names_them_for_another(tmp_path: Path) -> None:
    folder = write_deck(tmp_path / "deck", SMALL_DECK)
    assert "pick" not in run("export", "--cards", folder, "--topic", "beta").stdout
    for asked in (["export"], ["import", folder / "topics/alpha/cards.md"]):
        refused = run(*asked, "--cards", folder, "--topic", "gamma")
        assert isinstance(refused.exception, InvalidInput)
        assert "one of: alpha, beta" in str(refused.exception)
        assert refused.stdout == ""


@pytest.mark.parametrize(
    ("content", "words"), [(b"\xff\xfe", "no UTF-8"), (b"a" * 6_000_000, "5 MB")]
)
def test_it_refuses_what_is_no_such_file(content: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / "odd.gift").write_bytes(content)
    folder = write_deck(tmp_path / "deck", SMALL_DECK)
    refused = run("import", tmp_path / "odd.gift", "--cards", folder, "--topic", "alpha")
    assert words in str(refused.exception)
