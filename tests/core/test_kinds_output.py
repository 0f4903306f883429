"""Code whose output is to be predicted."""

from __future__ import annotations

import pytest

from quizapp.core.cards import Prompt
from quizapp.core.errors import InvalidInput
from quizapp.core.grades import Grade
from quizapp.core.kinds import kind_of
from tests.support.cards import checked, face_of, faults_of, read_card

CODE = "```python run\nfor n in 1, 2:\n    print([n])\n```"
OUTPUT = "```output\n[1]\n[2]\n```"
CARD = read_card("#print .output", f"{CODE}\n{OUTPUT}")


def test_it_shows_the_code_without_the_word_run() -> None:
    assert face_of(CARD) == {
        "question": "What is it?",
        "language": "python",
        "code": "```python\nfor n in 1, 2:\n    print([n])\n```",
        "expected": "[1]\n[2]",
    }


@pytest.mark.parametrize("typed", ["[1]\n[2]", "[1]\r\n[2]\r\n", "\n[1]  \n[2]\n\n"])
def test_it_accepts_the_output_whatever_its_line_ends(typed: str) -> None:
    verdict = checked(CARD, typed=[typed])
    assert (verdict.score, verdict.grade) == (1.0, Grade.GOOD)


def test_it_shows_which_lines_differ() -> None:
    verdict = checked(CARD, typed=["[1]\n[1, 2]"])
    assert (verdict.score, verdict.grade) == (0.0, Grade.AGAIN)
    assert verdict.detail == {"diff": [["same", "[1]"], ["extra", "[1, 2]"], ["missing", "[2]"]]}


def test_it_takes_case_and_inner_space_for_parts_of_the_output() -> None:
    card = read_card("#print .output", "```sh run\necho True  x\n```\n```output\nTrue x\n```")
    assert not checked(card, typed=["true x"]).is_right
    assert not checked(card, typed=["True  x"]).is_right


def test_it_leaves_room_beside_the_bars_between_the_values_of_a_row() -> None:
    card = read_card("#print .output", "```sql run\nSELECT 1, 'a b';\n```\n```output\n1|a b\n```")
    assert checked(card, typed=["1 | a b"]).is_right
    assert not checked(card, typed=["1|a  b"]).is_right
    shell = read_card("#print .output", "```sh run\necho '1|a'\n```\n```output\n1|a\n```")
    assert not checked(shell, typed=["1 | a"]).is_right


@pytest.mark.parametrize("given", [{}, {"typed": [""]}, {"typed": [" \n"]}])
def test_it_leaves_the_grade_to_a_learner_who_types_nothing(given: dict[str, list[str]]) -> None:
    assert kind_of(CARD).check(CARD, Prompt("print"), given) is None


def test_it_refuses_more_than_anyone_would_type() -> None:
    with pytest.raises(InvalidInput, match="at most 4000 characters"):
        checked(CARD, typed=["x" * 4001])


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("", "1: The fence ```python run (or sql, or sh) is missing."),
        (CODE, "1: The fence ```output is missing."),
        (
            f"```py run\nx\n```\n{OUTPUT}",
            "2: The fence ```py run stands where ```python run (or sql, or sh) belongs.",
        ),
        (
            f"{CODE}\n```\n1\n```",
            "6: The fence ``` stands where ```output belongs.",
        ),
        (f"{CODE}\nText\n{OUTPUT}", "6: Text stands where the fence ```output belongs."),
        (f"{CODE}\n{OUTPUT}\nText", "10: Nothing but the why may follow the output."),
        (f"{CODE}\n```output\n```", "6: The card has no answer."),
        (f"```sql run\n```\n{OUTPUT}", "2: The program is empty."),
        (f"{CODE}\n```output\n" + "x\n" * 101 + "```", "6: The output is too long to predict."),
    ],
)
def test_it_names_the_line_of_a_wrong_fence(body: str, wrong: str) -> None:
    assert wrong in faults_of("#print .output", body)


def test_it_takes_code_and_output_for_the_meaning() -> None:
    meaning = kind_of(CARD).meaning
    indented = read_card("#print .output", f"{CODE.replace('    print', '  print')}\n{OUTPUT}")
    trailing = read_card("#print .output", f"{CODE.replace(':', ':  ')}\n{OUTPUT}")
    assert meaning(CARD.body) != meaning(indented.body)
    assert meaning(CARD.body) == meaning(trailing.body)
