"""The hub: pages in the order of learning, each section with its cards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.support.client import CheckingClient
from tests.support.decks import SMALL_DECK, write_deck
from tests.support.journey import Journey, words_of
from tests.support.pages import HUB_DECK


@pytest.fixture
def learner(client: CheckingClient) -> Journey:
    return Journey(client)


def test_it_lists_the_pages_in_the_order_of_learning(learner: Journey) -> None:
    page = learner.get("/hub")
    (main,) = page.all("main")
    links = [(one.get("href"), words_of(one)) for one in main.iter("a")]
    assert [href for href, _ in links] == ["/hub/technologies/alpha", "/hub/alpha", "/hub/beta"]
    assert links[0][1].startswith("Alpha technology")
    assert links[1][1].startswith("Alpha topic")
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
    assert "4 cards with 6 questions on this section" in words_of(first)
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


def test_it_shows_the_sources_of_each_section_of_a_topic(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    text = SMALL_DECK["topics/alpha/guide.md"]
    first, second = (f"Source: A *book*, page {n}, checked 2026-11" for n in (1, 2))
    guide = text.replace("first things.\n", f"first things.\n\n{first}\n{second}\n")
    files = SMALL_DECK | {"topics/alpha/guide.md": guide}
    page = Journey(make_app(write_deck(tmp_path / "cited", files)).test_client()).get("/hub/alpha")
    (section,) = page.all("section", aria_labelledby="first-things")
    (sources,) = page.by_class("article__sources")
    assert sources in list(section.iter("ul"))
    assert [words_of(one) for one in sources.iter("li")] == [
        "A book, page 1, checked 2026-11",
        "A book, page 2, checked 2026-11",
    ]
    assert "Source:" not in page.text


def test_it_marks_its_entry_in_the_navigation(learner: Journey) -> None:
    for path in ("/hub", "/hub/alpha"):
        (main,) = learner.get(path).all("nav", aria_label="Main")
        (current,) = [one for one in main.iter("a") if one.get("aria-current")]
        assert current.get("href") == "/hub"


@pytest.fixture
def hub(make_app: Callable[..., Flask], tmp_path: Path) -> Journey:
    """A learner of a deck with all kinds of pages."""
    return Journey(make_app(write_deck(tmp_path / "hub", HUB_DECK)).test_client())


def test_it_shows_its_first_page_with_pages_goals_and_figures(hub: Journey) -> None:
    page = hub.get("/hub")
    assert page.words("h1") == "Home of the hub"
    assert "It has 1 pages of technologies and 9 cards; {nothing} is no figure." in page.text
    (alpha,) = page.all("a", href="/hub/technologies/alpha")
    assert words_of(alpha).startswith("Alpha the first of all")
    assert "11 questions · none seen yet" in words_of(alpha)
    assert "Omega" in page.text
    assert not page.all("a", href="/hub/technologies/omega")
    goals = [words_of(one) for one in page.by_class("goal")]
    assert goals == [
        "Done: Pages of technologies: 1 of 1 pages",
        "In work: Concepts: 0 of 6 pages",
    ]
    assert page.all("a", href="/hub/glossary")
    assert page.all("a", href="https://example.org/")


def test_it_asks_five_questions_with_closed_answers_and_no_script(hub: Journey) -> None:
    page = hub.get("/hub/technologies/alpha")
    questions = page.by_class("question")
    assert len(questions) == 5
    for one in questions:
        (answer,) = [part for part in one.iter("details") if part.get("class")]
        assert answer.get("open") is None
        assert "The reason why this is so" in words_of(answer)
        assert "The reason why" not in words_of(one).replace(words_of(answer), "")
        assert (next(answer.iter("a")).get("href") or "").startswith("/hub/")
    first = words_of(questions[0])
    assert first.index("The first wrong one") < first.index("Show the answer")
    assert "Right answer." in first


def test_it_leads_from_its_questions_to_a_quiz_of_its_topics(hub: Journey) -> None:
    page = hub.get("/hub/technologies/alpha")
    (check,) = page.all("section", aria_labelledby="check-yourself")
    (link,) = [one for one in check.iter("a") if words_of(one) == "Quiz on these topics"]
    assert link.get("href") == "/quiz?topic=alpha&topic=beta"
    boxes = hub.get(link.get("href") or "").all("input", name="topic", type="checkbox")
    ticked = [one.get("value") for one in boxes if one.get("checked") is not None]
    assert ticked == ["alpha", "beta"]
    (link,) = hub.get("/hub/beta").all("a", href="/quiz?topic=beta")
    assert words_of(link) == "Quiz on this topic"
    assert "Quiz on" not in hub.get("/hub/glossary").text, "it has no topics"


def test_it_lists_the_sections_of_the_pages_topics_as_core_rules(hub: Journey) -> None:
    page = hub.get("/hub/technologies/alpha")
    rules = {
        one.get("href"): words_of(one) for row in page.by_class("rule") for one in row.iter("a")
    }
    assert rules["/hub/alpha#first-things"] == "First things"
    assert rules["/hub/beta#second-things"] == "Second things"
    assert len(rules) == 4


def test_it_tells_how_much_of_a_section_the_learner_recalls(hub: Journey) -> None:
    before = hub.get("/hub/technologies/alpha")
    assert "2 cards with 3 questions on this section · none of 3 seen yet" in " ".join(
        before.text.split()
    ).replace('<span class="cites__recall">', "")
    page = hub.start(more="20")
    while page.prompt_id:
        page = hub.grade(page)
    after = hub.get("/hub/technologies/alpha")
    (section,) = after.all("section", aria_labelledby="mental-model")
    assert "3 of 3 seen · 98 % of them recalled now (likely" in words_of(section)
    assert "seen" in words_of(after.by_class("rule")[0])
    assert "11 of 11 seen" in words_of(hub.get("/hub").all("a", href="/hub/technologies/alpha")[0])


def test_it_draws_diagrams_with_their_words_beside_them(hub: Journey) -> None:
    page = hub.get("/hub/technologies/alpha")
    names = [one.get("aria-label") for one in page.all("svg", role="img")]
    assert names == ["How an alpha becomes a beta", "Who talks to whom", "What lies on what"]
    assert "Alpha → Beta: by waiting" in page.text
    assert "Client to Server: GET /" in page.text


def test_it_shows_programs_with_what_they_print_and_included_code(hub: Journey) -> None:
    page = hub.get("/hub/technologies/alpha")
    code, included = page.by_class("code")
    assert "It prints" in words_of(code)
    assert words_of(included).endswith("topics/alpha/proofs/prove_alpha.py")
    assert "Checked by running it" not in page.text, "nothing was proved yet"


def test_it_offers_the_sections_on_a_phone_and_the_neighbouring_pages(hub: Journey) -> None:
    page = hub.get("/hub/technologies/alpha")
    (contents,) = page.by_class("toc")
    ids = {one.get("id") for one in page.tree.iter()}
    assert len([one for one in contents.iter("a") if (one.get("href") or "")[1:] in ids]) == 9
    (after,) = page.all("a", rel="next")
    assert after.get("href") == "/hub/alpha"
    assert hub.get("/hub/alpha").all("a", rel="prev")[0].get("href") == "/hub/technologies/alpha"


def test_it_links_pages_to_each_other(hub: Journey) -> None:
    page = hub.get("/hub/glossary")
    links = [one.get("href") for one in page.all("a")]
    assert "/hub/technologies/alpha#mental-model" in links
    assert "/hub/glossary#alpha" in links
    assert page.words("h2", id="beta") == "Beta"


@pytest.mark.parametrize(
    "path",
    ["/hub/home", "/hub/hub/home", "/hub/topics/alpha", "/hub/technologies/omega", "/hub/%00"],
)
def test_it_has_each_page_at_one_address(hub: Journey, path: str) -> None:
    assert hub.get(path).status == 404


def test_it_makes_the_pages_of_sources_and_versions(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    registry = (
        '[[source]]\nname = "A primary source"\nversions = ["1.0"]\nlicence = "MIT"\n'
        'home = "https://example.org/"\nkind = "specification"\nprimary = true\n'
    )
    folder = write_deck(tmp_path / "hub", HUB_DECK | {"sources.toml": registry})
    hub = Journey(make_app(folder).test_client())
    assert hub.get("/hub/sources").all("a", href="https://example.org/")
    assert [words_of(one) for one in hub.get("/hub/versions").all("td")] == [
        "A primary source",
        "1.0",
        "9",
    ]


def test_it_loads_its_style_sheet_on_pages_to_read_alone(hub: Journey) -> None:
    for path, number in (("/hub", 2), ("/hub/alpha", 2), ("/search", 2), ("/", 1), ("/cards", 1)):
        assert len(hub.get(path).all("link", rel="stylesheet")) == number


def test_it_names_the_pages_that_a_topic_belongs_to(hub: Journey) -> None:
    (link,) = hub.get("/hub/beta").all("a", href="/hub/technologies/alpha", _class="tag")
    assert words_of(link) == "Technologies: Alpha technology"
