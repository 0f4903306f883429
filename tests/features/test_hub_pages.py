"""The hub: pages in the order of learning, each section with its cards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.support.client import CheckingClient
from tests.support.decks import SMALL_DECK, write_deck
from tests.support.journey import Journey, words_of


@pytest.fixture
def learner(client: CheckingClient) -> Journey:
    return Journey(client)


def test_it_lists_the_pages_in_the_order_of_learning(learner: Journey) -> None:
    page = learner.get("/hub")
    (main,) = page.all("main")
    links = [(one.get("href"), words_of(one)) for one in main.iter("a")]
    assert [href for href, _ in links] == ["/hub/alpha", "/hub/beta"]
    assert links[0][1].startswith("Alpha topic")
    assert "6 questions" in words_of(main)
    assert "5 questions" in words_of(main)


def test_it_leaves_out_topics_without_a_page(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    files = {name: text for name, text in SMALL_DECK.items() if name != "topics/beta/guide.md"}
    learner = Journey(make_app(write_deck(tmp_path / "half", files)).test_client())
    (main,) = learner.get("/hub").all("main")
    assert [one.get("href") for one in main.iter("a")] == ["/hub/alpha"]
    assert learner.get("/hub/beta").status == 404


def test_it_says_so_when_there_is_no_page(make_app: Callable[..., Flask], tmp_path: Path) -> None:
    files = {name: text for name, text in SMALL_DECK.items() if not name.endswith("guide.md")}
    learner = Journey(make_app(write_deck(tmp_path / "none", files)).test_client())
    assert "There are no pages yet." in learner.get("/hub").text


def test_it_shows_a_page_with_its_sections(learner: Journey) -> None:
    page = learner.get("/hub/alpha")
    assert page.words("h1") == "About it"
    assert page.words("h2", id="first-things") == "First things"
    assert page.words("h2", id="second-things") == "Second things"
    assert "Some words about the first things." in page.text


def test_it_names_the_cards_of_each_section(learner: Journey) -> None:
    page = learner.get("/hub/alpha")
    (first,) = page.all("section", aria_labelledby="first-things")
    cards = {one.get("href"): words_of(one) for one in first.iter("a")}
    assert cards["/cards/sky"] == "Which colour has the sky?"
    assert len(cards) == 4
    assert "4 cards on this section" in words_of(first)
    (second,) = page.all("section", aria_labelledby="second-things")
    assert "/cards/" not in str([one.get("href") for one in second.iter("a")])


def test_it_leads_from_a_card_to_its_section(learner: Journey) -> None:
    page = learner.start(more="20")
    while page.prompt_id != "sky":
        page = learner.grade(page)
    shown = learner.reveal(page)
    (link,) = [one for one in shown.all("a") if words_of(one) == "First things"]
    address, _, anchor = (link.get("href") or "").partition("#")
    assert learner.get(address).words("h2", id=anchor) == "First things"


def test_it_gives_way_where_a_section_is_named_like_a_part_of_the_page(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    guide = "# About\n\n## Main\n\nOne.\n\n## Status\n\nTwo.\n\n## Network\n\nThree.\n"
    files = SMALL_DECK | {"topics/alpha/guide.md": guide}
    page = Journey(make_app(write_deck(tmp_path / "ids", files)).test_client()).get("/hub/alpha")
    assert page.all("main", id="main")
    assert page.all("div", id="status", role="status")
    assert page.words("h2", id="main-section") == "Main"


@pytest.mark.parametrize("topic", ["gamma", "Alpha", "alpha beta", "..", "alpha%2F.."])
def test_it_says_so_for_a_topic_that_is_not_there(topic: str, learner: Journey) -> None:
    page = learner.get(f"/hub/{topic}")
    assert page.status == 404
    assert page.all("a", href="/")


def test_it_renders_code_and_tables_of_a_page(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    guide = (
        "# About\n\nAn *intro*.\n\n## First things\n\n```python\nimport os\n```\n\n"
        "| a | b |\n| - | - |\n| 1 | 2 |\n"
    )
    files = SMALL_DECK | {"topics/alpha/guide.md": guide}
    page = Journey(make_app(write_deck(tmp_path / "rich", files)).test_client()).get("/hub/alpha")
    assert [words_of(one) for one in page.all("td")] == ["1", "2"]
    assert words_of(page.all("code")[0]) == "import os"
    assert page.all("span", _class="kn")
    assert page.all("pre", tabindex="0"), "the keyboard must be able to scroll long code"
    assert page.words("em") == "intro"


def test_it_marks_its_entry_in_the_navigation(learner: Journey) -> None:
    for path in ("/hub", "/hub/alpha"):
        (current,) = learner.get(path).all("a", aria_current="page")
        assert current.get("href") == "/hub"
