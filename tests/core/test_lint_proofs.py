"""The rule that a proof which a card names is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from quizapp.core.lint import Collection, lint
from tests.support.linting import MANUAL, SECTION, Example, card, check, collection, each

PROOFS = {"topics/alpha/proofs/prove_it.py": "def test_once():\n    assert True\n"}


def proved(
    function: str, file: str = "prove_it.py", files: Mapping[str, str] = PROOFS
) -> Collection:
    """A deck with a card that names this proof."""
    named = f"Proof: proofs/{file}" + (f"::{function}" if function else "")
    return replace(collection(card(sources="\n".join((SECTION, MANUAL, named)))), files=files)


EXAMPLES = {"E09b": Example(proved("test_twice"), proved("test_once"))}


@each(EXAMPLES)
def test_a_breach_is_found_by_its_rule_alone_and_its_neighbour_by_none(
    rule: str, breaks: Collection, keeps: Collection
) -> None:
    check(rule, breaks, keeps)


@pytest.mark.parametrize(
    ("deck", "message", "remedy"),
    [
        (
            proved("test_onec"),
            "topics/alpha/proofs/prove_it.py has no proof `test_onec`.",
            "Did you mean `test_once`?",
        ),
        (
            proved("test_once", "prove_its.py"),
            "There is no file topics/alpha/proofs/prove_its.py that can be read.",
            "Did you mean `proofs/prove_it.py`?",
        ),
        (
            proved("test_once", "../proofs/prove_it.py"),
            "There is no file topics/alpha/proofs/../proofs/prove_it.py that can be read.",
            "Name one that is there, or write it.",
        ),
        (
            proved(""),
            "The proof names a file and no function of it.",
            "Write `Proof: proofs/prove_it.py::test_name`.",
        ),
        (
            proved("test_once", files={"topics/beta/proofs/prove_it.py": ""}),
            (
                "The proof `proofs/prove_it.py::test_once` is not there: "
                "the deck has no folder topics/alpha/proofs, or nothing is in it."
            ),
            "Write the proof in topics/alpha/proofs/prove_*.py, or remove the line.",
        ),
        (
            proved("test_once", files={"topics/alpha/proofs/prove_it.py": "x = 1\ndef test("}),
            "topics/alpha/proofs/prove_it.py is no Python, so it holds no proof.",
            "Mend its line 2.",
        ),
    ],
)
def test_a_proof_that_is_not_there_is_told_on_its_line(
    deck: Collection, message: str, remedy: str
) -> None:
    (found,) = lint(deck)
    last = deck.deck.cards[-1].place.line + deck.deck.cards[-1].text.rstrip().count("\n")
    assert (found.rule, found.line) == ("E09b", last)
    assert (found.message, found.remedy) == (message, remedy)


@pytest.mark.parametrize(
    "code",
    [
        "import nowhere\nasync def test_once(): ...",
        "x = '\\d'\ndef test_once(card): ...",
        "raise SystemExit\ndef test_once(): ...",
    ],
)
def test_a_proof_is_found_without_running_its_file(code: str) -> None:
    assert lint(proved("test_once", files={"topics/alpha/proofs/prove_it.py": code})) == []
    assert lint(proved("test_once[a-case]")) == []


@pytest.mark.parametrize("code", ["def test_once():", "x = 1\0", "(" * 100_000, "-" * 100_000])
def test_a_file_that_python_cannot_read_holds_no_proof(code: str) -> None:
    (found,) = lint(proved("test_once", files={"topics/alpha/proofs/prove_it.py": code}))
    assert (found.rule, found.remedy) == ("E09b", "Mend its line 1.")
