"""Lists of the hub's own pages: pages to go to, and goals that are counted."""

from __future__ import annotations

from quizapp.core.page_lists import Entry, Goal, lists_of
from quizapp.core.page_parts import Prose
from quizapp.core.pages import parse_page
from tests.support.pages import HOME


def test_it_takes_pages_and_goals_out_of_the_text() -> None:
    page, _ = parse_page(HOME, "hub/home.md")
    first, second, third = (lists_of(section.parts, page.path) for section in page.sections)
    assert first.entries == [
        Entry("technologies/alpha.md", "Alpha", "the *first* of all"),
        Entry("technologies/omega.md", "Omega", "the last"),
    ]
    assert [part.text for part in first.parts if isinstance(part, Prose)] == ["Two of them:"]
    assert second.goals == [
        Goal("Pages of technologies: {technologies} of 1 pages", "technologies", 1),
        Goal("Concepts: {concepts} of 6 pages", "concepts", 6),
    ]
    assert second.parts == []
    assert (third.entries, third.goals, len(third.parts)) == ([], [], 1)


def test_it_leaves_other_items_and_links_to_sections_in_the_text() -> None:
    text = "- words\n- [A](../topics/a/guide.md#b): c\n- [D](https://example.org): e\n- `[F](g.md)`"
    listed = lists_of([Prose(1, text)], "hub/home.md")
    assert (listed.entries, listed.parts) == ([], [Prose(1, text)])
