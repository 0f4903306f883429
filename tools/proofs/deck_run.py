"""Running all that the deck claims, and writing down what held."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from quizapp.core.proof_results import (
    Claim,
    Result,
    claims_of_cards,
    claims_of_page,
    parse_results,
)
from quizapp.storage.deck_folder import DeckReading, read_deck
from tools.proofs.page_code import programs_on
from tools.proofs.practices import examples, run_example
from tools.proofs.proof_files import executed_by, proof_files, proof_texts
from tools.proofs.pytest_process import Outcome, run_tests
from tools.proofs.runners import Runner, runners_of_program, runners_of_proof, versions_of
from tools.proofs.running import Ran, run_program


class Standing(NamedTuple):
    """Code that is run as it stands on a card or a page."""

    language: str
    code: str
    run: Callable[[], Outcome]


def claims_of(reading: DeckReading, texts: dict[str, str]) -> dict[str, Claim]:
    """All that cards and pages claim and that is run, by id."""
    claims = claims_of_cards(reading.deck.cards, texts)
    for page in reading.pages:
        claims |= claims_of_page(page, texts)
    return claims


def run_deck(root: Path, postgres: str, before: str) -> tuple[dict[str, Result], list[str]]:
    """The results of what held, and a sentence for each claim that did not.

    A claim that cannot be run on this machine keeps its result of `before` while that counts.
    """
    reading = read_deck(root)
    texts = proof_texts(root)
    standing = _standing(reading)
    outcomes = _run_all(root, standing, postgres)
    earlier, _ = parse_results(before)
    results, failures = {}, []
    for name, claim in claims_of(reading, texts).items():
        runners = runners_of_program(*standing[name][:2]) if name in standing else []
        found = outcomes.get(name, [])
        path, _, test = claim.path.partition("::")
        for file in executed_by(path, texts) if path else ():
            runners += runners_of_proof(root / file, test)
            found = found + [one for one in outcomes.get(file, ()) if test in ("", one.name)]
        bad = next((one for one in found if one.state != "passed"), None)
        if found and bad is None:
            results[name] = _result(claim, runners, postgres)
        elif bad and bad.state == "skipped" and name in earlier and earlier[name][:2] == claim[:2]:
            results[name] = earlier[name]
        else:
            failures.append(f"{name}: {bad.reason if bad else 'no test runs it'}")
    return results, failures


def program_outcome(language: str, code: str, expected: str) -> Outcome:
    """Whether a program prints what stands below it and nothing else."""
    ran = run_program(language, code)
    good = ran == Ran(f"{expected}\n", "", 0)
    return Outcome(language, "passed" if good else "failed", "" if good else str(ran))


def repair_outcome(repair: Any) -> Outcome:
    """Whether the broken code of a card ends with its error, and the mended code well."""
    broken = run_program(repair.language, repair.broken)
    fixed = run_program(repair.language, repair.fixed)
    good = broken.last_error == repair.error and broken.exit_code > 0
    good = good and (fixed.last_error, fixed.exit_code) == ("", 0)
    return Outcome(repair.language, "passed" if good else "failed", f"{broken} {fixed}")


def _standing(reading: DeckReading) -> dict[str, Standing]:
    """The programs of cards and pages by id."""
    found = {}
    for card in reading.deck.cards:
        body = card.body
        if card.kind == "output":
            run = partial(program_outcome, body.language, body.code, body.expected)
            found[card.id] = Standing(body.language, body.code, run)
        elif card.kind == "fix":
            found[card.id] = Standing(body.language, body.fixed, partial(repair_outcome, body))
    for name, part in programs_on(reading.pages).items():
        run = partial(program_outcome, part.language, part.code, part.output)
        found[name] = Standing(part.language, part.code, run)
    return found


def _run_all(root: Path, standing: dict[str, Standing], postgres: str) -> dict[str, list[Outcome]]:
    """What came of programs by id, and of proofs and examples by the path of their tests."""
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        proofs = {
            path: pool.submit(run_tests, path, postgres, thorough=True)
            for path in proof_files(root)
        }
        single = {name: pool.submit(one.run) for name, one in standing.items()}
        for example in examples(root):
            name = example.test.relative_to(root).as_posix()
            single[name] = pool.submit(run_example, example, postgres)
        outcomes = {name: [one.result()] for name, one in single.items()}
        for path, several in proofs.items():
            outcomes[path.relative_to(root).as_posix()] = several.result()
    return outcomes


def _result(claim: Claim, runners: list[Runner], postgres: str) -> Result:
    used = list(dict.fromkeys(runners))
    main = used[-1].name if used else "python"
    month = time.strftime("%Y-%m")
    return Result(claim.content, claim.proof, main, month, versions_of(used, postgres))
