"""Short answers to be typed, and the patterns that accept them."""

from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.errors import InvalidInput
from quizapp.core.grades import Grade
from quizapp.core.kinds import kind_of
from quizapp.core.kinds.pattern_nodes import fits
from quizapp.core.kinds.patterns import PatternError, pattern_of
from tests.support.cards import checked, face_of, faults_of, read_card

STATUS = "= 412\n= 412 Precondition Failed"


def test_it_shows_the_first_accepted_form_as_the_answer() -> None:
    face = face_of(read_card("#status .typed", "= a `b`\n= c\n=~ d+"))
    assert face == {
        "question": "What is it?",
        "answer": "`` a `b` ``",
        "accepted": ["a `b`", "c"],
    }


@pytest.mark.parametrize(
    "typed", ["412", " 412 ", "412 precondition  failed", "４１２", "412\u00a0Precondition\tFailed"]
)
def test_it_compares_without_case_and_layout(typed: str) -> None:
    verdict = checked(read_card("#status .typed", STATUS), typed=[typed])
    assert (verdict.score, verdict.grade) == (1.0, Grade.GOOD)
    assert {operation for operation, _ in verdict.detail["diff"]} == {"same"}


def test_it_compares_case_where_the_card_asks_for_it() -> None:
    card = read_card("#status .typed case=exact", "= HEAD\n=~ GET|PUT")
    assert checked(card, typed=["HEAD"]).is_right
    assert not checked(card, typed=["head"]).is_right
    assert checked(card, typed=["GET"]).is_right
    assert not checked(card, typed=["get"]).is_right


def test_it_shows_how_an_answer_differs_from_the_closest_form() -> None:
    verdict = checked(read_card("#status .typed", "= idempotent\n= safe"), typed=["idempotant!"])
    assert verdict.grade is Grade.AGAIN
    assert verdict.given == "idempotant!"
    assert verdict.detail == {
        "diff": [
            ["same", "idempot"],
            ["extra", "a"],
            ["missing", "e"],
            ["same", "nt"],
            ["extra", "!"],
        ],
        "closest": "idempotent",
    }


@pytest.mark.parametrize("given_", [{}, {"typed": [""]}, {"typed": ["  "]}])
def test_it_takes_no_answer_for_a_wrong_one(given_: dict[str, list[str]]) -> None:
    verdict = checked(read_card("#status .typed", "= x\n=~ .*"), **given_)
    assert (verdict.score, verdict.given) == (0.0, "")


def test_it_accepts_what_fits_a_pattern_as_a_whole() -> None:
    card = read_card(
        "#status .typed", r"= git rm --cached .env" + "\n" + r"=~ git rm --cached \.?/?\.env"
    )
    assert checked(card, typed=["GIT rm  --cached ./.env"]).is_right
    assert not checked(card, typed=["git rm --cached ./.env now"]).is_right


@pytest.mark.parametrize("pattern", ["^ab?$", "^ab?", "ab?$"])
def test_it_ignores_edges_at_the_ends_of_a_pattern(pattern: str) -> None:
    assert fits(pattern_of(pattern), "ab")
    assert not fits(pattern_of(pattern), "abc")


def test_it_takes_no_lone_backtick_for_code() -> None:
    assert checked(read_card("#status .typed", "= a ` b `` c"), typed=["a ` b `` c"]).is_right


def test_it_refuses_an_answer_that_is_longer_than_a_form_can_hold() -> None:
    with pytest.raises(InvalidInput, match="at most 500 characters"):
        checked(read_card("#status .typed", STATUS), typed=["x" * 501])


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("", "1: The card has no answer."),
        ("=~ a", "1: The card has no answer."),
        ("=", "2: Nothing follows `=`."),
        ("= a\n=~", "3: Nothing follows `=~`."),
        ("412", "2: This line is no accepted answer: 412"),
        ("=412", "2: This line is no accepted answer: =412"),
        ("= `git add`", "2: The accepted answer stands in backticks, which nobody would type."),
        (f"= {'x' * 201}", "2: The accepted answer is longer than 200 characters."),
        ("= a\n=~ (a+)+", "3: The pattern repeats what already repeats."),
        (f"= a\n=~ {'a' * 201}", "3: The pattern is longer than 200 characters."),
        ("= a\n" * 51, "1: The card accepts too many forms."),
    ],
)
def test_it_names_the_line_of_a_wrong_form(body: str, wrong: str) -> None:
    assert wrong in faults_of("#status .typed", body)


@pytest.mark.parametrize(
    "pattern",
    [
        "(a*)*", "(a?){3}", "((ab)+c)*", "a**", "a*+", "*a", "(a", "a)", "[a", "a\\", r"\bword",
        r"(a)\1", "(?=a)", "(?P<x>a)", "a^b", "a$b", "[z-a]", "[[:alpha:]]", "a{501}", "a{3,2}",
        "(" * 11 + ")" * 11,
    ],
)  # fmt: skip
def test_it_refuses_patterns_that_it_cannot_match_safely(pattern: str) -> None:
    with pytest.raises(PatternError):
        pattern_of(pattern)


@pytest.mark.parametrize(
    "pattern", ["a?" * 66 + "a" * 66, ".*" * 100, "(a|aa)" * 30, "(|a){500}" * 20, "(a|b|ab)*c"]
)
def test_it_matches_hostile_patterns_at_once(pattern: str) -> None:
    started = process_time()
    fits(pattern_of(pattern), "a" * 500)
    assert process_time() - started < 1


ATOMS = st.sampled_from(
    ["a", "b", ".", r"\d", r"\w", "[ab1]", "[^a]", r"\.", "(ab)", "(a|b1)", "{"]
)
COUNTS = st.sampled_from(["", "", "*", "+", "?", "*?", "{2}", "{1,3}", "{,2}", "{2,}"])
PATTERNS = st.lists(st.tuples(ATOMS, COUNTS), max_size=6).map(
    lambda parts: "".join(atom + ("" if atom == "{" else count) for atom, count in parts)
)


@given(
    pattern=st.lists(PATTERNS, min_size=1, max_size=3).map("|".join),
    text=st.text(alphabet="abB1.{", max_size=8),
    exact_case=st.booleans(),
)
def test_it_matches_like_the_standard_library(pattern: str, text: str, exact_case: bool) -> None:
    flags = re.NOFLAG if exact_case else re.IGNORECASE
    expected = re.fullmatch(pattern, text, flags) is not None
    assert fits(pattern_of(pattern, exact_case=exact_case), text) == expected


def test_it_takes_every_accepted_form_for_the_meaning() -> None:
    meaning = kind_of(read_card("#status .typed", STATUS)).meaning
    forms = read_card("#status .typed", STATUS).body
    turned = read_card("#status .typed", "= 412 Precondition Failed\n= 412").body
    fewer = read_card("#status .typed", "= 412").body
    assert meaning(forms) == meaning(turned)
    assert meaning(forms) != meaning(fewer)
