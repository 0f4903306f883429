"""Keys that must do nothing: held, too early, in fields, with modifiers, or switched off."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.learner import PAUSE, Learner
from tests.support.live import Live, deck_of

pytestmark = pytest.mark.browser

SELF_GRADED = deck_of("sky", "fails", "full-disk", "cloze-two")


@pytest.mark.parametrize("live", [SELF_GRADED], indirect=True)
def test_a_held_or_hasty_key_never_grades(keys: Learner, live: Live) -> None:
    page = keys.page
    page.keyboard.down("Space")
    page.keyboard.press("Space")
    page.keyboard.press("3")
    expect(keys.grades).to_have_count(4)
    for _ in range(6):  # while a key is held, the browser repeats it
        page.keyboard.down("Space")
        page.wait_for_timeout(80)
    page.keyboard.up("Space")
    expect(keys.grades).to_have_count(4)
    assert live.sent("POST", "/review/answers") == 0
    keys.strike("3")
    expect(keys.grades).to_have_count(0)
    assert live.sent("POST", "/review/answers") == 1


@pytest.mark.parametrize("live", [deck_of("list-files", "prints")], indirect=True)
def test_keys_rest_in_fields(keys: Learner) -> None:
    field = keys.page.locator("#typed")
    for _ in range(2):
        before = keys.prompt_id
        expect(field).to_be_focused()
        keys.page.keyboard.type("b s u f1?i")
        expect(field).to_have_value("b s u f1?i")
        assert keys.prompt_id == before
        expect(keys.page.get_by_role("dialog")).to_be_hidden()
        field.blur()
        keys.strike("Enter")
        expect(keys.grades).to_have_count(4)
        keys.strike("3")
        keys.wait_for_other_than(before)


@pytest.mark.parametrize("live", [SELF_GRADED], indirect=True)
def test_keys_rest_with_a_modifier(keys: Learner, live: Live) -> None:
    before = keys.prompt_id
    for modifier in ("Control", "Alt", "Meta"):
        for key in ("b", "s", "Enter"):
            keys.page.keyboard.press(f"{modifier}+{key}")
    keys.page.wait_for_timeout(PAUSE)
    assert keys.prompt_id == before
    expect(keys.grades).to_have_count(0)
    assert live.sent("POST", "/review/marks") == 0


@pytest.mark.parametrize("live", [SELF_GRADED], indirect=True)
def test_keys_can_be_switched_off(page: Page) -> None:
    page.goto("/settings")
    box = page.get_by_label("One-key shortcuts")
    box.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Save").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.goto("/")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="review").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#card")).to_be_visible()
    page.locator("#review h1").focus()
    for key in ("Space", "b", "s", "?", "Escape"):
        page.keyboard.press(key)
    expect(Learner(page).grades).to_have_count(0)
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.get_by_role("button", name="Show answer").focus()
    page.keyboard.press("Enter")
    expect(Learner(page).grades).to_have_count(4)
