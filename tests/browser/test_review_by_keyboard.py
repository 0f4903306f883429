"""A review without a mouse: there is no click, tap or hover in this file."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.learner import Learner
from tests.support.decks import basic_card
from tests.support.live import Live, deck_of

pytestmark = pytest.mark.browser

SELF_GRADED = deck_of("sky", "fails", "full-disk", "cloze-two")
#: A little longer than the guard that keeps a second key from grading.
PAUSE = 300


@pytest.fixture
def keys(page: Page) -> Learner:
    """Somebody who has pressed Enter on the Today page."""
    page.goto("/")
    page.keyboard.press("Enter")
    expect(page.locator("#card")).to_be_visible()
    return Learner(page)


def press(learner: Learner, *names: str) -> None:
    for name in names:
        learner.page.wait_for_timeout(PAUSE)
        learner.page.keyboard.press(name)


@pytest.mark.parametrize("live", [SELF_GRADED], indirect=True)
def test_every_card_is_answered_and_the_end_is_reached(keys: Learner) -> None:
    for grade in ("3", "4", "2", "Space", "Enter"):
        before = keys.prompt_id
        press(keys, "Space")
        expect(keys.grades).to_have_count(4)
        press(keys, grade)
        keys.wait_for_other_than(before)
    # The card that was graded Hard is asked once more on the same day.
    press(keys, "Enter", "3")
    expect(keys.page.get_by_role("heading", name="Done for today")).to_be_focused()
    press(keys, "Enter")
    expect(keys.page).to_have_url("/")


@pytest.mark.parametrize("live", [deck_of("pick", "list-files", "in-order")], indirect=True)
def test_options_text_and_order_need_no_mouse(keys: Learner) -> None:
    page = keys.page
    for _ in range(3):
        before = keys.prompt_id
        if before == "pick":
            press(keys, "b")
            expect(page.locator(".option input").nth(1)).to_be_checked()
            press(keys, "1")
            expect(page.locator(".option input").nth(0)).to_be_checked()
            press(keys, "Enter")
        elif before == "list-files":
            expect(page.locator("#typed")).to_be_focused()
            page.keyboard.type("ls")
            press(keys, "Enter")
        else:
            move = page.get_by_role("button", name="Move down").first
            name = move.get_attribute("aria-label") or ""
            move.focus()
            press(keys, "Enter")
            expect(page.get_by_role("button", name=name)).to_be_focused()
            expect(page.locator("[data-step]").nth(1)).to_contain_text(name.partition(": ")[2])
            page.locator("#review h1").focus()
            press(keys, "Enter")
        expect(page.locator("#answer-heading")).to_be_focused()
        press(keys, "3")
        keys.wait_for_other_than(before)


@pytest.mark.parametrize("live", [SELF_GRADED], indirect=True)
def test_undo_brings_the_card_back_many_times(keys: Learner) -> None:
    asked = []
    for _ in range(2):
        asked.append(keys.prompt_id)
        press(keys, "Space", "3")
        keys.wait_for_other_than(asked[-1])
    for prompt_id in reversed(asked):
        press(keys, "u")
        expect(keys.page.locator("[name=prompt_id]").first).to_have_value(prompt_id)
    press(keys, "u")
    assert keys.prompt_id == asked[0]


@pytest.mark.parametrize("live", [SELF_GRADED], indirect=True)
def test_flag_bury_and_suspend_are_one_key_each(keys: Learner) -> None:
    first = keys.prompt_id
    press(keys, "f")
    expect(keys.page.get_by_text("Flagged to fix")).to_be_visible()
    press(keys, "f")
    expect(keys.page.get_by_text("Flagged to fix")).to_be_hidden()
    assert keys.prompt_id == first
    press(keys, "b")
    keys.wait_for_other_than(first)
    second = keys.prompt_id
    press(keys, "s")
    keys.wait_for_other_than(second)
    press(keys, "u")
    expect(keys.page.locator("[name=prompt_id]").first).to_have_value(second)


@pytest.mark.parametrize("live", [SELF_GRADED], indirect=True)
def test_edit_why_today_the_list_and_the_end_are_one_key_each(keys: Learner) -> None:
    page = keys.page
    first = keys.prompt_id
    press(keys, "?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    expect(page.get_by_role("heading", name="Keyboard shortcuts")).to_be_focused()
    press(keys, "Space", "3")
    expect(keys.grades).to_have_count(0)
    press(keys, "Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    press(keys, "i")
    expect(page.locator("#why")).to_contain_text("You have not answered it yet")
    press(keys, "e")
    expect(page).to_have_url(f"/cards/{first.partition('~')[0]}/edit?next=/review")
    page.go_back()
    press(keys, "Escape")
    expect(page).to_have_url("/review/summary")


@pytest.mark.parametrize("live", [deck_of("sky", "fails")], indirect=True)
def test_r_opens_the_source_of_the_answer(keys: Learner) -> None:
    press(keys, "r")
    assert keys.page.url.endswith("/review")
    press(keys, "Space", "r")
    expect(keys.page).to_have_url("/hub/alpha#first-things")


@pytest.mark.parametrize("live", [SELF_GRADED], indirect=True)
def test_menu_opens_by_enter_and_escape_closes_it_without_ending(keys: Learner) -> None:
    menu = keys.page.locator("[data-menu]")
    keys.page.locator("summary", has_text="More").focus()
    press(keys, "Enter")
    expect(menu).to_have_attribute("open", "")
    press(keys, "Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(keys.page.locator("summary", has_text="More")).to_be_focused()
    assert keys.page.url.endswith("/review")


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
    press(keys, "3")
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
        press(keys, "Enter")
        expect(keys.grades).to_have_count(4)
        press(keys, "3")
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


@pytest.mark.parametrize("live", [deck_of("sky", "pick")], indirect=True)
def test_tab_goes_from_the_answer_to_its_grades_and_shows_where_it_is(keys: Learner) -> None:
    page = keys.page
    press(keys, "Space")
    expect(page.locator("#answer-heading")).to_be_focused()
    names = []
    for _ in range(3):
        page.keyboard.press("Tab")
        ring = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
        assert ring == "solid"
        names.append(keys.focused)
    assert names[0].startswith("a First things")
    assert [one.split()[1] for one in names[1:]] == ["Again", "Hard"]


@pytest.mark.parametrize(
    "live", [deck_of("sky") | {"topics/beta/cards.md": f"---\ntopic: beta\n---\n{basic_card(1)}"}], indirect=True
)
def test_six_grades_have_the_keys_0_to_5(keys: Learner) -> None:
    page = keys.page
    page.goto("/settings")
    page.get_by_label("Grades").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="Save").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.goto("/review")
    before = keys.prompt_id
    press(keys, "Space")
    expect(keys.grades).to_have_count(6)
    press(keys, "5")
    keys.wait_for_other_than(before)

