"""Answers that are typed: compared, shown with what differs, kept with the review."""

from __future__ import annotations

import pytest

from tests.features.conftest import Open
from tests.support.journey import words_of


@pytest.mark.parametrize("typed", ["ls", " LS ", "/bin/ls"])
def test_it_takes_each_accepted_form_of_a_typed_answer(typed: str, open_card: Open) -> None:
    learner, page = open_card("list-files")
    shown = learner.reveal(page, typed=typed)
    assert shown.by_class("verdict")[0].get("data-verdict") == "right"
    assert not shown.by_class("diff")


def test_it_shows_how_a_typed_answer_differs(open_card: Open) -> None:
    learner, page = open_card("list-files")
    shown = learner.reveal(page, typed="lx")
    (diff,) = shown.by_class("diff")
    assert [words_of(one) for one in diff.iter("del")] == ["[too much: x]"]
    assert [words_of(one) for one in diff.iter("ins")] == ["[missing: s]"]
    assert "Right answer ls" in words_of(shown.all("section", id="answer")[0])


def test_it_takes_an_empty_typed_answer_for_a_wrong_one(open_card: Open) -> None:
    learner, page = open_card("list-files")
    shown = learner.reveal(page, typed="")
    assert "No answer." in shown.text
    assert learner.grade(shown, "again").prompt_id == "list-files"


def test_it_compares_printed_lines(open_card: Open) -> None:
    learner, page = open_card("prints")
    wrong = learner.reveal(page, typed="3\nmore")
    assert wrong.by_class("verdict")[0].get("data-verdict") == "wrong"
    assert len(wrong.by_class("diff__line")) >= 2
    right = learner.reveal(page, typed="2\r\n")
    assert right.by_class("verdict")[0].get("data-verdict") == "right"
    unchecked = learner.reveal(page, typed="")
    assert unchecked.is_revealed
    assert not unchecked.by_class("verdict")
    assert learner.grade(unchecked).words("h1") == "Done for today"


def test_it_keeps_what_was_typed_with_the_answer(open_card: Open) -> None:
    learner, page = open_card("list-files")
    shown = learner.reveal(page, typed="dir")
    assert shown.form("/review/answers")["given"] == "dir"


def test_it_takes_an_answer_as_long_as_it_lets_one_type(open_card: Open) -> None:
    """What could be checked can be graded: nobody is stuck with a long answer."""
    learner, page = open_card("prints")
    (field,) = page.all("textarea", name="typed")
    longest = int(field.get("maxlength") or 0)
    shown = learner.reveal(page, typed="\N{HIRAGANA LETTER A}" * longest)
    assert shown.is_revealed
    assert len(shown.response.request.full_path) < 8190 - 200
    assert learner.grade(shown, "again").status == 200
