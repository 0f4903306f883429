"""The proofs that cards name exist and pass."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.core.cards import Card
from tests.support.built_in import CARDS, cards, cards_of
from tests.support.needs import need
from tests.support.proving import postgres_for
from tools.proofs.named_cards import has_code_options
from tools.proofs.proof_files import arguments_of, proof_files, proofs_in
from tools.proofs.pytest_process import run_tests

FILES = proof_files(CARDS)
#: No card may drop out of this test unseen.
FEWEST_PROVED_CHOICES = 40


def names_of(path: Path) -> list[str]:
    return [f"{path.relative_to(CARDS).as_posix()}::{name}" for name in proofs_in(path)]


def check(path: Path, postgres: str | None = None) -> None:
    """Run a file's proofs; a skipped one skips the test, in CI it fails it."""
    outcomes = run_tests(path, postgres)
    assert [outcome for outcome in outcomes if outcome.state == "failed"] == []
    assert {outcome.name for outcome in outcomes} == set(proofs_in(path))
    skipped = [f"{one.name}: {one.reason}" for one in outcomes if one.state == "skipped"]
    need(not skipped, f"what these proofs skip for: {skipped}")


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_the_proofs_of_a_file_pass(path: Path, request: pytest.FixtureRequest) -> None:
    check(path, postgres_for(path, request))


def test_the_proof_of_a_choice_takes_its_options() -> None:
    """It is then run with the key changed, and must fail."""
    choices = [card for card in cards_of("choice") if card.proof or has_code_options(card)]
    assert len(choices) >= FEWEST_PROVED_CHOICES
    unbound = [card.id for card in choices if not takes_options(card)]
    assert unbound == [], "these cards need a proof that takes `options`"


def takes_options(card: Card) -> bool:
    if card.proof is None:
        return False
    file, _, function = card.proof.partition("::")
    path = CARDS / Path(card.place.path).parent / file
    return path.exists() and "options" in arguments_of(path, function)


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


@pytest.fixture
def planted_beside_cards(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes a proof and the cards of its topic."""

    def plant(code: str, text: str) -> Path:
        path = tmp_path / "proofs" / "prove_planted.py"
        path.parent.mkdir()
        path.write_text(code)
        (tmp_path / "cards.md").write_text(text)
        return path

    return plant


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


CHOICE = """---
topic: alpha
---
## Which expression gives two? {#gives-two .choice}

- [x] `1 + 1`
- [ ] `1 + 2`
  > Three. (misconception: counting from one)
- [ ]
  ```
  2 + 2
  ```
  > Four. (misconception: twice two)

> Because of its cause.

Source: A book, chapter 2
Proof: proofs/prove_planted.py::test_sums
"""
RUNS_ALL = """def test_sums(options):
    assert all((eval(text) == 2) is right for text, right in options)
"""
RUNS_KEY = (
    "def test_sums(options):\n    assert [eval(text) for text, right in options if right] == [2]"
)
KNOWS_PLACES = """def test_sums(options):
    assert [eval(text) == 2 for text, _ in options] == [True, False, False]
"""
KEYS = [f"key changed with wrong option {number}" for number in (1, 2)]
TEXTS = [f"option {number} made wrong" for number in (2, 3)]


@pytest.mark.parametrize(
    ("code", "passing_all_the_same"),
    [(RUNS_ALL, []), (RUNS_KEY, TEXTS), (KNOWS_PLACES, KEYS)],
    ids=["runs every option", "runs the key", "knows the key's place"],
)
def test_a_proof_of_options_must_fail_when_key_or_options_are_others(
    planted_beside_cards: Callable[[str, str], Path], code: str, passing_all_the_same: list[str]
) -> None:
    planted = planted_beside_cards(code, CHOICE)
    outcomes = run_tests(planted, thorough=True)
    assert len(outcomes) == 1 + 2 + 3
    failed = [one.reason for one in outcomes if one.state == "failed"]
    expected = [
        f"test_sums[gives-two, {wrong}]: it passes all the same" for wrong in passing_all_the_same
    ]
    assert failed == expected
    quick = [one.reason for one in run_tests(planted) if one.state == "failed"]
    assert quick == [one for one in expected if TEXTS[0] not in one]


PROSE_CHOICE = (
    CHOICE.partition("- [x]")[0]
    + """
```python
1 + 1
```

***

- [x] It gives 2
- [ ] It gives 3
  > That is one more. (misconception: counting from one)
- [ ] It gives 11
  > That joins texts. (misconception: digits are texts)

> Because of its cause.

Source: A book, chapter 2
Proof: proofs/prove_planted.py::test_sums
"""
)
RUNS_THE_FENCE = """def test_sums(fence, options):
    assert all((text == f"It gives {eval(fence)}") is right for text, right in options)
"""
TYPES_THE_CODE_ANEW = "def test_sums(fence, options):\n    assert 1 + 1 == 2"


@pytest.mark.parametrize(
    ("code", "passing_all_the_same"),
    [(RUNS_THE_FENCE, []), (TYPES_THE_CODE_ANEW, KEYS)],
    ids=["compares with the key", "does not look at the key"],
)
def test_a_proof_of_prose_must_fail_when_the_key_is_another(
    planted_beside_cards: Callable[[str, str], Path], code: str, passing_all_the_same: list[str]
) -> None:
    outcomes = run_tests(planted_beside_cards(code, PROSE_CHOICE), thorough=True)
    assert len(outcomes) == 1 + 2
    failed = [one.reason for one in outcomes if one.state == "failed"]
    assert failed == [
        f"test_sums[gives-two, {wrong}]: it passes all the same" for wrong in passing_all_the_same
    ]


def test_a_proof_that_takes_options_and_that_no_card_names_fails(planted: Path) -> None:
    planted.write_text("def test_it(options): pass")
    with pytest.raises(AssertionError, match="No card names"):
        check(planted)
