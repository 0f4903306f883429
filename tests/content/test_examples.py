"""The programs on cards do what the cards say."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from quizapp.core.cards import Card
from quizapp.core.kinds.fix import Repair
from quizapp.core.kinds.output import Program
from tests.support.built_in import cards_of
from tests.support.proving import run
from tools.proofs.running import Ran

#: No card may drop out of these tests unseen.
FEWEST = {"output": 16, "fix": 10}


def each(cards: Iterable[Card]) -> list[object]:
    return [pytest.param(card.body, id=card.id) for card in cards]


@pytest.mark.parametrize("kind", FEWEST)
def test_the_deck_has_programs_to_run(kind: str) -> None:
    assert len(cards_of(kind)) >= FEWEST[kind]


@pytest.mark.parametrize("program", each(cards_of("output")))
def test_a_program_prints_what_its_card_says_and_nothing_else(program: Program) -> None:
    assert run(program.language, program.code) == Ran(f"{program.expected}\n", "", 0)


@pytest.mark.parametrize("repair", each(cards_of("fix")))
def test_a_broken_program_ends_with_the_error_on_its_card(repair: Repair) -> None:
    ran = run(repair.language, repair.broken)
    assert ran.last_error == repair.error
    assert ran.exit_code > 0


@pytest.mark.parametrize("repair", each(cards_of("fix")))
def test_a_mended_program_ends_well(repair: Repair) -> None:
    ran = run(repair.language, repair.fixed)
    assert (ran.last_error, ran.exit_code) == ("", 0)
