"""The rules that look at pages of the hub and of topics."""

from __future__ import annotations

from dataclasses import replace

from quizapp.core.lint import Collection, lint
from quizapp.core.made_pages import made_pages
from quizapp.core.pages import page_of_guide, parse_page
from tests.support.linting import GUIDE, MANUAL, Example, check, collection, each

HOMEPAGE = "https://example.org/manual"


def with_page(body: str) -> Collection:
    """A deck with a page of its hub."""
    page, problems = parse_page(f"# Home\n\n## One\n\n{body}\n", "hub/home.md")
    assert problems == []
    return replace(collection(), pages=(page,))


def with_guide(text: str) -> Collection:
    """A deck whose topic has this page."""
    deck = collection(guide=text)
    page, problems = page_of_guide(deck.guides[0])
    assert problems == []
    return replace(deck, pages=(page,))


EXAMPLES: dict[str, Example] = {
    "E07h": Example(with_page("[The manual](https://)."), with_page(f"[It]({HOMEPAGE}).")),
    "E07i": Example(
        with_page("[The manual](https://example.com/manual)."),
        with_page(f"[It]({HOMEPAGE}/3#waits), and `https://example.com/`."),
    ),
    "E07j": Example(with_guide(GUIDE), with_guide(f"{GUIDE}\n{MANUAL}\n")),
}


@each(EXAMPLES)
def test_a_breach_is_found_by_its_rule_alone_and_its_neighbour_by_none(
    rule: str, breaks: Collection, keeps: Collection
) -> None:
    check(rule, breaks, keeps)


def test_an_address_is_told_once_a_line_with_what_to_write() -> None:
    http = HOMEPAGE.replace("https", "http")
    found = lint(with_page(f"Words.\nhttps://x.y https://x.y\nhttps:///z {http}"))
    assert [(one.path, one.line, one.rule, one.message) for one in found] == [
        ("hub/home.md", 6, "E07i", "`https://x.y` is not in sources.toml."),
        ("hub/home.md", 7, "E07h", "`https:///z` has no valid host."),
        ("hub/home.md", 7, "E07i", f"`{http}` is not in sources.toml."),
    ]
    assert found[2].remedy == "Write it with https."


def test_a_link_that_is_listed_may_be_named_although_nothing_rests_on_it() -> None:
    deck = with_page("By [somebody](https://github.com/somebody).")
    assert [one.rule for one in lint(deck)] == ["E07i"]
    assert lint(replace(deck, links=("https://github.com/somebody",))) == []


def test_a_deck_without_a_registry_may_name_any_whole_address() -> None:
    assert lint(replace(with_page("https://x.y"), sources=None)) == []
    assert [one.rule for one in lint(replace(with_page("https://"), sources=None))] == ["E07h"]


def test_pages_that_the_app_makes_are_mended_where_they_are_made_from() -> None:
    deck = collection()
    first = replace(deck.deck.cards[0], front="Why is https://x.y here?", since="alpha-2")
    made = made_pages(deck.sources or {}, [first], "")
    assert any("https://x.y" in page.text for page in made)
    assert lint(replace(deck, pages=tuple(made))) == []


def test_each_section_of_a_topic_without_a_source_is_told_with_its_line() -> None:
    second = f"{GUIDE}\n## Second\n\nWriters.\n\n{MANUAL}\n\n## Third\n\nMore.\n"
    found = [one for one in lint(with_guide(second)) if one.rule == "E07j"]
    assert [(one.path, one.line, one.message) for one in found] == [
        ("topics/alpha/guide.md", 3, "The section “First” cites no source."),
        ("topics/alpha/guide.md", 13, "The section “Third” cites no source."),
    ]
    assert found[0].remedy == "Add one. Write `Source: Name version, place, checked 2026-11`."
