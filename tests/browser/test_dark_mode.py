"""Light and dark: by the device, and by the learner's own choice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.learner import Learner
from tests.browser.reading import run

pytestmark = pytest.mark.browser

LIGHT, DARK = "rgb(250, 249, 246)", "rgb(16, 18, 22)"


@pytest.mark.parametrize(("scheme", "paper"), [("light", LIGHT), ("dark", DARK)])
def test_the_device_decides_until_the_learner_does(page: Page, scheme: str, paper: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for path in ("/", "/hub", "/settings"):
        page.goto(path)
        expect(page.locator("html")).to_have_css("background-color", paper)


@pytest.mark.parametrize(
    ("scheme", "theme", "paper"), [("light", "dark", DARK), ("dark", "light", LIGHT)]
)
def test_the_choice_shows_at_once_and_stays_on_every_page(
    learner: Learner, scheme: str, theme: str, paper: str
) -> None:
    page = learner.page
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto("/settings")
    page.get_by_label("Theme").select_option(theme)
    expect(page.locator("html")).to_have_css("background-color", paper)
    page.get_by_role("button", name="Save settings").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.locator("html")).to_have_css("background-color", paper)
    learner.start()
    expect(page.locator("html")).to_have_css("background-color", paper)


def test_the_choice_needs_no_script(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(java_script_enabled=False, color_scheme="light").new_page()
    page.goto("/settings")
    page.get_by_label("Theme").select_option("dark")
    page.get_by_role("button", name="Save settings").click()
    expect(page.locator("html")).to_have_css("background-color", DARK)


def test_a_change_of_the_device_shows_without_a_reload(learner: Learner) -> None:
    colours = []
    learner.start()
    page = learner.page
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        colours.append(run(page.locator(".card__question"), "one => getComputedStyle(one).color"))
    assert len(set(colours)) == 2
