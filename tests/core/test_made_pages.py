"""The pages of sources and versions say what is registered and what cards cite."""

from __future__ import annotations

from quizapp.core.made_pages import made_pages
from quizapp.core.page_parts import Prose
from quizapp.core.pages import HubPage
from quizapp.core.sources import RegisteredSource
from tests.support.cards import read

REGISTRY = {
    one.name: one
    for one in (
        RegisteredSource(
            "Manual | of it", "https://a.example/", "MIT", "specification", True, ("1",)
        ),
        RegisteredSource("A paper", "https://b.example/", "none", "paper", False),
    )
}
CARDS = """## What is it? {#one since=thing-2.0}
Yes.

> Because of its cause.

Source: Manual | of it 1, section 2, checked 2026-11
Source: Manual | of it 1, section 3, checked 2026-11
"""
LOCK = "one 0123456789abcdef - python 2026-11 Python 3.11.7, SQLite 3.40.1\n"


def text_of(page: HubPage) -> str:
    return "\n".join(part.text for part in page.parts if isinstance(part, Prose))


def test_they_list_texts_versions_and_programs() -> None:
    cards, problems = read(CARDS)
    assert problems == []
    sources, versions = made_pages(REGISTRY, cards, LOCK)
    assert [section.title for section in sources.sections] == ["Specifications", "Papers"]
    assert "| [Manual \\| of it](https://a.example/) | yes | MIT | 1 |" in text_of(sources)
    assert "| [A paper](https://b.example/) | no | none | – |" in text_of(sources)
    assert "| Manual \\| of it | 1 | 1 |" in text_of(versions)
    assert "| Python 3.11.7 | 1 |" in text_of(versions)
    assert "- since thing-2.0: [What is it?](/cards/one)" in text_of(versions)


def test_they_leave_out_what_there_is_nothing_of() -> None:
    _, versions = made_pages(REGISTRY, (), "")
    assert [section.title for section in versions.sections] == ["Read"]
