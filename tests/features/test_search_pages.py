"""One search over the hub's pages and the cards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.support.decks import write_deck
from tests.support.journey import Journey, words_of
from tests.support.pages import HUB_DECK


@pytest.fixture
def app(make_app: Callable[..., Flask], tmp_path: Path) -> Flask:
    return make_app(write_deck(tmp_path / "hub", HUB_DECK))


@pytest.fixture
def hub(app: Flask) -> Journey:
    return Journey(app.test_client())


def test_it_finds_sections_and_cards_and_marks_the_words(hub: Journey) -> None:
    page = hub.get("/search", {"q": '"first letter"'})
    (hit,) = page.by_class("found")[0].iter("li")
    assert [one.get("href") for one in hit.iter("a")] == ["/hub/glossary#alpha"]
    assert [words_of(one) for one in hit.iter("mark")] == ["first", "letter"]
    assert "The hub · Glossary" in words_of(hit)
    sky = hub.get("/search", {"q": "colour"})
    assert sky.all("a", href="/cards/sky")
    assert "No section holds all of these words" in sky.text


def test_it_leads_to_sections_that_are_there(hub: Journey) -> None:
    page = hub.get("/search", {"q": "things"})
    links = [one for one in page.all("a") if one.get("class") == "found__title"]
    assert len(links) > 3
    for one in links:
        address, _, anchor = (one.get("href") or "").partition("#")
        found = hub.get(address)
        assert found.status == 200
        assert not anchor or found.all("h2", id=anchor)


def test_it_says_what_to_write_when_nothing_is_asked_for(hub: Journey) -> None:
    page = hub.get("/search")
    assert page.status == 200
    assert "Write some words" in page.text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("due<x", "due"),
        ("-things", "Name at least one word"),
        ("x" * 600, "at most 500 characters"),
    ],
)
def test_it_answers_a_search_that_it_cannot_read_with_a_sentence(
    hub: Journey, text: str, words: str
) -> None:
    page = hub.get("/search", {"q": text})
    assert page.status == 422
    assert words in page.text
    assert page.all("input", name="q")[0].get("value") == text


@pytest.mark.parametrize("text", ["?!", "zebra", "a' OR '1'='1", "NEAR(a b)", "<script>"])
def test_it_finds_nothing_kindly(hub: Journey, text: str) -> None:
    page = hub.get("/search", {"q": text})
    assert page.status == 200
    assert "No card holds all of these words." in page.text


def test_it_sends_filters_to_the_list_of_cards(hub: Journey) -> None:
    page = hub.get("/search", {"q": "things topic:alpha"})
    (link,) = [one for one in page.all("a") if words_of(one) == "search there"]
    assert link.get("href") == "/cards?q=things+topic%3Aalpha"


def test_it_shows_more_sections_page_by_page(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    guide = "# Many\n" + "".join(f"\n## Part {number}\n\nSome needle.\n" for number in range(23))
    files = HUB_DECK | {"topics/beta/guide.md": guide}
    hub = Journey(make_app(write_deck(tmp_path / "many", files)).test_client())
    seen: list[str | None] = []
    page = hub.get("/search", {"q": "needle"})
    assert "23 sections" in page.text
    while True:
        seen += [one.get("href") for one in page.all("a") if one.get("class") == "found__title"]
        further = page.all("a", rel="next")
        if not further:
            break
        page = hub.get(further[0].get("href") or "")
    assert len(set(seen)) == len(seen) == 23
    assert hub.get("/search", {"q": "needle", "page": "99"}).status == 200
    assert hub.get("/search", {"q": "needle", "page": "x"}).all("a", rel="next")


def test_it_gives_htmx_the_results_alone(app: Flask) -> None:
    page = Journey(app.test_client(), htmx=True).get("/search", {"q": "things"})
    assert not page.all("form")
    assert page.all("a", href="/hub/alpha#first-things")


def test_it_is_offered_on_the_pages_of_the_hub(hub: Journey) -> None:
    for path in ("/hub", "/hub/alpha", "/hub/technologies/alpha"):
        (form,) = hub.get(path).all("form", role="search")
        assert form.get("action") == "/search"
    assert hub.get("/cards").all("a", href="/search")


def test_it_belongs_to_the_hub_in_the_navigation(hub: Journey) -> None:
    (main,) = hub.get("/search").all("nav", aria_label="Main")
    assert [one.get("href") for one in main.iter("a") if one.get("aria-current")] == ["/hub"]
