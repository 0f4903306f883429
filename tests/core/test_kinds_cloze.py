"""Gaps in prose and in code."""

from __future__ import annotations

import pytest

from quizapp.core.kinds import kind_of, prompts_of
from tests.support.cards import face_of, faults_of, read_card

CODE = "```python\ndef f(x, acc=[]):\n    return acc\n```"


def cloze(body: str) -> list[str]:
    return [prompt.id for prompt in prompts_of(read_card("#gaps .cloze", body))]


def test_it_asks_each_number_once_and_in_order() -> None:
    assert cloze("A ==b=={2} and ==c=={1}, ==d=={2}.") == ["gaps~1", "gaps~2"]


def test_it_marks_the_asked_gap_and_fills_in_the_others() -> None:
    face = face_of(read_card("#gaps .cloze", "A ==b=={1} and ==c d=={2}.", "Title"), "2")
    assert face == {
        "question": "Title\n\nA b and ==[…]==.",
        "answer": "A b and ==c d==.",
    }


def test_it_numbers_gaps_in_code_after_those_in_prose() -> None:
    body = f"Say ==one=={{3}}.\n\n{CODE}\nHide: `acc=[]`\nHide: `return`"
    assert cloze(body) == ["gaps~3", "gaps~4", "gaps~5"]


def test_it_blanks_code_in_the_question_and_names_it_in_the_answer() -> None:
    card = read_card("#gaps .cloze", f"{CODE}\nHide: `acc=[]`\nHide: `return acc`", "Title")
    face = face_of(card, "2")
    assert face == {
        "question": "Title\n\n```python\ndef f(x, acc=[]):\n    ____\n```",
        "answer": f"{CODE}\n\n==`return acc`==",
    }


def test_it_hides_text_with_backticks() -> None:
    card = read_card("#gaps .cloze", "```sh\necho `date`\n```\nHide: `` `date` ``")
    assert face_of(card, "1")["question"].endswith("```sh\necho ____\n```")


def test_it_reads_no_marks_inside_of_code() -> None:
    assert cloze("If `a ==b=={7}` and ==c=={1}.\n\n```\n==d=={8}\n```") == ["gaps~1"]


def test_it_takes_marks_around_inline_code() -> None:
    face = face_of(read_card("#gaps .cloze", "Use ==`a == b`=={1}."), "1")
    assert face["answer"] == "Use ==`a == b`==."


def test_it_takes_equal_signs_between_spaces_for_prose() -> None:
    assert cloze(r"When a == b or \==c, then ==d=={1}.") == ["gaps~1"]


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("No gap.", "1: The card has no gap."),
        ("A ==gap==.", "2: The gap `gap` has no number from 1 to 99."),
        ("A ==gap=={0}.", "2: The gap `gap` has no number from 1 to 99."),
        ("A ==gap.", "2: The gap that opens at `==gap.` does not close on its line."),
        (
            "A ==gap and == b.",
            "2: The gap that opens at `==gap and == b.` does not close on its line.",
        ),
        ("A ==gap\nwrapped=={1}.", "2: The gap that opens at `==gap` does not close on its line."),
        (f"{CODE}\nHide: `zzz`", "6: `zzz` is not in the code above."),
        (f"{CODE}\nHide: `acc`", "6: `acc` is in the code above more than once."),
        (f"{CODE}\nHide: acc=[]", "6: A `Hide:` line holds one piece of inline code."),
        (f"{CODE}\nHide: ` `", "6: A `Hide:` line holds one piece of inline code."),
        ("Hide: `x`", "2: This `Hide:` line does not stand right under fenced code."),
        (
            f"{CODE}\nText.\nHide: `return`",
            "7: This `Hide:` line does not stand right under fenced code.",
        ),
    ],
)
def test_it_names_the_line_of_a_wrong_gap(body: str, wrong: str) -> None:
    assert wrong in faults_of("#gaps .cloze", body)


def test_it_counts_overlapping_matches() -> None:
    assert faults_of("#gaps .cloze", "```\naaa\n```\nHide: `aa`") == [
        "5: `aa` is in the code above more than once."
    ]


def test_it_refuses_more_gaps_than_a_card_should_have() -> None:
    body = " ".join(f"==word=={{{number}}}" for number in range(1, 22))
    assert faults_of("#gaps .cloze", body) == ["1: The card has more than 20 gaps."]


def test_it_takes_the_text_around_gaps_for_no_part_of_the_meaning() -> None:
    old, new = read_card("#gaps .cloze", "A ==b=={1}."), read_card("#gaps .cloze", "An ==b=={1}!")
    meaning = kind_of(old).meaning
    assert meaning(old.body) == meaning(new.body)
    assert meaning(old.body) != meaning(read_card("#gaps .cloze", "A ==c=={1}.").body)


def test_it_takes_hidden_code_for_a_part_of_the_meaning() -> None:
    first = read_card("#gaps .cloze", f"{CODE}\nHide: `acc=[]`")
    second = read_card("#gaps .cloze", f"{CODE}\nHide: `return acc`")
    meaning = kind_of(first).meaning
    assert meaning(first.body) != meaning(second.body)


def test_it_stops_at_too_many_pieces_hidden_in_one_fence() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    hides = "".join(f"Hide: `{letter}`\n" for letter in letters)
    wrong = faults_of("#gaps .cloze", f"```\n{letters}\n```\n{hides}")
    assert wrong == ["25: The code has more than 20 gaps."]


def test_it_fills_in_gaps_of_other_fences() -> None:
    body = "```\none\n```\nHide: `one`\n\nText.\n\n```\ntwo\n```\nHide: `two`"
    question = face_of(read_card("#gaps .cloze", body, "Title"), "2")["question"]
    assert question == "Title\n\n```\none\n```\n\nText.\n\n```\n____\n```"
