"""The roadmap by keyboard, on a phone, without a script, and for assistive technology."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from tests.browser.axe import violations_in_any_look
from tests.browser.learner import Learner
from tests.browser.reading import run
from tests.support.decks import ROADMAP, SMALL_DECK
from tests.support.live import Live
from tests.support.logbook import Logbook

MILESTONES = """
[[milestone]]
id = "m01"
title = "Everything that there is"
topics = ["alpha", "beta"]
"""
pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize(
        "live", [{**SMALL_DECK, "roadmap.toml": ROADMAP + MILESTONES}], indirect=True
    ),
]
PAGES = (
    "/roadmap",
    "/roadmap/graph",
    "/roadmap/error",
    "/roadmap/milestones/m01",
    "/roadmap/milestones/m01/answers",
    "/roadmap/topics/alpha",
    "/roadmap/topics/alpha/questions",
    "/roadmap/topics/alpha/reviews",
    "/roadmap/topics/alpha/answers",
)
SIZE_OF: dict[str, ViewportSize] = {
    "narrow": {"width": 390, "height": 844},
    "wide": {"width": 1280, "height": 900},
}
OPEN_ALL = "for (const one of document.querySelectorAll('details')) one.open = true"


@pytest.fixture
def begun(live: Live) -> Live:
    """Somebody who has answered all of alpha, and left a topic out."""
    assert live.app is not None
    log = Logbook(live.app)
    log.start()
    for prompt in ("sky", "idempotent", "idempotent~reverse", "cloze-two~1", "pick"):
        log.answer(prompt, 4)
    live.clock.pass_time(days=2)
    log.start()
    return live


def test_axe_finds_nothing_on_any_of_its_pages(learner: Learner, begun: Live) -> None:
    page = learner.page
    found = []
    for path in PAGES:
        page.goto(path)
        run(page, OPEN_ALL)
        found += [f"{path}, {one}" for one in violations_in_any_look(page)]
    assert found == []


def test_axe_finds_nothing_for_a_new_learner(learner: Learner) -> None:
    learner.page.goto("/roadmap")
    run(learner.page, OPEN_ALL)
    assert violations_in_any_look(learner.page) == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_window(page: Page, begun: Live, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for path in PAGES:
        page.goto(path)
        run(page, OPEN_ALL)
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert run(page, wide) <= 0, path


def test_the_words_of_the_graph_fit_a_phone(page: Page, begun: Live) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto("/roadmap/graph")
    edges = run(
        page,
        "[...document.querySelectorAll('.graph text')]"
        ".map(one => one.getBoundingClientRect().right)",
    )
    assert max(edges) <= 320


@pytest.mark.parametrize("shape", ["narrow", "wide"])
def test_the_graph_is_walked_by_keyboard_in_learning_order(
    page: Page, begun: Live, shape: str
) -> None:
    page.goto("/roadmap/graph")
    page.set_viewport_size(SIZE_OF[shape])
    nodes = page.locator(f".graph--{shape} .graph__node")
    nodes.first.focus()
    page.keyboard.press("Tab")
    second = nodes.nth(1)
    expect(second).to_be_focused()
    stroke = "one => getComputedStyle(one).stroke"
    assert run(second.locator(".graph__need"), stroke) != "none"
    assert run(second.locator(".graph__row"), stroke) != "none"
    page.keyboard.press("Enter")
    expect(page).to_have_url("/roadmap/topics/beta")


def test_a_topic_opens_in_place_by_keyboard(page: Page, begun: Live) -> None:
    page.goto("/roadmap")
    summary = page.locator(".topic__head").first
    receipts = page.get_by_role("link", name="Receipts and next steps").first
    expect(receipts).to_be_hidden()
    summary.focus()
    page.keyboard.press("Enter")
    expect(receipts).to_be_visible()
    receipts.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Alpha topic")


def test_a_topic_is_left_out_and_taken_back_without_a_script(
    new_context: Callable[..., BrowserContext], begun: Live
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/roadmap")
    page.locator("#topic-beta summary").click()
    page.get_by_role("button", name=re.compile("Leave out of my path.*Beta topic")).click()
    expect(page.get_by_text("Left out: 1 topic")).to_be_visible()
    expect(page.get_by_text("0 of 1 topic holding").first).to_be_visible()
    page.goto("/roadmap")
    page.get_by_text("Left out: 1 topic").click()
    page.locator("#topic-beta summary").click()
    page.get_by_role("button", name=re.compile("Take into my path.*Beta topic")).click()
    expect(page.get_by_text("0 of 2 topics holding").first).to_be_visible()
