"""Runs what the deck claims and writes `cards/proofs.lock`: `python -m tools.proofs`.

With words it runs the proofs and examples whose path holds one of them, and writes nothing.
"""

from __future__ import annotations

import sys
from pathlib import Path

from quizapp.core.proof_results import PATH, write_results
from tools.proofs.deck_run import run_deck
from tools.proofs.practices import examples, run_example
from tools.proofs.proof_files import proof_files
from tools.proofs.pytest_process import Outcome, run_tests
from tools.proofs.servers import postgres_server

CARDS = Path(__file__).parents[2] / "cards"


def main(words: list[str]) -> int:
    """Run all, or what is named; the exit code tells whether everything held."""
    with postgres_server() as postgres:
        return run_named(words, postgres) if words else write_lock(CARDS, postgres)


def write_lock(cards: Path, postgres: str) -> int:
    """Run everything and write down what held."""
    lock = cards / PATH
    before = lock.read_text(encoding="utf-8") if lock.exists() else ""
    results, failures = run_deck(cards, postgres, before)
    lock.write_text(write_results(results), encoding="utf-8")
    print(*failures, f"{len(results)} claims held, {len(failures)} did not.", sep="\n")
    return 1 if failures else 0


def run_named(words: list[str], postgres: str) -> int:
    """Run the proofs and examples whose path holds one of the words."""
    outcomes: list[Outcome] = []
    for path in proof_files(CARDS):
        if any(word in str(path) for word in words):
            outcomes += run_tests(path, postgres, thorough=True)
    for example in examples(CARDS):
        if any(word in str(example.folder) for word in words):
            outcomes.append(run_example(example, postgres))
    for outcome in outcomes:
        print(f"{outcome.state} {outcome.name}")
        if outcome.state != "passed":
            print(outcome.report or outcome.reason)
    return 1 if any(outcome.state == "failed" for outcome in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
