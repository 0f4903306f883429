"""Pages of the hub: what is read of them, and each thing that can be wrong with one."""

from __future__ import annotations

import pytest

from quizapp.core.guides import parse_guide
from quizapp.core.page_parts import Drawing, Include, Program, Prose
from quizapp.core.page_tails import Named
from quizapp.core.pages import TYPES, page_of_guide, parse_page
from tests.support.pages import GLOSSARY, HOME, TECHNOLOGY

PATH = "technologies/alpha.md"
HEADINGS = TYPES["practices"].headings


def practice(**changed: str) -> str:
    """A whole page of a practice, with some of its sections changed or left out (empty)."""
    parts = ["---\ntopics: alpha\n---\n# Practice\n\nIn one paragraph.\n"]
    for heading in HEADINGS:
        name = heading.split()[0].lower()
        ids = "a, b, c, d, e" if name == "check" else "a"
        cards = "" if name == "sources" else f"\nCards: {ids}\n"
        source = "\nSource: A book 1, chapter 2, checked 2026-11\n" if name == "sources" else ""
        body = changed.get(name, f"Some words.\n{cards}{source}")
        if body:
            parts.append(f"## {heading}\n\n{body}\n")
    return "\n".join(parts)


def wrong_in(text: str, path: str = "practices/one.md") -> list[str]:
    _, problems = parse_page(text, path)
    assert all(one.path == path and one.remedy for one in problems)
    return [f"{one.line}: {one.message}" for one in problems]


def test_it_reads_a_page_with_everything_in_it() -> None:
    page, problems = parse_page(TECHNOLOGY, PATH)
    assert problems == []
    assert page.title == "Alpha technology"
    assert page.topics == (Named(2, "alpha"), Named(2, "beta"))
    assert [section.title for section in page.sections] == list(TYPES["technologies"].headings)
    assert page.address == "/hub/technologies/alpha"
    assert "check-yourself" in page.anchors
    kinds = {type(part) for part in page.parts}
    assert kinds == {Prose, Drawing, Program, Include}
    assert [card.id for card in page.sections[0].cards] == ["sky", "idempotent"]
    assert len(page.sources) == 2
    assert page.sections[3].programs == 2


def test_it_takes_card_and_source_lines_out_of_the_text() -> None:
    page, _ = parse_page(TECHNOLOGY, PATH)
    prose = "\n".join(part.text for part in page.parts if isinstance(part, Prose))
    assert "Cards:" not in prose
    assert "Source:" not in prose


@pytest.mark.parametrize(("text", "path"), [(HOME, "hub/home.md"), (GLOSSARY, "hub/glossary.md")])
def test_it_leaves_the_hubs_own_pages_their_headings(text: str, path: str) -> None:
    assert wrong_in(text, path) == []


def test_it_finds_nothing_wrong_with_a_whole_page() -> None:
    assert wrong_in(practice()) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (practice().replace("# Practice", "Practice"), "The page has no title."),
        (practice().replace("topics: alpha", "topic: alpha"), "no field `topic`."),
        (practice().replace("topics: alpha", "topics: ,"), "The page names no topics."),
        (practice(why=""), "The section “Why” is missing."),
        (practice().replace("## Why", "## Reasons"), "This page has no section “Reasons”."),
        (practice(example="Words without any."), "The section “Example” has no cards."),
        (practice(check="Cards: a, b, c, d"), "“Check yourself” names 4 cards, not 5."),
        (practice(check="Cards: a, b, c, d, e, f"), "“Check yourself” names 6 cards, not 5."),
        (practice(sources="None."), "The page has no source."),
        (practice(why="Cards: a, a"), "The section names `a` twice."),
        (practice(why="Cards: A card"), "`A card` cannot be the id of a card."),
        (practice(why="Cards:"), "Nothing follows `Cards:`."),
        (practice(why="Cards: a\n\nSource:"), "Nothing follows `Source:`."),
        (practice(why="Card: a"), "`Card:` begins no line of a page."),
        (practice(why="Sources: a"), "`Sources:` begins no line of a page."),
        (practice(why="```python\n1\n```\nCards: a"), "The code ```python is not tested."),
        (practice(why="```\n1\n```\nCards: a"), "The code ``` is not tested."),
        (practice(why="```ruby run\n1\n```\nCards: a"), "```ruby run is not run."),
        (practice(why="```python run\n1\n```\nCards: a"), "This program has no output."),
        (practice(why="```output\n1\n```\nCards: a"), "No program stands above this output."),
        (practice(why="```python include=\n```\nCards: a"), "includes nothing."),
        (practice(why="```python include=../a.py\n```\nCards: a"), "includes nothing."),
        (practice(why="```sh include=a.sh\n1\n```\nCards: a"), "Code stands where a file is"),
        (practice(why="```diagram pie\nA\n```\nCards: a"), "This opens no diagram."),
        (practice(why='```diagram flow "T"\nA\n```\nCards: a'), "`A` has no arrow"),
        (practice(why="```text\nCards: a"), "The code fence is not closed"),
        (practice(why="Cards: a\n\n## Why\nCards: a"), "The anchor `#why` is that of line"),
        ("x" * 2_000_001, "The file has more than 2000000 characters."),
    ],
)
def test_it_says_what_is_wrong(text: str, wrong: str) -> None:
    assert [one for one in wrong_in(text) if wrong in one], wrong_in(text)


