"""The hub is whole: each item that it grew out of has a page, and its first page leads there."""

from __future__ import annotations

import pytest

from quizapp.core.page_links import links_in
from quizapp.core.page_parts import Prose
from quizapp.core.pages import HubPage
from tests.content.test_deck import HUB
from tests.support.built_in import cards, reading

FOLDERS = {
    "technology": "technologies",
    "concept": "concepts",
    "challenge": "challenges",
    "practice": "practices",
}
ITEMS = [f"{FOLDERS[kind]}/{name}.md" for kind, names in HUB.items() for name in names]
OWN = [f"hub/{name}.md" for name in ("home", "how-to-study", "glossary", "errata")]
MADE = ["hub/sources.md", "hub/versions.md"]


def pages() -> dict[str, HubPage]:
    return {page.path: page for page in reading().pages}


def links_of(page: HubPage) -> set[str]:
    return {
        link.path
        for part in page.parts
        if isinstance(part, Prose)
        for link in links_in(part.text, page.path)
    }


@pytest.mark.parametrize("path", [*ITEMS, *OWN, *MADE])
def test_the_hub_has_each_of_its_pages(path: str) -> None:
    assert path in pages()


@pytest.mark.parametrize("path", ITEMS)
def test_the_first_page_leads_to_every_item(path: str) -> None:
    assert path in links_of(pages()["hub/home.md"])


def test_every_page_of_a_folder_is_one_that_the_hub_names() -> None:
    assert {path for path in pages() if not path.startswith("topics/")} <= {*ITEMS, *OWN, *MADE}


def test_every_topic_belongs_to_a_page() -> None:
    named = {topic.id for page in pages().values() for topic in page.topics if page.path in ITEMS}
    assert {topic.id for topic in reading().deck.topics} - named == set()


def test_every_term_of_the_glossary_leads_to_a_section() -> None:
    glossary = pages()["hub/glossary.md"]
    assert len(glossary.sections) >= 30
    for section in glossary.sections:
        text = "\n".join(part.text for part in section.parts if isinstance(part, Prose))
        assert any(link.anchor for link in links_in(text, glossary.path)), section.title


def test_pages_name_cards_of_the_deck_alone() -> None:
    known = {card.id for card in cards()}
    named = {
        one.id for page in pages().values() for section in page.sections for one in section.cards
    }
    assert len(named) >= 9
    assert named <= known
