"""The whole review with scripts switched off: every form is a plain form."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Complaints
from tests.browser.learner import Learner
from tests.browser.reading import text, texts, there
from tests.support.live import Live, deck_of

pytestmark = pytest.mark.browser

KINDS = deck_of(
    "sky",
    "idempotent",
    "cloze-two",
    "pick",
    "list-files",
    "in-order",
    "prints",
    "fails",
    "full-disk",
)


@pytest.fixture
def plain(new_context: Callable[..., BrowserContext]) -> Learner:
    """Somebody whose browser runs no script."""
    return Learner(new_context(java_script_enabled=False).new_page())


@pytest.mark.parametrize("live", [KINDS], indirect=True)
def test_every_kind_is_answered_and_the_end_is_reached(plain: Learner, live: Live) -> None:
    plain.start()
    kinds = set()
    while prompt_id := plain.prompt_id:
        kinds.add(prompt_id.partition("~")[0])
        expect(plain.page.locator("[data-needs-script]:visible")).to_have_count(0)
        plain.choose()
        if there(plain.page.locator("#typed")):
            plain.page.fill("#typed", "2" if prompt_id == "prints" else "ls")
        plain.page.locator("[data-reveal-bar] button").click()
        expect(plain.page.locator("#answer")).to_be_visible()
        plain.page.get_by_role("button", name="Easy").click()
        plain.wait_for_other_than(prompt_id)
        expect(plain.page).to_have_url("/review")
    assert len(kinds) == 9
    expect(plain.page.get_by_role("heading", name="Done for today")).to_be_visible()
    plain.page.get_by_role("link", name="Finish").click()
    expect(plain.page.get_by_text("All done for today")).to_be_visible()


@pytest.mark.parametrize("live", [deck_of("in-order")], indirect=True)
def test_steps_are_moved_one_place_at_a_time(plain: Learner) -> None:
    plain.start()
    page, right = plain.page, ["Wake up", "Get up", "Go out"]
    for place, name in enumerate(right):
        while _steps(page).index(name) > place:
            page.get_by_role("button", name=f"Move up: {name}").click()
    assert _steps(page) == right
    expect(page.locator("#answer")).to_have_count(0)
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#answer-heading")).to_have_text("Right")


@pytest.mark.parametrize("live", [deck_of("sky")], indirect=True)
def test_the_answer_is_not_shown_before_it_is_asked_for(plain: Learner) -> None:
    plain.start()
    expect(plain.page.locator("#answer")).to_be_hidden()
    expect(plain.grades).to_have_count(0)


@pytest.mark.parametrize("live", [deck_of("sky", "fails", "full-disk")], indirect=True)
def test_marks_undo_and_more_are_plain_forms(plain: Learner) -> None:
    plain.start()
    page, first = plain.page, plain.prompt_id
    page.locator("summary", has_text="More").click()
    page.get_by_role("button", name="Flag to fix later").click()
    expect(page.get_by_text("Flagged to fix")).to_be_visible()
    page.locator("summary", has_text="More").click()
    page.get_by_role("button", name="Not today").click()
    plain.wait_for_other_than(first)
    second = plain.prompt_id
    plain.grade()
    page.get_by_role("button", name="Undo").click()
    plain.wait_for(second)
    page.get_by_role("button", name="Undo").click()
    plain.wait_for(first)
    page.locator("summary", has_text="More").click()
    page.get_by_role("link", name="Why today?").click()
    expect(page.get_by_text("You have not answered it yet")).to_be_visible()


@pytest.mark.parametrize("live", [deck_of("sky")], indirect=True)
def test_undo_works_from_the_end_page(plain: Learner) -> None:
    plain.start()
    plain.grade()
    expect(plain.page.get_by_role("heading", name="Done for today")).to_be_visible()
    plain.page.get_by_role("button", name="Undo").click()
    plain.wait_for("sky")


@pytest.mark.parametrize("live", [deck_of("sky", "fails")], indirect=True)
def test_a_form_sent_again_by_reload_counts_once(plain: Learner, live: Live) -> None:
    plain.start()
    plain.grade()
    plain.page.reload()
    plain.page.reload()
    assert live.sent("POST", "/review/answers") == 1
    assert plain.prompt_id == "fails"


def test_settings_are_kept_and_a_wrong_one_is_explained(
    plain: Learner, complaints: Complaints
) -> None:
    complaints.expect("422")
    page = plain.page
    page.goto("/settings")
    page.get_by_label("New cards a day").fill("7")
    page.get_by_label("Time zone").fill("Mars/Olympus")
    page.get_by_role("button", name="Save settings").click()
    expect(page.get_by_role("alert").first).to_contain_text("Nothing was saved")
    expect(page.get_by_label("Time zone")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Time zone")).to_have_accessible_description(
        "Days are counted here, wherever you travel. " + text(page.locator("#zone-error"))
    )
    page.get_by_label("Time zone").fill("Asia/Tokyo")
    page.get_by_role("button", name="Save settings").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.goto("/settings")
    expect(page.get_by_label("New cards a day")).to_have_value("7")
    expect(page.get_by_label("Time zone")).to_have_value("Asia/Tokyo")


def _steps(page: Page) -> list[str]:
    return texts(page.locator(".step__text"))
