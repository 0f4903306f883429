"""Milestones in the roadmap's file, and the built-in ones."""

from __future__ import annotations

import pytest

from quizapp.config import bundled
from quizapp.core.cards import Milestone
from quizapp.core.milestones import parse_milestones
from quizapp.core.roadmap import parse_roadmap

TOPICS = ("git", "sql")


def table(name: str, topics: str = '"git"', title: str = "Title") -> str:
    return f'[[milestone]]\nid = "{name}"\ntitle = "{title}"\ntopics = [{topics}]\n'


def test_it_reads_milestones_beside_topics() -> None:
    text = '[[topic]]\nid = "git"\ntitle = "Git"\n\n' + table("m01") + table("m02", '"all"')
    found, problems = parse_milestones(text, "roadmap.toml", TOPICS)
    assert problems == []
    assert found == (Milestone("m01", "Title", ("git",)), Milestone("m02", "Title", TOPICS))
    assert parse_roadmap(text, "roadmap.toml")[1] == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (table("A b"), "1: `A b` cannot be the id of a milestone."),
        (table("m01") + table("m01"), "5: The milestone `m01` is there already."),
        (table("m01", '"gti"'), "1: The milestone `m01` takes `gti`, which is no topic."),
        ("[[milestone]]\nid = 'm1'", "1: The milestone has no title."),
        (table("m01") + "x = 1\n", "1: A milestone has no key `x`."),
    ],
)
def test_it_says_what_is_wrong_and_where(text: str, wrong: str) -> None:
    _, problems = parse_milestones(text, "roadmap.toml", TOPICS)
    assert wrong in [f"{one.line}: {one.message}" for one in problems]
    assert all(one.remedy for one in problems)


def test_faults_of_the_whole_file_are_told_with_its_topics_only() -> None:
    assert parse_milestones("[[topic]\n", "roadmap.toml", ()) == ((), [])


def test_the_built_in_roadmap_has_the_twenty_two_milestones() -> None:
    text = (bundled("cards") / "roadmap.toml").read_text(encoding="utf-8")
    topics, _ = parse_roadmap(text, "roadmap.toml")
    found, problems = parse_milestones(text, "roadmap.toml", [topic.id for topic in topics])
    assert problems == []
    assert len(found) == 22
    assert {name for one in found[:-1] for name in one.topics} < {topic.id for topic in topics}
    assert len(found[-1].topics) == len(topics)
