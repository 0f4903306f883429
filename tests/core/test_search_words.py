"""Words as the index knows them, and the piece of a text that a result shows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.search_words import Piece, Wanted, excerpt, marked, searchable


def shown(pieces: list[Piece]) -> str:
    return "".join(f"[{one.text}]" if one.is_found else one.text for one in pieces)


def test_it_marks_words_whatever_their_case_and_accents() -> None:
    text = "Cafés, CAFE: select_related."
    assert shown(marked(text, Wanted({"cafe", "related"}))) == "Cafés, [CAFE]: select_[related]."
    assert shown(marked("Über", Wanted({"uber"}))) == "[Über]"


def test_it_marks_words_that_begin_like_an_unfinished_one() -> None:
    assert shown(marked("Transactions act.", Wanted(set(), "trans"))) == "[Transactions] act."


def test_it_shows_the_stretch_with_most_words() -> None:
    text = "one " + "filler " * 60 + "two and one " + "filler " * 60
    found = shown(excerpt(text, Wanted({"one", "two"}), 100))
    assert "[two] and [one]" in found
    assert found.startswith("… ")
    assert found.endswith(" …")


def test_it_shows_the_beginning_when_no_word_is_in_the_text() -> None:
    assert shown(excerpt("Some words.", Wanted({"none"}))) == "Some words."
    assert shown(excerpt("", Wanted({"none"}))) == ""


@given(st.text(max_size=300), st.text("ab ", max_size=20), st.integers(10, 80))
def test_it_takes_every_text_and_keeps_to_the_length(text: str, words: str, length: int) -> None:
    wanted = Wanted(set(words.split()), "a")
    whole = excerpt(text, wanted, length)
    assert len("".join(one.text for one in whole)) <= length + 4
    assert "".join(one.text for one in marked(text, wanted)) == text
    assert searchable(searchable(text)) == searchable(text)
