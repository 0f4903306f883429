"""`quizapp schedule`: the output for people and programs, and what it says of bad input."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner, Result

from quizapp.core.scheduling.fsrs import DEFAULT_WEIGHTS
from quizapp.features.schedule.commands import schedule


def run(*arguments: str) -> Result:
    return CliRunner().invoke(schedule, arguments)


def test_it_prints_sm2_as_one_line_of_json() -> None:
    result = run("sm2", "5,5,4,2,3", "--json")
    assert result.exit_code == 0
    assert result.stdout.count("\n") == 1
    assert json.loads(result.stdout) == [
        {"repetitions": 1, "easiness": 2.6, "interval_days": 1},
        {"repetitions": 2, "easiness": 2.7, "interval_days": 6},
        {"repetitions": 3, "easiness": 2.7, "interval_days": 17},
        {"repetitions": 0, "easiness": 2.7, "interval_days": 1},
        {"repetitions": 1, "easiness": 2.56, "interval_days": 1},
    ]


def test_it_prints_sm2_as_an_aligned_table() -> None:
    assert run("sm2", " 5, 5,4 ").stdout.splitlines() == [
        "quality  repetitions  easiness  interval (days)",
        "      5            1      2.60                1",
        "      5            2      2.70                6",
        "      4            3      2.70               17",
    ]


def test_it_prints_fsrs_as_one_line_of_json() -> None:
    result = run("fsrs", "3@0,3@2,1@9", "--json")
    assert result.exit_code == 0
    assert result.stdout.count("\n") == 1
    first, second, third = json.loads(result.stdout)
    assert first == {
        "stability": 2.3065,
        "difficulty": pytest.approx(2.11810397),
        "interval_days": 2,
        "recall": None,
    }
    assert second["stability"] == pytest.approx(10.9643323)
    assert second["recall"] == pytest.approx(0.909493256)
    assert second["interval_days"] == 11
    assert third["stability"] < second["stability"]


def test_it_counts_days_from_the_start_and_takes_equal_ones_as_the_same_day() -> None:
    answers = json.loads(run("fsrs", "3@5,3@5,3@7", "--json").stdout)
    assert [answer["recall"] for answer in answers] == [None, 1.0, pytest.approx(0.909493256)]


def test_it_prints_fsrs_as_an_aligned_table() -> None:
    assert run("fsrs", "3@0,3@2").stdout.splitlines() == [
        "day  grade  recall before  stability (days)  difficulty  interval (days)",
        "  0      3              -              2.31        2.12                2",
        "  2      3          90.9%             10.96        2.11               11",
    ]


def test_it_aims_at_the_retention_that_is_asked_for() -> None:
    days = [
        json.loads(run("fsrs", "4@0", "--retention", aim, "--json").stdout)[0]["interval_days"]
        for aim in ("0.95", "0.9", "0.8")
    ]
    assert days == sorted(set(days))
    assert days[1] == 8


def test_it_uses_the_weights_that_are_given() -> None:
    weights = ",".join(map(str, (0.5, *DEFAULT_WEIGHTS[1:])))
    assert json.loads(run("fsrs", "1@0", "--weights", weights, "--json").stdout)[0][
        "stability"
    ] == pytest.approx(0.5)


DEFAULTS = ",".join(map(str, DEFAULT_WEIGHTS))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sm2", "5,6"], "Grade 2 is “6”; write qualities from 0 to 5"),
        (["sm2", ""], "Grade 1 is “”"),
        (["sm2", "5,,4"], "Grade 2 is “”"),
        (["sm2", "good"], "Grade 1 is “good”"),
        (["sm2", "³"], "Grade 1 is “³”"),
        (["fsrs", "5@0"], "Answer 1 is “5@0”; write a grade from 1 to 4, @ and a whole day"),
        (["fsrs", "3"], "Answer 1 is “3”"),
        (["fsrs", "3@0,3@1.5"], "Answer 2 is “3@1.5”"),
        (["fsrs", "3@-1"], "Answer 1 is “3@-1”"),
        (["fsrs", "3@9,3@2"], "Answer 2 is on day 2, before the answer on day 9"),
        (["fsrs", "3@36501"], "the last day is 36500"),
        (["fsrs", "3@0", "--retention", "90"], "it must be a number from 0.1 to 0.99"),
        (["fsrs", "3@0", "--retention", "nan"], "it must be a number from 0.1 to 0.99"),
        (["fsrs", "3@0", "--retention", "high"], "The retention is “high”"),
        (["fsrs", "3@0", "--weights", "1,2,3"], "There are 3 weights; FSRS-6 has 21"),
        (["fsrs", "3@0", "--weights", "1,x"], "Weight w1 is “x”; write 21 numbers"),
        (["fsrs", "3@0", "--weights", f"900{DEFAULTS[5:]}"], "Weight w0 is 900; it must lie"),
        (["fsrs", "3@0", "--weights", f"inf{DEFAULTS[5:]}"], "Weight w0 is inf"),
    ],
)
def test_it_says_in_one_sentence_what_is_wrong_and_allowed(arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stderr.endswith(".\n")


@pytest.mark.parametrize("arguments", [["sm2"], ["fsrs"], ["sm2", "5", "--wat"], ["sm3", "5"]])
def test_it_exits_with_2_for_a_wrong_command_line(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_it_stays_light_to_import() -> None:
    code = (
        "import sys, quizapp.features.schedule.commands;"
        "print(sorted({'flask', 'sqlalchemy', 'jinja2', 'zoneinfo'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
