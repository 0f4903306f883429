"""What people set on their devices: less motion, larger or wider text, zoom, own colours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.learner import Learner
from tests.browser.reading import each, moving, run
from tests.support.live import Live, deck_of

pytestmark = pytest.mark.browser

#: The ratio of the two colours of a text, as WCAG 2 counts it.
CONTRAST = """(one) => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const light = (colour) => { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((v) => v / 255)
      .map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b; };
  let back = one;
  while (getComputedStyle(back).backgroundColor === "rgba(0, 0, 0, 0)") back = back.parentElement;
  const pair = [light(getComputedStyle(one).color), light(getComputedStyle(back).backgroundColor)];
  return (Math.max(...pair) + .05) / (Math.min(...pair) + .05); }"""


@pytest.mark.parametrize("live", [deck_of("sky", "fails")], indirect=True)
def test_at_400_percent_the_bars_leave_room_and_the_buttons_can_be_reached(
    learner: Learner,
) -> None:
    page = learner.page
    page.set_viewport_size({"width": 320, "height": 256})
    learner.start()
    learner.reveal()
    for label in ("Again", "Easy"):
        button = page.locator(".grade", has_text=label)
        button.scroll_into_view_if_needed()
        expect(button).to_be_in_viewport(ratio=1)
    page.goto("/")
    page.get_by_role("link", name="Settings").scroll_into_view_if_needed()
    expect(page.get_by_role("link", name="Settings")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("live", [deck_of("sky", "pick")], indirect=True)
def test_what_is_to_be_recalled_has_a_contrast_of_seven(learner: Learner, scheme: str) -> None:
    page = learner.page
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    learner.start()
    learner.reveal()
    for place in (".card__question", ".card__answer p"):
        assert run(page.locator(place), CONTRAST) >= 7
    for place in (".grade__name", ".grade__interval", ".card__why", ".review-top__count"):
        for one in each(page.locator(place)):
            assert run(one, CONTRAST) >= 4.5
            one.hover()
            assert run(one, CONTRAST) >= 4.5


@pytest.mark.parametrize("live", [deck_of("pick", "list-files")], indirect=True)
def test_with_forced_colours_states_still_show(
    new_context: Callable[..., BrowserContext], live: Live, tmp_path: Path
) -> None:
    learner = Learner(new_context(forced_colors="active").new_page())
    page = learner.page
    learner.start()
    plain = page.locator("#main").screenshot(path=tmp_path / "question.png")
    page.locator(".option").first.click()
    assert page.locator("#main").screenshot() != plain
    learner.reveal()
    expect(page.locator("#answer-heading svg")).to_be_visible()
    page.locator(".grade").first.focus()
    page.keyboard.press("Tab")
    assert _outlined(page, ".grade:focus-visible")
    page.goto("/")
    expect(page.locator('[aria-current="page"]')).to_be_visible()
    page.screenshot(path=tmp_path / "today.png")


def test_with_less_motion_the_late_hint_stays_away(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    learner = Learner(page)
    learner.start()
    expect(page.locator(".card__hint")).to_be_hidden()
    assert moving(page) == 0


def _outlined(page: Page, place: str) -> bool:
    """Whether the focused thing has a ring that forced colours keep."""
    style: str = run(page.locator(place).first, "one => getComputedStyle(one).outlineStyle")
    return style != "none"
