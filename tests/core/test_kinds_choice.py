"""Options of which one or several are right."""

from __future__ import annotations

import pytest

from quizapp.core.errors import InvalidInput
from quizapp.core.grades import Grade
from quizapp.core.kinds import kind_of
from quizapp.core.kinds.choice import Option
from tests.support.cards import checked, face_of, faults_of, read_card, shown

ONE = "- [x] Key\n- [ ] Wrong\n  > Says why.\n- [ ] Other"
MANY = "- [x] A\n- [x] B\n- [ ] C\n- [ ] D"


def tokens(body: str) -> dict[str, str]:
    return {
        one["text"]: one["token"] for one in face_of(read_card("#pick .choice", body))["options"]
    }


def test_it_shows_options_with_their_explanations() -> None:
    face = face_of(read_card("#pick .choice", ONE))
    assert (face["multiple"], face["right_count"]) == (False, 1)
    assert [(one["text"], one["right"], one["note"]) for one in face["options"]] == [
        ("Key", True, ""),
        ("Wrong", False, "Says why."),
        ("Other", False, ""),
    ]


def test_it_knows_when_several_are_right() -> None:
    face = face_of(read_card("#pick .choice", MANY))
    assert (face["multiple"], face["right_count"]) == (True, 2)


def test_it_shuffles_by_the_seed_alone() -> None:
    card = read_card("#pick .choice", MANY)
    orders = {tuple(one["text"] for one in shown(card, str(n))["options"]) for n in range(50)}
    assert len(orders) > 10
    assert shown(card, "7") == shown(card, "7")


@pytest.mark.parametrize(
    ("texts", "orders"),
    [
        (("1 query", "2 queries", "11 queries"), 1),
        (("`-2`", "`-1`", "`60`"), 1),
        (("2 queries", "1 query", "3 queries"), 6),
        (("429 now", "429 later", "503 now"), 6),
        (("1 query", "2 queries", "many"), 6),
    ],
)
def test_numbers_that_are_written_in_their_order_are_shown_in_it(
    texts: tuple[str, ...], orders: int
) -> None:
    wrong = "\n".join(f"- [ ] {text}" for text in texts[1:])
    card = read_card("#pick .choice", f"- [x] {texts[0]}\n{wrong}")
    seen = {tuple(one["text"] for one in shown(card, str(n))["options"]) for n in range(100)}
    assert len(seen) == orders


def test_it_names_options_by_what_they_say_and_not_by_where_they_stand() -> None:
    turned = "\n".join(reversed(MANY.split("\n")))
    assert tokens(MANY) == tokens(turned)


def test_it_reads_options_over_several_lines_and_with_code() -> None:
    first = "- [x] First\n  line\n\n  ```python\n  if x:\n      - [ ] y\n  ```"
    body = f"{first}\n- [ ] Other\n  > a\n  > b"
    options = read_card("#pick .choice", body).body
    assert options[0].text == "First\nline\n\n```python\nif x:\n    - [ ] y\n```"
    assert options[1].note == "a\nb"


def test_it_reads_an_option_that_is_only_code() -> None:
    card = read_card("#pick .choice", "- [x]\n  ```\n  a\n  ```\n- [ ] b")
    assert card.body[0].text == "```\na\n```"
    assert kind_of(card).write(card.body) == "- [x]\n  ```\n  a\n  ```\n- [ ] b"


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("- [ ] A\n- [ ] B", "1: No option is marked as right."),
        ("- [x] A\n- [x] B", "1: Every option is marked as right."),
        ("- [x] A", "1: A choice needs at least two options."),
        ("", "1: A choice needs at least two options."),
        ("- [x] A b\n- [ ] A  b", "3: This option repeats the one on line 2: A  b"),
        ("- [x] A\n- [ ]", "3: This line of the list has no text."),
        ("- [x] A\n- B", "3: This line is not of the list: - B"),
        ("- [x] A\n- [y] B", "3: This line is not of the list: - [y] B"),
        ("- [x] A\n- [ ]B", "3: This line is not of the list: - [ ]B"),
        ("More?\n- [x] A\n- [ ] B", "2: This line is not of the list: More?"),
        ("- [x] A\n> Note\n- [ ] B", "3: This line is not of the list: > Note"),
        (
            "- [x] A\n  > Note\n  more\n- [ ] B",
            "4: This line follows the explanation of an item and does not belong to it.",
        ),
    ],
)
def test_it_names_the_line_of_a_wrong_option(body: str, wrong: str) -> None:
    assert wrong in faults_of("#pick .choice", body)


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("Why not. (misconception: f() waits)", "Why not."),
        ("(misconception: alone)", ""),
        ("Why not (see above).", "Why not (see above)."),
        ("Why (misconception: open", "Why (misconception: open"),
    ],
)
def test_it_keeps_the_named_misconception_from_the_learner(note: str, shown: str) -> None:
    assert Option("x", right=False, note=note).explanation == shown


def test_it_finds_the_key_right() -> None:
    name = tokens(ONE)
    verdict = checked(read_card("#pick .choice", ONE), choice=[name["Key"]])
    assert (verdict.score, verdict.grade, verdict.given) == (1.0, Grade.GOOD, "Key")
    assert verdict.detail == {"chosen": [name["Key"]]}


def test_it_finds_another_option_wrong() -> None:
    verdict = checked(read_card("#pick .choice", ONE), choice=[tokens(ONE)["Wrong"]])
    assert (verdict.score, verdict.grade) == (0.0, Grade.AGAIN)


@pytest.mark.parametrize(
    ("chosen", "score"),
    [("AB", 1.0), ("A", 0.5), ("AC", 0.0), ("ABC", 0.5), ("ABCD", 0.0), ("C", 0.0)],
)
def test_it_takes_a_right_option_away_for_each_wrong_one(chosen: str, score: float) -> None:
    name = tokens(MANY)
    verdict = checked(read_card("#pick .choice", MANY), choice=[name[one] for one in chosen])
    assert verdict.score == score
    assert verdict.grade is (Grade.GOOD if score == 1 else Grade.AGAIN)


def test_it_counts_an_option_once_that_is_sent_twice() -> None:
    token = tokens(MANY)["A"]
    assert checked(read_card("#pick .choice", MANY), choice=[token, token]).score == 0.5


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ([], "Choose one of the options, then check."),
        (["00000000"], "That form is out of date: load the page again."),
        (["", "x"], "That form is out of date: load the page again."),
        (list(tokens(ONE).values()), "Only one option is right: choose one, then check."),
    ],
)
def test_it_refuses_what_the_form_cannot_send(chosen: list[str], sentence: str) -> None:
    with pytest.raises(InvalidInput, match=f"^{sentence}$"):
        checked(read_card("#pick .choice", ONE), choice=chosen)


def test_it_takes_only_the_key_for_the_meaning() -> None:
    kind = kind_of(read_card("#pick .choice", ONE))
    before = kind.meaning(read_card("#pick .choice", ONE).body)
    reworded = read_card("#pick .choice", ONE.replace("Other", "Another")).body
    moved = read_card("#pick .choice", "- [ ] Key\n- [x] Wrong").body
    assert kind.meaning(reworded) == before
    assert kind.meaning(moved) != before
