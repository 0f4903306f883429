"""The search language of the card list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.card_query import (
    LONGEST_TEXT,
    CardQuery,
    Compared,
    Named,
    Words,
    parse_query,
    unknown_topics,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("read committed", (Words("read"), Words("committed"))),
        ('"read committed" x', (Words("read committed", is_phrase=True), Words("x"))),
        ('-quorum -"two phase"', (Words("quorum", False, True), Words("two phase", True, True))),
        ('"not closed', (Words("not closed", is_phrase=True),)),
        ("http://a.example", (Words("http://a.example"),)),
        ("std::move max-age=60", (Words("std::move"), Words("max-age=60"))),
        ("Note: x=5", (Words("Note:"), Words("x=5"))),
        ("C++ 12:30", (Words("C++"), Words("12:30"))),
        ('- -- "" \t', ()),
    ],
)
def test_it_reads_words_and_phrases(text: str, words: tuple[Words, ...]) -> None:
    assert parse_query(text) == CardQuery(text, words)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("topic:http", Named("topic", "http")),
        ('topic:"db design"', Named("topic", "db design")),
        ("-kind:CHOICE", Named("kind", "choice", is_negated=True)),
        ("IS:due", Named("is", "due")),
        ("due<7", Compared("due", "<", 7)),
        ("due>=-3", Compared("due", ">=", -3)),
        ("-interval>30", Compared("interval", ">", 30, is_negated=True)),
        ("lapses<=3", Compared("lapses", "<=", 3)),
        ("lapses=0", Compared("lapses", "=", 0)),
    ],
)
def test_it_reads_filters(text: str, term: Named | Compared) -> None:
    query = parse_query(text)
    assert (*query.named, *query.compared) == (term,)
    assert not query.problems
    assert query.words or query.named or query.compared


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("is:deu", "There is no `is:deu`. Did you mean `is:due`? Use one of due, new,"),
        ("is:", "Write one of due, new, suspended, flagged, leech after `is:`."),
        ("topic:", "Write a topic after `topic:`."),
        ("kind:chioce", "Did you mean `kind:choice`?"),
        ("is=due", "`is` is followed by a colon, such as `is:due`."),
        ("due:7", "`due` is compared: `due<7`"),
        ("due<", "`due<` needs a whole number from -36,500 to 36,500 after it."),
        ("due<soon", "`due<` needs a whole number"),
        ("interval>-1", "`interval>` needs a whole number from 0 to 36,500 after it."),
        ("lapses>99999", "from 0 to 9,999"),
        ("deu<7", "There is no filter `deu<`. Did you mean `due`?"),
        ("tpoic:http", "There is no filter `tpoic:`. Did you mean `topic`?"),
        ("foo:bar", "There is no filter `foo:`. The filters are topic:, is:, kind:, due<,"),
        ("localhost:5000", "Put it in quotes to find the text itself."),
        ("x" * (LONGEST_TEXT + 1), "Search for at most 500 characters."),
        ("a b c d e f g h i j k l m n o p q r s t u", "at most 20 words and filters"),
    ],
)
def test_it_says_what_is_wrong_and_what_is_allowed(text: str, said: str) -> None:
    [problem] = parse_query(text).problems
    assert said in problem


def test_it_names_every_problem_once() -> None:
    assert len(parse_query("is:x is:x due: foo:1").problems) == 3


def test_it_offers_the_nearest_topic() -> None:
    query = parse_query("topic:htp topic:rest -topic:nothing")
    first, second = unknown_topics(query, ["http", "rest"])
    assert first == "There is no `topic:htp`. Did you mean `topic:http`? Use one of http, rest."
    assert second.startswith("There is no `topic:nothing`. Use one of")


@given(st.text(max_size=80))
def test_it_reads_any_text_without_failing(text: str) -> None:
    query = parse_query(text)
    assert query.text == text
    assert all(problem.endswith(".") for problem in query.problems)
