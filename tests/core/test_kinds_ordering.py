"""Steps to be put in order."""

from __future__ import annotations

import pytest

from quizapp.core.cards import Face
from quizapp.core.errors import InvalidInput
from quizapp.core.grades import Grade
from quizapp.core.kinds import kind_of
from tests.support.cards import checked, face_of, faults_of, read_card, shown

STEPS = "1. Alpha\n2. Beta\n3. Gamma\n4. Delta\n5. Epsilon"
CARD = read_card("#steps .order", STEPS)
TOKENS = [step["token"] for step in face_of(CARD)["steps"]]


def letters(face: Face) -> str:
    return "".join(step["text"][0] for step in face["steps"])


def order(numbers: str) -> list[str]:
    return [TOKENS[int(number) - 1] for number in numbers]


def test_it_keeps_the_right_order_in_the_stored_face() -> None:
    assert letters(face_of(CARD)) == "ABGDE"


def test_it_never_begins_in_the_right_order() -> None:
    two = read_card("#steps .order", "1. A\n2. B")
    assert {letters(shown(two, str(seed))) for seed in range(30)} == {"BA"}
    assert "ABGDE" not in {letters(shown(CARD, str(seed))) for seed in range(500)}


def test_it_shuffles_by_the_seed_alone() -> None:
    assert len({letters(shown(CARD, str(seed))) for seed in range(100)}) > 30
    assert shown(CARD, "7") == shown(CARD, "7")


def test_it_keeps_the_order_that_the_form_has() -> None:
    assert letters(shown(CARD, "any", {"order": order("54321")})) == "EDGBA"


@pytest.mark.parametrize(
    ("move", "expected"), [("3:up", "AGBDE"), ("3:down", "ABDGE"), ("1:up", "ABGDE")]
)
def test_it_moves_a_step_by_one_place(move: str, expected: str) -> None:
    number, _, direction = move.partition(":")
    given = {"order": order("12345"), "move": [f"{order(number)[0]}:{direction}"]}
    assert letters(shown(CARD, "any", given)) == expected


def test_it_leaves_the_stored_face_alone() -> None:
    face = face_of(CARD)
    kind_of(CARD).arrange(face, "7", {})
    assert face == face_of(CARD)


@pytest.mark.parametrize("move", ["zzz:up", f"{TOKENS[0]}:left", TOKENS[0]])
def test_it_refuses_a_move_that_no_form_sends(move: str) -> None:
    with pytest.raises(InvalidInput, match="out of date"):
        shown(CARD, "any", {"order": order("12345"), "move": [move]})


def test_it_finds_the_right_order_right() -> None:
    verdict = checked(CARD, order=order("12345"))
    assert (verdict.score, verdict.grade) == (1.0, Grade.GOOD)
    assert verdict.given == "Alpha → Beta → Gamma → Delta → Epsilon"
    assert verdict.detail == {"given": TOKENS, "in_order": [True] * 5, "right": TOKENS}


@pytest.mark.parametrize(
    ("given", "score", "grade"),
    [
        ("12354", 0.8, Grade.HARD),
        ("51234", 0.8, Grade.HARD),
        ("21354", 0.6, Grade.AGAIN),
        ("54321", 0.2, Grade.AGAIN),
    ],
)
def test_it_scores_the_longest_run_in_order(given: str, score: float, grade: Grade) -> None:
    verdict = checked(CARD, order=order(given))
    assert (verdict.score, verdict.grade) == (score, grade)


@pytest.mark.parametrize(
    ("given", "in_order"),
    [("12354", "yyyny"), ("51234", "nyyyy"), ("21354", "nyyny"), ("54321", "nnnny")],
)
def test_it_tells_which_steps_need_not_be_moved(given: str, in_order: str) -> None:
    verdict = checked(CARD, order=order(given))
    assert verdict.detail["in_order"] == [one == "y" for one in in_order]
    assert verdict.score == in_order.count("y") / 5


@pytest.mark.parametrize("given", ["1234", "12344", "123455"])
def test_it_refuses_an_order_that_is_not_of_all_steps(given: str) -> None:
    with pytest.raises(InvalidInput, match=r"^That form is out of date: load the page again\.$"):
        checked(CARD, order=order(given))


def test_it_refuses_a_form_without_an_order() -> None:
    with pytest.raises(InvalidInput, match="Put the steps in order"):
        checked(CARD, order=[])


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("1. A", "1: An order needs at least two steps."),
        ("1. A\n3. B", "2: The steps are numbered 1, 3."),
        ("1. A\n2. A", "3: This step repeats the one on line 2."),
        ("1. A\n2. B\n  > why", "3: A step cannot have an explanation."),
        ("1. A\n- B", "3: This line is not of the list: - B"),
        ("1.A\n2. B", "2: This line is not of the list: 1.A"),
    ],
)
def test_it_names_the_line_of_a_wrong_step(body: str, wrong: str) -> None:
    assert wrong in faults_of("#steps .order", body)


def test_it_accepts_the_numbering_that_repeats_one() -> None:
    assert read_card("#steps .order", "1. A\n1. B").body == ("A", "B")


def test_it_takes_the_order_for_the_meaning() -> None:
    meaning = kind_of(CARD).meaning
    assert meaning(("A", "B")) != meaning(("B", "A"))
    assert meaning(("A.", "B")) == meaning(("a", "b"))
