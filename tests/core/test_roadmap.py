"""The roadmap's file, and the order it gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.cards import Topic
from quizapp.core.roadmap import learning_order, parse_roadmap


def table(name: str, *needs: str, more: str = "") -> str:
    listed = ", ".join(f'"{need}"' for need in needs)
    return f'[[topic]]\nid = "{name}"\ntitle = "Title"\nneeds = [{listed}]\n{more}\n'


def wrong_in(text: str) -> list[str]:
    _, problems = parse_roadmap(text, "roadmap.toml")
    assert all(problem.path == "roadmap.toml" and problem.remedy for problem in problems)
    return [f"{problem.line}: {problem.message}" for problem in problems]


def test_it_reads_topics_in_their_order() -> None:
    more = 'group = "practices"\noptional = true\nhub = ["practice:git"]'
    topics, problems = parse_roadmap(table("git") + table("cicd", "git", more=more), "roadmap.toml")
    assert problems == []
    assert topics == (
        Topic("git", "Title"),
        Topic("cicd", "Title", "practices", ("git",), optional=True, hub=("practice:git",)),
    )


@pytest.mark.parametrize("text", ["", "\ufeff", "# only a comment\n"])
def test_it_reads_an_empty_roadmap(text: str) -> None:
    assert parse_roadmap(text, "roadmap.toml") == ((), [])


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("id = ", "1: The roadmap is not valid TOML: Invalid value (at end of document)"),
        ("\nx y", "2: The roadmap is not valid TOML: "),
        ("[topic]\nid = 'git'", "1: `topic` is no list of topics."),
        ("topic = [1]", "1: `topic` is no list of topics."),
        ("[[topics]]\nid = 'git'", "1: The roadmap has no key `topics`."),
        (table("git", more="neds = []"), "1: A topic has no key `neds`."),
        (table("git", more="optional = 1"), "1: The topic's `optional` has the wrong type."),
        (table("git", more="hub = [1]"), "1: The topic's `hub` has the wrong type."),
        ("[[topic]]\nid = 'git'", "1: The topic has no title."),
        ("[[topic]]\ntitle = 'Git'", "1: The topic has no id."),
        ("[[topic]]\nid = 'A b'\ntitle = 'x'", "1: `A b` cannot be the id of a topic."),
        (table("git") + table("git"), "6: The topic `git` stands on line 1 already."),
        (table("git", "shel") + table("shell"), "1: The topic `git` needs `shel`, which is no"),
    ],
)
def test_it_says_what_is_wrong_and_where(text: str, wrong: str) -> None:
    assert any(line.startswith(wrong) for line in wrong_in(text))


def test_it_names_the_near_miss() -> None:
    _, problems = parse_roadmap(table("git", "shel") + table("shell", more="gruop = 'x'"), "r")
    remedies = [problem.remedy for problem in problems]
    assert "Did you mean `group`?" in remedies


def test_it_survives_values_that_are_nested_without_end() -> None:
    assert wrong_in(f"x = {'[' * 100_000}")[0].startswith("1: The roadmap is not valid TOML")


def test_it_names_a_circle_as_a_path() -> None:
    text = table("a1") + table("b1", "c1", "a1") + table("c1", "d1") + table("d1", "b1")
    assert wrong_in(text) == ["6: These topics need each other in a circle: b1 → c1 → d1 → b1."]


def test_it_names_a_topic_that_needs_itself() -> None:
    assert wrong_in(table("git", "git")) == [
        "1: These topics need each other in a circle: git → git."
    ]


def test_it_names_every_circle_of_a_roadmap() -> None:
    text = table("a1", "b1") + table("b1", "a1") + table("c1", "c1") + table("d1", "e1", "f1")
    assert wrong_in(text + table("e1", "d1") + table("f1", "d1", "a1")) == [
        "1: These topics need each other in a circle: a1 → b1 → a1.",
        "11: These topics need each other in a circle: c1 → c1.",
        "16: These topics need each other in a circle: d1, e1, f1.",
    ]


def test_it_keeps_the_good_topics_of_a_roadmap_with_faults() -> None:
    topics, _ = parse_roadmap(table("git", "nope") + "[[topic]]\n" + table("sql"), "roadmap.toml")
    assert [(topic.id, topic.needs) for topic in topics] == [("git", ()), ("sql", ())]


def test_it_orders_topics_after_what_they_need_and_else_as_written() -> None:
    topics, _ = parse_roadmap(
        table("d1", "b1") + table("a1") + table("b1") + table("c1"), "roadmap.toml"
    )
    assert [topic.id for topic in learning_order(topics)] == ["a1", "b1", "d1", "c1"]


def test_it_puts_topics_in_a_circle_last() -> None:
    topics, _ = parse_roadmap(table("a1", "b1") + table("b1", "a1") + table("c1"), "roadmap.toml")
    assert [topic.id for topic in learning_order(topics)] == ["c1", "a1", "b1"]


NAMES = st.sampled_from(["t0", "t1", "t2", "t3", "t4", "t5"])


@given(st.dictionaries(NAMES, st.sets(NAMES)))
def test_it_orders_every_topic_once(needs: dict[str, set[str]]) -> None:
    topics = tuple(Topic(name, name, needs=tuple(sorted(some))) for name, some in needs.items())
    ordered = learning_order(topics)
    assert sorted(topic.id for topic in ordered) == sorted(needs)
    text = "".join(table(topic.id, *topic.needs) for topic in topics)
    if not any("circle" in wrong for wrong in wrong_in(text)):
        seen: set[str] = set()
        for topic in ordered:
            assert seen.issuperset(need for need in topic.needs if need in needs)
            seen.add(topic.id)
