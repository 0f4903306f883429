"""Statistics in a browser: axe in both themes, on a phone, without a script, by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.axe import violations_in_any_look
from tests.browser.reading import run
from tests.support.live import Live
from tests.support.logbook import Logbook
from tests.support.studying import study

pytestmark = pytest.mark.browser

PAGES = ("/stats?period=all", "/stats/topics?period=all", "/stats/replay?period=all")
OPEN = "for (const one of document.querySelectorAll('details')) one.open = true"
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def studied(live: Live) -> Live:
    """Three months of answers, some of them waiting again."""
    assert live.app is not None
    study(Logbook(live.app), live.clock, 200)
    live.clock.pass_time(days=2)
    return live


def test_axe_finds_nothing_with_and_without_figures(page: Page, live: Live) -> None:
    found = []
    for is_new in (True, False):
        if not is_new:
            assert live.app is not None
            study(Logbook(live.app), live.clock, 200)
            live.clock.pass_time(days=2)
        for path in PAGES:
            page.goto(path)
            run(page, OPEN)
            found += [f"{path}, {one}" for one in violations_in_any_look(page)]
    assert found == []


def test_nothing_is_wider_than_a_phone(page: Page, studied: Live) -> None:
    for width in (320, 390):
        page.set_viewport_size({"width": width, "height": 800})
        for path in PAGES:
            page.goto(path)
            run(page, OPEN)
            assert run(page, TOO_WIDE) <= 0, path


def test_the_words_of_a_chart_are_readable_on_a_phone(page: Page, studied: Live) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    for path in PAGES:
        page.goto(path)
        heights = run(
            page,
            "[...document.querySelectorAll('.plot__text')]"
            ".map(one => one.getBoundingClientRect().height)",
        )
        assert heights
        assert min(heights) >= 11
        assert max(heights) <= 24


def test_labels_of_one_axis_do_not_cover_each_other_on_a_phone(page: Page, studied: Live) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    for path in PAGES:
        page.goto(path)
        overlaps = run(
            page,
            """() => [...document.querySelectorAll('.plot, .calendar__half')].flatMap(plot => {
              const boxes = [...plot.querySelectorAll('.plot__text')].map(text =>
                [text.textContent, text.getBoundingClientRect()]);
              return boxes.flatMap(([name, a], i) => boxes.slice(i + 1)
                .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1
                  && a.top < b.bottom - 1 && b.top < a.bottom - 1)
                .map(([other]) => `${name} / ${other}`));
            })""",
        )
        assert overlaps == [], path


def test_topic_and_period_are_chosen_without_a_script(
    new_context: Callable[..., BrowserContext], studied: Live
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/stats")
    page.get_by_role("link", name="1 year").click()
    page.get_by_label("Topic").select_option("Alpha topic")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_label("Topic")).to_have_value("alpha")
    expect(page.get_by_role("link", name="1 year")).to_have_attribute("aria-current", "true")
    forecast = page.get_by_role("region", name="Forecast")
    expect(forecast.get_by_role("img")).to_be_visible()
    forecast.get_by_text("As a table").click()
    expect(forecast.get_by_role("rowheader", name="today")).to_be_visible()
    page.get_by_role("link", name="SM-2 and FSRS").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("SM-2 and FSRS on your log")
    expect(page.get_by_label("Topic")).to_have_value("alpha")


def test_a_table_is_opened_by_keyboard(page: Page, studied: Live) -> None:
    page.goto("/stats")
    forecast = page.get_by_role("region", name="Forecast")
    forecast.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(forecast.get_by_role("table")).to_be_visible()
