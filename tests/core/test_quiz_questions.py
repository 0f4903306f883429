"""Asking cards in a quiz: who judges, and what counts as right."""

from __future__ import annotations

import pytest

from quizapp.core.errors import InvalidInput
from quizapp.core.kinds.tokens import token_of
from quizapp.core.quizzes.questions import check, is_self_marked, options_of, ways_of
from tests.support.cards import read_card

CHOICE = read_card("#one .choice", "- [x] a\n- [ ] b\n- [ ] c")
TYPED = read_card("#one .typed", "= git rm --cached .env")
OUTPUT = read_card("#one .output", "```python run\nprint(1)\n```\n```output\n1\n```")
ORDER = read_card("#one .order", "1. one\n2. two")
GAP = read_card("#one .cloze", "In PostgreSQL it is ==READ COMMITTED=={1} or `==x=={2}`.")
LONG_GAP = read_card("#one .cloze", f"It is =={'word ' * 9}end=={{1}}.")
CODE_GAP = read_card("#one .cloze", "```python\ndef f(acc=[]):\n    pass\n```\nHide: `acc=[]`")
TWO_GAPS = read_card("#one .cloze", "Both ==one=={1} and ==two=={1}.")


@pytest.mark.parametrize(
    ("card", "part", "self_marked"),
    [
        (CHOICE, "", False),
        (TYPED, "", False),
        (OUTPUT, "", False),
        (ORDER, "", False),
        (GAP, "1", False),
        (LONG_GAP, "1", True),
        (read_card("#one", "Because."), "", True),
        (read_card("#one .scenario", "At the log."), "", True),
    ],
)
def test_the_program_judges_what_it_can(card, part: str, self_marked: bool) -> None:  # type: ignore[no-untyped-def]
    assert is_self_marked(card, part) is self_marked


def test_it_counts_the_options_that_are_offered() -> None:
    assert [options_of(one) for one in (CHOICE, TYPED, GAP)] == [3, 0, 0]


def test_a_guess_chooses_as_many_options_as_the_page_asks_for() -> None:
    two_of_five = read_card("#two .choice", "- [x] a\n- [x] b\n- [ ] c\n- [ ] d\n- [ ] e")
    assert [ways_of(one) for one in (CHOICE, two_of_five, TYPED, GAP)] == [3, 10, 0, 0]


@pytest.mark.parametrize("typed", ["READ COMMITTED", "read  committed", " Read committed. "])
def test_a_gap_is_right_when_the_words_are(typed: str) -> None:
    assert check(GAP, "1", {"typed": [typed]}).is_right


@pytest.mark.parametrize("typed", ["read uncommitted", "committed", "x"])
def test_a_gap_is_wrong_otherwise_and_says_what_was_wanted(typed: str) -> None:
    verdict = check(GAP, "1", {"typed": [typed]})
    assert verdict.score == 0
    assert verdict.detail["closest"] == "READ COMMITTED"


def test_a_gap_in_code_is_its_code() -> None:
    assert check(CODE_GAP, "1", {"typed": ["acc=[]"]}).is_right
    assert not check(CODE_GAP, "1", {"typed": ["acc=()"]}).is_right


@pytest.mark.parametrize("typed", ["one, two", "one two"])
def test_two_gaps_of_one_number_are_asked_for_together(typed: str) -> None:
    assert check(TWO_GAPS, "1", {"typed": [typed]}).is_right
    assert not check(TWO_GAPS, "1", {"typed": ["one"]}).is_right


@pytest.mark.parametrize("card", [TYPED, OUTPUT, GAP])
@pytest.mark.parametrize("typed", [[], [""], ["  \n"]])
def test_nothing_written_is_no_answer(card, typed: list[str]) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InvalidInput, match="don’t know"):
        check(card, "1" if card is GAP else "", {"typed": typed})


def test_an_answer_too_long_to_be_one_is_refused() -> None:
    with pytest.raises(InvalidInput, match="at most"):
        check(GAP, "1", {"typed": ["x" * 5000]})


def test_the_kinds_own_checks_are_used() -> None:
    assert check(CHOICE, "", {"choice": [token_of("a")]}).is_right
    assert check(ORDER, "", {"order": [token_of("one"), token_of("two")]}).is_right
    assert check(OUTPUT, "", {"typed": ["1"]}).is_right
    with pytest.raises(InvalidInput, match="out of date"):
        check(CHOICE, "", {"choice": ["deadbeef"]})


def test_what_the_learner_judges_is_not_judged_by_the_program() -> None:
    with pytest.raises(InvalidInput, match="show the answer first"):
        check(read_card("#one", "Because."), "", {"typed": ["Because."]})
