"""The proofs that cards name exist and pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.built_in import CARDS, cards
from tests.support.needs import need
from tools.proofs.proof_files import proof_files, proofs_in, run_proofs

FILES = proof_files(CARDS)


def names_of(path: Path) -> list[str]:
    return [f"{path.relative_to(CARDS).as_posix()}::{name}" for name in proofs_in(path)]


def check(path: Path) -> None:
    """Run a file's proofs; a skipped one skips the test, in CI it fails it."""
    outcomes = run_proofs(path)
    assert [outcome for outcome in outcomes if outcome.state == "failed"] == []
    assert {outcome.name for outcome in outcomes} == set(proofs_in(path))
    skipped = [f"{one.name}: {one.reason}" for one in outcomes if one.state == "skipped"]
    need(not skipped, f"what these proofs skip for: {skipped}")


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_the_proofs_of_a_file_pass(path: Path) -> None:
    check(path)


def test_cards_name_proofs_that_exist_and_each_proof_is_named() -> None:
    named = {
        f"{Path(card.place.path).parent.as_posix()}/{card.proof}" for card in cards() if card.proof
    }
    existing = {name for path in FILES for name in names_of(path)}
    assert len(named) >= 30
    assert named - existing == set(), "named by a card, and not there"
    assert existing - named == set(), "there, and named by no card"


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    return tmp_path / "prove_planted.py"


@pytest.mark.parametrize(
    "code",
    [
        "def test_it(): assert 1 == 2",
        "import nothing_of_this_name\ndef test_it(): pass",
        "import pytest\n@pytest.fixture\ndef broken(): 1 / 0\ndef test_it(broken): pass",
        "import os\ndef test_it(): os._exit(0)",
        "def test_it(): pass\ndel test_it",
    ],
    ids=["fails", "cannot be imported", "fixture fails", "exits", "does not run"],
)
def test_a_proof_that_does_not_hold_fails(planted: Path, code: str) -> None:
    planted.write_text(code)
    with pytest.raises(AssertionError):
        check(planted)


def test_a_skipped_proof_fails_in_ci_and_skips_elsewhere(
    planted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted.write_text("import pytest\ndef test_it(): pytest.skip('no engine here')")
    monkeypatch.setenv("CI", "1")
    with pytest.raises(pytest.fail.Exception, match="no engine here"):
        check(planted)
    monkeypatch.delenv("CI")
    with pytest.raises(pytest.skip.Exception, match="no engine here"):
        check(planted)
