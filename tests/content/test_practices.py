"""The example of a practice fails before as its page says, and passes after."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.built_in import CARDS
from tests.support.needs import need
from tests.support.proving import postgres_for
from tools.proofs.practices import Example, examples, run_example


@pytest.mark.parametrize("example", examples(CARDS), ids=lambda example: example.name)
def test_an_example_shows_what_its_page_says(
    example: Example, request: pytest.FixtureRequest
) -> None:
    outcome = run_example(example, postgres_for(example.test, request))
    need(outcome.state != "skipped", f"what this example skips for: {outcome.reason}")
    assert (outcome.state, outcome.reason) == ("passed", "")


FILES = {
    "before.py": "def two(): return 3",
    "after.py": "def two(): return 2",
    "test_example.py": "import example\ndef test_two(): assert example.two() == 2",
}
PAGE = "# Test early\n\n## Example\n\n```text\nassert 3 == 2\n```\n\n## Checklist\n"


def planted(cards: Path, written: str = PAGE, **changed: str) -> Example:
    folder = cards / "practices" / "test-early"
    folder.mkdir(parents=True)
    folder.with_suffix(".md").write_text(written)
    for name, text in {**FILES, **changed}.items():
        if text:
            (folder / name).write_text(text)
    (example,) = examples(cards)
    return example


def test_an_example_that_fails_as_told_and_then_passes_is_good(tmp_path: Path) -> None:
    assert run_example(planted(tmp_path)).state == "passed"


@pytest.mark.parametrize(
    ("written", "changed", "reason"),
    [
        (PAGE, {"before.py": FILES["after.py"]}, "the version before passes its tests"),
        (PAGE, {"after.py": FILES["before.py"]}, "after: assert 3 == 2"),
        (PAGE.replace("3", "4"), {}, "the page says 'assert 4 == 2'"),
        ("# Test early\n", {}, "has no fence ```text with the failure"),
        (PAGE, {"after.py": ""}, "the folder needs one before.*, one after.*"),
        (PAGE, {"before.sh": "echo 2"}, "the folder needs one before.*, one after.*"),
    ],
    ids=[
        "passes before",
        "fails after",
        "fails otherwise",
        "failure untold",
        "no after",
        "two before",
    ],
)
def test_an_example_that_does_not_show_what_its_page_says_fails(
    tmp_path: Path, written: str, changed: dict[str, str], reason: str
) -> None:
    outcome = run_example(planted(tmp_path, written, **changed))
    assert outcome.state == "failed"
    assert reason in outcome.reason


def test_an_example_may_need_what_the_machine_lacks(tmp_path: Path) -> None:
    test = "import pytest, example\ndef test_two():\n    if example.two() == 2: pytest.skip('git')"
    early = f"{test}\n    assert 3 == 2"
    outcome = run_example(planted(tmp_path, **{"test_example.py": early}))
    assert (outcome.state, outcome.reason) == ("skipped", "git")
