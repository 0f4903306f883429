"""Where the focus stands after a swap, and what a screen reader is told: once, and briefly."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE, Complaints
from tests.browser.learner import Learner
from tests.browser.reading import attribute, run, there
from tests.support.live import Live, deck_of

pytestmark = pytest.mark.browser

LONGEST = 150
#: Longer than the script waits before it speaks.
SPOKEN = 150
LISTEN = """() => {
  window.said = [];
  const note = (list) => { for (const one of list) {
    const text = one.target.textContent.trim(); if (text) window.said.push(text); } };
  for (const region of document.querySelectorAll("#status, #network"))
    new MutationObserver(note).observe(region, { childList: true, characterData: true });
}"""


class Listener(Learner):
    """Somebody who hears the page instead of seeing it."""

    def listen(self) -> None:
        """Hear what the live regions of this page say from now on."""
        run(self.page, LISTEN)

    def heard(self, texts: int = 1) -> list[str]:
        """What was said since the last time: so many texts or more, and each must be brief."""
        for _ in range(PATIENCE // SPOKEN):
            if run(self.page, "() => window.said.length") >= texts:
                break
            self.page.wait_for_timeout(SPOKEN)
        self.page.wait_for_timeout(SPOKEN)
        said: list[str] = run(self.page, "() => window.said.splice(0)")
        assert all(len(one) <= LONGEST for one in said), said
        return said


@pytest.fixture
def listener(page: Page) -> Listener:
    """Somebody at the first card, who listens."""
    found = Listener(page)
    found.start()
    found.listen()
    return found


@pytest.mark.parametrize("live", [deck_of("sky", "fails", "full-disk")], indirect=True)
def test_each_card_is_announced_once_and_its_heading_has_the_focus(listener: Listener) -> None:
    for title in ("Why does it fail?", "The disk is full at night. What do you look at first?"):
        listener.reveal()
        expect(listener.page.locator("#answer-heading")).to_be_focused()
        assert listener.heard(0) == []  # the focus reads the answer; nothing repeats it
        listener.grade()
        expect(listener.page.get_by_role("heading", level=1)).to_be_focused()
        assert listener.heard() == [title]
    listener.grade()
    expect(listener.page.get_by_role("heading", name="Done for today")).to_be_focused()
    assert len(listener.heard()) == 1


@pytest.mark.parametrize("live", [deck_of("pick", "in-order", "list-files")], indirect=True)
def test_a_verdict_is_announced_once_with_its_grade(listener: Listener) -> None:
    for _ in range(3):
        if there(listener.page.locator("#typed")):
            expect(listener.page.locator("#typed")).to_be_focused()
            listener.page.fill("#typed", "ls")
        listener.reveal()
        expect(listener.page.locator("#answer-heading")).to_be_focused()
        said = listener.heard()
        assert len(said) == 1
        assert said[0].startswith(("Right. Suggested", "Not right. Suggested", "Partly right. "))
        listener.grade()
        assert len(listener.heard()) == 1


@pytest.mark.parametrize("live", [deck_of("sky", "fails")], indirect=True)
def test_undo_marks_and_why_leave_the_focus_on_what_they_brought(listener: Listener) -> None:
    page = listener.page
    listener.grade()
    listener.heard()
    for key, name, announced in (
        ("u", "Which colour", "Taken back: Good on “Which colour has the sky?”."),
        ("f", "Which colour", "Flagged to fix."),
        ("b", "Why does it fail?", "Not today. Why does it fail?"),
    ):
        page.keyboard.press(key)
        expect(page.locator("#card")).to_contain_text(name)
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        assert listener.heard() == [announced]
    page.keyboard.press("i")
    expect(page.locator("#why").get_by_role("heading").first).to_be_focused()


@pytest.mark.parametrize("live", [deck_of("sky", "fails")], indirect=True)
def test_a_day_that_ends_while_a_card_is_open_leads_to_todays_page(
    listener: Listener, live: Live
) -> None:
    page = listener.page
    listener.reveal()
    live.clock.set("2026-06-02T04:00:01")
    listener.page.locator(".grade", has_text="Good").click()
    expect(page).to_have_url("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tuesday, 2 June")
    expect(page.locator("#review")).to_have_count(0)


@pytest.mark.parametrize("live", [deck_of("in-order")], indirect=True)
def test_a_moved_step_is_announced_with_its_place(listener: Listener) -> None:
    button = listener.page.get_by_role("button", name="Move down").first
    name = attribute(button, "aria-label")
    button.click()
    expect(listener.page.get_by_role("button", name=name)).to_be_focused()
    assert listener.heard() == ["Step moved to position 2 of 3"]


@pytest.mark.parametrize("live", [deck_of("sky", "fails")], indirect=True)
def test_a_lost_connection_is_said_once_however_often_it_is_tried(
    listener: Listener, live: Live, complaints: Complaints
) -> None:
    complaints.expect("503", "htmx:")
    listener.reveal()
    live.is_down = True
    listener.page.locator(".grade", has_text="Good").click()
    expect(listener.page.locator("#network")).to_contain_text("Not saved yet")
    for _ in range(PATIENCE // SPOKEN):
        if live.sent("POST", "/review/answers") >= 3:
            break
        listener.page.wait_for_timeout(SPOKEN)
    assert live.sent("POST", "/review/answers") >= 3
    assert listener.focused != "body"
    assert len(listener.heard()) == 1
    live.is_down = False
    listener.wait_for_other_than("sky")
    assert listener.heard(2)[-2:] == ["Saved.", "Why does it fail?"]


@pytest.mark.parametrize("live", [deck_of("sky", "fails")], indirect=True)
def test_a_refused_answer_moves_the_focus_to_the_card_that_is_current(
    listener: Listener, live: Live, complaints: Complaints
) -> None:
    complaints.expect("409")
    listener.reveal()
    other = Learner(listener.page.context.new_page())
    other.page.goto("/review")
    other.grade()
    listener.page.locator(".grade", has_text="Good").click()
    expect(listener.page.get_by_role("alert").first).to_contain_text("another window")
    expect(listener.page.get_by_role("heading", level=1)).to_be_focused()


def test_a_search_says_how_many_cards_it_found(page: Page) -> None:
    listener = Listener(page)
    page.goto("/cards")
    listener.listen()
    page.get_by_role("searchbox").fill("idempotent")
    expect(page.locator("#count")).to_contain_text("2 of")
    said = listener.heard()
    assert said == ["2 cards found"]
    expect(page.get_by_role("searchbox")).to_be_focused()
