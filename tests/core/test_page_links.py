"""Links between files become addresses of the app."""

from __future__ import annotations

import pytest

from quizapp.core.page_links import address_of, links_in, with_addresses

PAGE = "technologies/python.md"


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("../topics/sql/guide.md#joins", "/hub/sql#joins"),
        ("../concepts/caching.md", "/hub/concepts/caching"),
        ("../hub/home.md", "/hub"),
        ("../hub/glossary.md#acid", "/hub/glossary#acid"),
        ("../sources.toml", "/hub/sources"),
        ("django.md#mental-model", "/hub/technologies/django#mental-model"),
        ("#sources", "/hub/technologies/python#sources"),
        ("../topics/http/guide.md#status", "/hub/http#status-section"),
        ("https://example.org/a.md", "https://example.org/a.md"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("/hub/versions", "/hub/versions"),
        ("//example.org/x.md", "//example.org/x.md"),
        ("../../README.md", "../../README.md"),
        ("../topics/sql/cards.md", "../topics/sql/cards.md"),
        ("picture.png", "picture.png"),
    ],
)
def test_it_leads_from_files_to_pages(link: str, address: str) -> None:
    assert with_addresses(f"See [it]({link}).", PAGE) == f"See [it]({address})."


def test_it_leaves_code_as_it_is() -> None:
    text = '`[a](b.md)` and [a](b.md "Title") and ``[`a`](b.md)``'
    assert with_addresses(text, PAGE).count("b.md") == 2
    assert '(/hub/technologies/b "Title")' in with_addresses(text, PAGE)


def test_it_names_the_file_and_the_anchor_of_each_link() -> None:
    text = "[a](../topics/x/guide.md#b) [c](#d) [e](https://example.org)"
    found = [(one.path, one.anchor) for one in links_in(text, PAGE)]
    assert found == [("topics/x/guide.md", "b"), (PAGE, "d")]


@pytest.mark.parametrize("path", ["roadmap.toml", "a/b/c.md", "../x.md", "hub/x.txt", "x.md"])
def test_it_has_no_address_for_what_is_no_page(path: str) -> None:
    assert address_of(path) is None
