"""The hub on a phone, without a script, and under the content policy."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.reading import run
from tests.support.pages import HUB_DECK

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("live", [HUB_DECK], indirect=True),
]

PAGES = ("/hub", "/hub/alpha", "/hub/technologies/alpha", "/hub/glossary", "/search?q=things")


def test_it_can_be_read_searched_and_answered_without_a_script(
    new_context: Callable[..., BrowserContext],
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/hub")
    page.get_by_label("Search pages and cards").fill("letters first")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Choose between").click()
    expect(page).to_have_url("/hub/technologies/alpha#choose-between")
    question = page.locator(".question").first
    expect(question.get_by_text("Right answer.")).to_be_hidden()
    question.get_by_text("Show the answer").click()
    expect(question.get_by_text("Right answer.")).to_be_visible()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_window(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for path in PAGES:
        page.goto(path)
        run(page, "for (const one of document.querySelectorAll('details')) one.open = true")
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert run(page, wide) <= 0, path


def test_a_phone_has_the_sections_in_a_closed_list(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/hub/technologies/alpha")
    contents = page.locator(".toc")
    expect(contents.get_by_role("link", name="Choose between")).to_be_hidden()
    contents.get_by_text("On this page").click()
    contents.get_by_role("link", name="Choose between").click()
    expect(page.get_by_role("heading", name="Choose between")).to_be_in_viewport()
    expect(page.get_by_role("navigation", name="On this page")).to_be_hidden()


def test_results_follow_what_is_typed(page: Page) -> None:
    page.goto("/search")
    page.get_by_label("Search pages and cards").press_sequentially("colour")
    expect(page.get_by_role("link", name="Which colour has the sky?")).to_be_visible()
    expect(page).to_have_url("/search?q=colour")
    expect(page.locator("#status")).to_have_text("0 sections and 1 card found")
