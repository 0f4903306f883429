"""On a phone, with one thumb: taps, sizes of targets, nothing to scroll sideways."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Complaints
from tests.browser.fitting import ADAPT, DOUBLED, SPACED, WIDER
from tests.browser.learner import Learner
from tests.browser.reading import box, each, run, text
from tests.browser.screens import ONE_OF_EACH, OWN_STATUS, every_screen
from tests.support.live import Live, deck_of

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
WIDTHS = (390, 320)
SMALLEST, FOR_A_THUMB, APART = 24, 44, 8
#: Sizes of all that can be pressed, without links in a sentence, which WCAG 2.5.8 leaves out, and
#: without what is hidden; a box in a label counts with its label.
TARGETS = """() => [...document.querySelectorAll(
    "a[href], button, summary, select, textarea, input:not([type=hidden])")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.matches(".skip"))
  .filter((one) => !(one.matches("a") && getComputedStyle(one).display === "inline"
    && one.parentElement.textContent.trim() !== one.textContent.trim()))
  .map((one) => {
    const box = (one.closest("label") || one).getBoundingClientRect();
    return [one.innerText || one.name || one.href, box.width, box.height];
  })"""


@pytest.fixture
def thumb(new_context: Callable[..., BrowserContext]) -> Learner:
    """Somebody with a phone in one hand."""
    context = new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    return Learner(context.new_page(), touch=True)


@pytest.mark.parametrize("live", [ONE_OF_EACH], indirect=True)
def test_no_screen_is_wider_than_the_phone_and_every_target_can_be_hit(
    thumb: Learner, live: Live, complaints: Complaints
) -> None:
    complaints.expect(*OWN_STATUS)
    wrong = []
    for screen in every_screen(thumb, live):
        for width in WIDTHS:
            thumb.page.set_viewport_size({"width": width, "height": PHONE["height"]})
            more, targets = run(thumb.page, f"() => [({WIDER})(), ({TARGETS})()]")
            wrong += [f"{screen}, {width}: {more} px too wide"] if more > 0 else []
            wrong += [
                f"{screen}, {width}: {name!r} is {wide:.0f} × {high:.0f}"
                for name, wide, high in targets
                if min(wide, high) < SMALLEST
            ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("live", [deck_of("sky", "fails")], indirect=True)
def test_a_tap_anywhere_on_the_card_reveals_and_a_second_one_does_not_grade(
    thumb: Learner, live: Live
) -> None:
    thumb.start()
    card = box(thumb.page.locator("#card"))
    thumb.page.touchscreen.tap(card["x"] + card["width"] / 2, card["y"] + card["height"] - 10)
    thumb.page.touchscreen.tap(card["x"] + card["width"] / 2, card["y"] + card["height"] - 10)
    expect(thumb.grades).to_have_count(4)
    assert live.sent("POST", "/review/answers") == 0


@pytest.mark.parametrize("live", [deck_of("fails")], indirect=True)
def test_a_tap_on_a_control_of_the_card_does_not_reveal(thumb: Learner) -> None:
    thumb.start()
    thumb.page.locator("summary", has_text="More").tap()
    expect(thumb.page.locator(".menu__list")).to_be_visible()
    expect(thumb.grades).to_have_count(0)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scale", ["4", "6"])
@pytest.mark.parametrize("live", [deck_of("sky", "fails")], indirect=True)
def test_grades_are_large_apart_and_under_the_thumb(thumb: Learner, width: int, scale: str) -> None:
    page = thumb.page
    page.set_viewport_size({"width": width, "height": 640})
    thumb.set("Grades", scale)
    thumb.start()
    bar = box(page.locator(".answer-bar"))
    assert bar["y"] + bar["height"] == pytest.approx(640, abs=1)
    thumb.reveal()
    boxes = [box(one) for one in each(thumb.grades)]
    assert len(boxes) == int(scale)
    for one in boxes:
        assert min(one["width"], one["height"]) >= FOR_A_THUMB
        assert one["y"] > 640 / 2
    for one in boxes:
        for other in boxes:
            across = max(one["x"], other["x"]) - min(
                one["x"] + one["width"], other["x"] + other["width"]
            )
            down = max(one["y"], other["y"]) - min(
                one["y"] + one["height"], other["y"] + other["height"]
            )
            assert one is other or max(across, down) >= APART - 0.01


@pytest.mark.parametrize("live", [deck_of("sky", "fails")], indirect=True)
def test_the_bar_stays_at_the_bottom_and_never_covers_the_end_of_a_long_card(
    thumb: Learner,
) -> None:
    page = thumb.page
    thumb.start()
    thumb.reveal()
    _make_long(page)
    expect(thumb.grades.first).to_be_in_viewport(ratio=1)
    run(page, "() => scrollTo(0, document.body.scrollHeight)")
    end, bar = box(page.locator("#card")), box(page.locator(".answer-bar"))
    assert end["y"] + end["height"] <= bar["y"] + 1
    expect(thumb.grades.first).to_be_in_viewport(ratio=1)


def test_the_main_navigation_is_under_the_thumb_and_covers_nothing(thumb: Learner) -> None:
    page = thumb.page
    for path in ("/", "/quiz", "/roadmap", "/hub", "/cards", "/stats", "/settings"):
        page.goto(path)
        top = PHONE["height"]
        for link in each(page.get_by_role("navigation", name="Main").get_by_role("link")):
            place = box(link)
            assert place["height"] >= FOR_A_THUMB
            assert place["y"] > PHONE["height"] * 3 / 4
            top = min(top, int(place["y"]))
        run(page, "() => scrollTo(0, document.body.scrollHeight)")
        last = box(page.locator("main > *").last)
        assert last["y"] + last["height"] <= top


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("rules", ["", DOUBLED, SPACED])
def test_every_entry_of_the_navigation_can_be_reached_at_any_size_of_text(
    page: Page, live: Live, width: int, rules: str
) -> None:
    """Its bar is fixed, so what sticks out of the window could not be scrolled to."""
    page.set_viewport_size({"width": width, "height": 844})
    for path in ("/", "/quiz", "/roadmap", "/roadmap/graph", "/hub", "/cards", "/stats"):
        page.goto(path)
        run(page, ADAPT, rules)
        if path.startswith(("/quiz", "/roadmap", "/stats")):
            assert run(page, WIDER) <= 0, path
        entries = each(page.get_by_role("navigation", name="Main").get_by_role("link"))
        assert len(entries) == 6
        for link in (*entries, page.get_by_role("link", name="Settings", exact=True)):
            place = box(link)
            assert place["x"] >= 0
            assert place["x"] + place["width"] <= width + 0.5, path


@pytest.mark.parametrize("live", [deck_of("in-order", "sky")], indirect=True)
def test_steps_are_moved_by_tapping_their_arrows(thumb: Learner) -> None:
    thumb.start()
    steps = thumb.page.locator(".step__text")
    first = text(steps.first)
    thumb.page.get_by_role("button", name=f"Move down: {first}").tap()
    expect(steps.nth(1)).to_contain_text(first)
    thumb.reveal()
    expect(thumb.page.locator("#answer-heading")).to_be_focused()


@pytest.mark.parametrize("live", [deck_of("list-files")], indirect=True)
def test_the_keyboard_of_the_phone_does_not_pop_up_by_itself(thumb: Learner) -> None:
    thumb.start()
    expect(thumb.page.locator("#typed")).not_to_be_focused()


def _make_long(page: Page) -> None:
    run(
        page.locator("#card .card__why"),
        "one => { one.innerHTML = '<p>Some more words.</p>'.repeat(60); }",
    )
