"""`cards/proofs.lock` tells what was run, and is not older than the cards and their proofs."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.core.proof_results import PATH, claims_of_cards, parse_results, write_results
from quizapp.storage.deck_folder import read_deck
from tests.support.built_in import CARDS, reading
from tests.support.decks import GUIDE, ROADMAP, write_deck
from tools.proofs.__main__ import write_lock
from tools.proofs.deck_run import claims_of, run_deck
from tools.proofs.proof_files import proof_texts
from tools.proofs.runners import runners_of_program, runners_of_proof, versions_of


def test_the_results_in_the_deck_are_those_of_its_present_cards_pages_and_proofs() -> None:
    """That each of them holds is what the other tests of this folder find out."""
    claims = claims_of(reading(), proof_texts(CARDS))
    lock = CARDS / PATH
    assert lock.exists(), f"{PATH} is missing: run `make proofs` and commit it."
    results, problems = parse_results(lock.read_text(encoding="utf-8"))
    assert problems == []
    missing = sorted(claims.keys() - results.keys())
    outdated = [one for one in claims if one in results and claims[one][:2] != results[one][:2]]
    unclaimed = sorted(results.keys() - claims.keys())
    assert (missing, outdated, unclaimed) == ([], [], []), "Run `make proofs` and commit the file."


CARD = """---
topic: alpha
---
## What is two? {#two}
Two.

> Because one and one make it, which the proof adds up.

Source: [First things](guide.md#first-things)
Proof: proofs/prove_sums.py::test_two

## What is printed? {#prints .output}

```python run
print(1)
```
```output
1
```

> Because it is printed by the one line that the program has.

Source: [First things](guide.md#first-things)
"""
PROOF = "def test_two(): assert 1 + 1 == 2\ndef test_three(): assert False"


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    files = {
        "roadmap.toml": ROADMAP,
        "topics/alpha/guide.md": GUIDE,
        "topics/alpha/cards.md": CARD,
        "topics/alpha/proofs/prove_sums.py": PROOF,
    }
    return write_deck(tmp_path, files)


def test_what_holds_is_written_down_and_the_rest_is_told(deck: Path) -> None:
    results, failures = run_deck(deck, "", "")
    assert list(results) == ["two", "prints"]
    assert failures == []
    (deck / "topics/alpha/cards.md").write_text(CARD.replace("test_two", "test_three"))
    results, failures = run_deck(deck, "", write_results(results))
    assert list(results) == ["prints"]
    assert failures == ["two: assert False"]


def test_the_command_writes_the_file_and_its_exit_code_tells_whether_all_held(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert write_lock(deck, "") == 0
    results, problems = parse_results((deck / PATH).read_text())
    assert (list(results), problems) == (["prints", "two"], [])
    (deck / "topics/alpha/cards.md").write_text(CARD.replace("print(1)", "print(2)"))
    assert write_lock(deck, "") == 1
    assert list(parse_results((deck / PATH).read_text())[0]) == ["two"]
    assert capsys.readouterr().out.endswith("1 claims held, 1 did not.\n")


def test_what_this_machine_cannot_run_keeps_its_result_while_that_counts(deck: Path) -> None:
    (deck / "topics/alpha/proofs/prove_sums.py").write_text(
        "import pytest\ndef test_two(): pytest.skip('needs an engine')"
    )
    claims = claims_of_cards(read_deck(deck).deck.cards, proof_texts(deck))
    told = "dockerfile 2026-10 Python 3.12.1"
    earlier = f"two {claims['two'].content} {claims['two'].proof} {told}\n"
    results, failures = run_deck(deck, "", earlier)
    assert (results["two"].versions, failures) == ("Python 3.12.1", [])
    results, failures = run_deck(deck, "", earlier.replace(claims["two"].proof, "0" * 16))
    assert list(results) == ["prints"]
    assert failures == ["two: needs an engine"]


@pytest.mark.parametrize(
    ("function", "names"),
    [
        ("test_plain", []),
        ("test_asked", ["git", "redis"]),
        ("test_started", ["git"]),
        ("test_imported", ["django", "drf"]),
    ],
)
def test_a_proof_runs_on_what_it_asks_for_starts_and_imports(
    tmp_path: Path, function: str, names: list[str]
) -> None:
    file = tmp_path / "prove_it.py"
    file.write_text(
        "def test_plain(): pass\n"
        "def test_asked(redis_url, git_repo): pass\n"
        "def test_started(): run(['git', 'status'])\n"
        "def test_imported():\n    import django.db\n    from rest_framework import views\n"
    )
    assert [runner.name for runner in runners_of_proof(file, function)] == names


def test_versions_are_those_of_this_machine() -> None:
    runners = runners_of_program("sh", "git init -q") + runners_of_program("sql", "SELECT 1")
    assert [runner.name for runner in runners] == ["shell", "git", "sqlite"]
    told = versions_of(runners, None)
    assert told.count(", ") == 3
    assert "of unknown version" not in told