def test_it_says_which_section_is_out_of_its_place() -> None:
    text = practice().replace("## Why\n", "## X\n").replace("## Example\n", "## Why\n")
    text = text.replace("## X\n", "## Example\n")
    assert wrong_in(text) == ["15: “Why” stands after “Example”."]


def test_it_reports_everything_in_one_run_and_keeps_what_is_right() -> None:
    text = practice(why="Cards: A b", example="```python run\n1\n```", check="", sources="x")
    page, problems = parse_page(text, "practices/one.md")
    assert len(problems) == 6
    assert page.title == "Practice"
    assert [section.title for section in page.sections][:3] == ["Why", "Example", "When not to"]
    assert page.sections[2].cards == (Named(22, "a"),)


def test_it_names_the_line_of_each_problem() -> None:
    lines = practice(why="Words.\n\nCards: a, !").split("\n")
    (wrong,) = wrong_in("\n".join(lines))
    assert wrong == f"{lines.index('Cards: a, !') + 1}: `!` cannot be the id of a card."


def test_it_shows_a_guide_as_a_page_and_lets_it_paste_code() -> None:
    text = "# HTTP\n\nIntro.\n\n## One\n\n```python\n1\n```\n\n```python run\n1\n```\n"
    guide, problems = parse_guide(text, "topics/http/guide.md", topic="http")
    assert problems == []
    page, found = page_of_guide(guide)
    assert [f"{one.line}: {one.message}" for one in found] == ["11: This program has no output."]
    assert page.address == "/hub/http"
    assert page.topics == (Named(1, "http"),)
    assert [type(part) for part in page.sections[0].parts] == [Prose, Program]


def test_a_guide_names_the_sources_of_its_sections() -> None:
    text = (
        "# HTTP\n\n## One\n\nWords.\n\nSource: A book 1, chapter 2, checked 2026-11\n"
        "Source: Another 2, page 3, checked 2026-11\n\n"
        "## Two\n\n```text\nSource: code\n```\n\nCards: are text here\n"
    )
    guide, problems = parse_guide(text, "topics/http/guide.md", topic="http")
    page, found = page_of_guide(guide)
    assert [*problems, *found] == []
    one, two = page.sections
    assert [(line.number, line.text) for line in one.sources] == [
        (7, "A book 1, chapter 2, checked 2026-11"),
        (8, "Another 2, page 3, checked 2026-11"),
    ]
    assert [part.text for part in one.parts if isinstance(part, Prose)] == ["Words."]
    assert (two.sources, two.cards) == ((), ())
    assert [section.text for section in guide.sections] == [
        "Words.",
        "```text\nSource: code\n```\n\nCards: are text here",
    ]


def test_a_guide_is_told_of_sources_that_cannot_be_read() -> None:
    text = "# HTTP\n\n## One\n\nSources: a book\nSource:\n"
    guide, _ = parse_guide(text, "topics/http/guide.md", topic="http")
    _, found = page_of_guide(guide)
    assert [f"{one.path}:{one.line}: {one.message}" for one in found] == [
        "topics/http/guide.md:5: `Sources:` begins no line of a page.",
        "topics/http/guide.md:6: Nothing follows `Source:`.",
    ]
