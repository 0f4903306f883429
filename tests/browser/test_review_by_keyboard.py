"""A review without a mouse: there is no click, tap or hover in this file."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.learner import Learner
from tests.browser.reading import attribute, run
from tests.support.decks import basic_card
from tests.support.live import deck_of

pytestmark = pytest.mark.browser

SELF_GRADED = deck_of("sky", "fails", "full-disk", "cloze-two")


@pytest.mark.parametrize("live", [SELF_GRADED], indirect=True)
def test_every_card_is_answered_and_the_end_is_reached(keys: Learner) -> None:
    for grade in ("3", "4", "2", "Space", "Enter"):
        before = keys.prompt_id
        keys.strike("Space")
        expect(keys.grades).to_have_count(4)
        keys.strike(grade)
        keys.wait_for_other_than(before)
    # The card that was graded Hard is asked once more on the same day.
    keys.strike("Enter", "3")
    expect(keys.page.get_by_role("heading", name="Done for today")).to_be_focused()
    keys.strike("Enter")
    expect(keys.page).to_have_url("/")


@pytest.mark.parametrize("live", [deck_of("pick", "list-files", "in-order")], indirect=True)
def test_options_text_and_order_need_no_mouse(keys: Learner) -> None:
    page = keys.page
    for _ in range(3):
        before = keys.prompt_id
        if before == "pick":
            keys.strike("b")
            expect(page.locator(".option input").nth(1)).to_be_checked()
            keys.strike("1")
            expect(page.locator(".option input").nth(0)).to_be_checked()
            keys.strike("Enter")
        elif before == "list-files":
            expect(page.locator("#typed")).to_be_focused()
            page.keyboard.type("ls")
            keys.strike("Enter")
        else:
            move = page.get_by_role("button", name="Move down").first
            name = attribute(move, "aria-label")
            move.focus()
            keys.strike("Enter")
            expect(page.get_by_role("button", name=name)).to_be_focused()
            expect(page.locator("[data-step]").nth(1)).to_contain_text(name.partition(": ")[2])
            page.locator("#review h1").focus()
            keys.strike("Enter")
        expect(page.locator("#answer-heading")).to_be_focused()
        keys.strike("3")
        keys.wait_for_other_than(before)


@pytest.mark.parametrize("live", [SELF_GRADED], indirect=True)
def test_undo_brings_the_card_back_many_times(keys: Learner) -> None:
    asked = []
    for _ in range(2):
        asked.append(keys.prompt_id)
        keys.strike("Space", "3")
        keys.wait_for_other_than(asked[-1])
    for prompt_id in reversed(asked):
        keys.strike("u")
        keys.wait_for(prompt_id)
    keys.strike("u")
    assert keys.prompt_id == asked[0]


@pytest.mark.parametrize("live", [SELF_GRADED], indirect=True)
def test_flag_bury_and_suspend_are_one_key_each(keys: Learner) -> None:
    first = keys.prompt_id
    keys.strike("f")
    expect(keys.page.get_by_text("Flagged to fix", exact=True)).to_be_visible()
    keys.strike("f")
    expect(keys.page.get_by_text("Flagged to fix", exact=True)).to_be_hidden()
    assert keys.prompt_id == first
    keys.strike("b")
    keys.wait_for_other_than(first)
    second = keys.prompt_id
    keys.strike("s")
    keys.wait_for_other_than(second)
    keys.strike("u")
    keys.wait_for(second)


@pytest.mark.parametrize("live", [deck_of("pick", "sky")], indirect=True)
def test_a_letter_chooses_an_option_and_shift_means_the_tool(keys: Learner) -> None:
    bury = keys.page.locator("[name=mark][value=bury] kbd")
    assert keys.prompt_id == "pick"
    expect(bury).to_have_text("Shift+B")
    keys.strike("b")
    expect(keys.page.locator(".option input").nth(1)).to_be_checked()
    keys.strike("Shift+B")
    keys.wait_for_other_than("pick")
    expect(bury).to_have_text("B")
    keys.strike("u", "1", "Enter")
    expect(keys.grades).to_have_count(4)
    expect(bury).to_have_text("B")
    keys.strike("b")
    keys.wait_for_other_than("pick")


@pytest.mark.parametrize("live", [SELF_GRADED], indirect=True)
def test_edit_why_today_the_list_and_the_end_are_one_key_each(keys: Learner) -> None:
    page = keys.page
    first = keys.prompt_id
    keys.strike("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    expect(page.get_by_role("heading", name="Keyboard shortcuts")).to_be_focused()
    keys.strike("Space", "3")
    expect(keys.grades).to_have_count(0)
    keys.strike("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    keys.strike("i")
    expect(page.locator("#why")).to_contain_text("You have not answered it yet")
    keys.strike("e")
    expect(page).to_have_url(f"/cards/{first.partition('~')[0]}/edit?next=/review")
    page.go_back()
    keys.strike("Escape")
    expect(page).to_have_url("/review/summary")


@pytest.mark.parametrize("live", [deck_of("sky", "fails")], indirect=True)
def test_r_opens_the_source_of_the_answer(keys: Learner) -> None:
    keys.strike("r", "Space")
    expect(keys.grades).to_have_count(4)
    keys.strike("r")
    expect(keys.page).to_have_url("/hub/alpha#first-things")


@pytest.mark.parametrize("live", [SELF_GRADED], indirect=True)
def test_menu_opens_by_enter_and_escape_closes_it_without_ending(keys: Learner) -> None:
    menu = keys.page.locator("[data-menu]")
    keys.page.locator("summary", has_text="More").focus()
    keys.strike("Enter")
    expect(menu).to_have_attribute("open", "")
    keys.strike("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(keys.page.locator("summary", has_text="More")).to_be_focused()
    expect(keys.page).to_have_url("/review")


@pytest.mark.parametrize("live", [deck_of("sky", "pick")], indirect=True)
def test_tab_goes_from_the_answer_to_its_grades_and_shows_where_it_is(keys: Learner) -> None:
    page = keys.page
    keys.strike("Space")
    expect(page.locator("#answer-heading")).to_be_focused()
    names = []
    for _ in range(3):
        page.keyboard.press("Tab")
        ring = run(page, "() => getComputedStyle(document.activeElement).outlineStyle")
        assert ring == "solid"
        names.append(keys.focused)
    assert names[0].startswith("a First things")
    assert [one.split()[1] for one in names[1:]] == ["Again", "Hard"]


@pytest.mark.parametrize(
    "live",
    [deck_of("sky") | {"topics/beta/cards.md": f"---\ntopic: beta\n---\n{basic_card(1)}"}],
    indirect=True,
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
    keys.strike("Space")
    expect(keys.grades).to_have_count(6)
    keys.strike("5")
    keys.wait_for_other_than(before)


@pytest.mark.parametrize("live", [deck_of("prints")], indirect=True)
def test_enter_makes_a_line_and_ctrl_enter_checks_an_answer_of_several_lines(
    keys: Learner,
) -> None:
    field = keys.page.locator("#typed")
    expect(field).to_be_focused()
    keys.page.keyboard.type("2")
    keys.strike("Enter")
    expect(field).to_have_value("2\n")
    expect(keys.grades).to_have_count(0)
    keys.strike("Control+Enter")
    expect(keys.page.locator("#answer-heading")).to_have_text("Right")
