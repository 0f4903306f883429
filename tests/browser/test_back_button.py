"""Back, forward and reload after answers: never a second grade, never an old card as new."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.learner import Learner
from tests.support.live import Live, deck_of

THREE = deck_of("sky", "fails", "full-disk")
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("live", [THREE], indirect=True)]


def test_back_after_answers_leads_to_today_and_forward_to_the_current_card(
    learner: Learner,
) -> None:
    learner.start()
    learner.grade()
    learner.grade()
    learner.page.go_back()
    expect(learner.page).to_have_url("/")
    learner.page.go_forward()
    expect(learner.page.locator("#card")).to_be_visible()
    assert learner.prompt_id == "full-disk"


def test_back_to_an_answered_card_and_sending_it_again_counts_once(
    new_context: Callable[..., BrowserContext], live: Live
) -> None:
    learner = Learner(new_context(java_script_enabled=False).new_page())
    learner.start()
    learner.grade()
    assert learner.prompt_id == "fails"
    learner.page.go_back()
    expect(learner.page.locator("#answer")).to_be_visible()
    learner.page.get_by_role("button", name="Good").click()
    learner.wait_for("fails")
    assert live.sent("POST", "/review/answers") == 2
    expect(learner.page.locator(".review-top__count")).to_contain_text("1 of 3")


def test_back_from_the_editor_or_a_source_shows_the_card_again(learner: Learner) -> None:
    learner.start()
    learner.reveal()
    learner.page.get_by_role("link", name="First things").click()
    expect(learner.page.get_by_role("heading", level=1)).to_be_visible()
    learner.page.go_back()
    assert learner.prompt_id == "sky"
    learner.grade()
    assert learner.prompt_id == "fails"


def test_reload_keeps_the_place(learner: Learner) -> None:
    learner.start()
    learner.grade()
    for _ in range(2):
        learner.page.reload()
        assert learner.prompt_id == "fails"
    expect(learner.page.locator(".review-top__count")).to_contain_text("1 of 3")
