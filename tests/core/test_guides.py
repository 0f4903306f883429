"""Pages of the hub and their anchors."""

from __future__ import annotations

import pytest

from quizapp.core.guides import Section, parse_guide, slug_of


def wrong_in(text: str) -> list[str]:
    _, problems = parse_guide(text, "guide.md")
    return [f"{problem.line}: {problem.message}" for problem in problems]


def test_it_reads_a_title_and_sections() -> None:
    first = "## PUT and PATCH\n\nText.\n\n### Deeper\n\n```\n## code\n```"
    text = f"# HTTP\n\nIntro.\n\n{first}\n\n## End\n"
    guide, problems = parse_guide(text, "guide.md", topic="http")
    assert problems == []
    assert (guide.topic, guide.title, guide.intro, guide.text) == ("http", "HTTP", "Intro.", text)
    assert guide.sections == (
        Section("put-and-patch", "PUT and PATCH", 5, "Text.\n\n### Deeper\n\n```\n## code\n```"),
        Section("end", "End", 15, ""),
    )
    assert guide.anchors == {"put-and-patch", "end"}


@pytest.mark.parametrize(
    ("heading", "slug"),
    [
        ("PUT and PATCH", "put-and-patch"),
        ("N+1: what & why?", "n1-what--why"),
        ("`select_related` and [links](x.md)", "select_related-and-links"),
        ("Blue-green, canary", "blue-green-canary"),
        ("Größe 2", "größe-2"),
        ("?!", ""),
    ],
)
def test_it_makes_anchors_as_github_does(heading: str, slug: str) -> None:
    assert slug_of(heading) == slug


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("## A\n", "1: The page has no title."),
        ("# A\n# B\n", "2: The page has a second title."),
        ("# A\n## B b\n## B-b\n", "3: The anchor `#b-b` is that of line 2 already."),
        ("# A\n## ?\n", "2: This heading has no letter or digit to make an anchor of."),
        ("# A\n```\n", "2: The code fence is not closed."),
        ("# A\nB\n===\n", "3: This line makes a heading of the text above it."),
        ("# A\n\x00\n", "2: The line holds the invisible character U+0000."),
        ("x" * 2_000_001, "1: The file has more than 2000000 characters."),
    ],
)
def test_it_says_what_is_wrong_and_where(text: str, wrong: str) -> None:
    assert wrong in wrong_in(text)


def test_it_keeps_the_good_sections_of_a_page_with_faults() -> None:
    guide, _ = parse_guide("## B\n## B\n## C\n", "guide.md")
    assert [section.anchor for section in guide.sections] == ["b", "c"]


def test_it_lets_a_page_have_rules_and_tables() -> None:
    assert wrong_in("# A\n\nB\n\n---\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- c\n---\n") == []
