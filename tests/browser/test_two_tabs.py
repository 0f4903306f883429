"""The same session in two windows: what is stale is refused in plain words, and nothing is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import Complaints
from tests.browser.learner import Learner
from tests.support.live import Live, deck_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("live", [deck_of("sky", "fails", "full-disk")], indirect=True),
]


@pytest.fixture
def two(context: BrowserContext) -> tuple[Learner, Learner]:
    """Two windows that show the same card with its answer."""
    first, second = Learner(context.new_page()), Learner(context.new_page())
    first.start()
    second.page.goto("/review")
    first.reveal()
    second.reveal()
    return first, second


def test_a_stale_answer_is_refused_and_the_current_card_is_shown(
    two: tuple[Learner, Learner], complaints: Complaints
) -> None:
    complaints.expect("409")
    first, second = two
    first.grade("Good")
    second.page.get_by_role("button", name="Easy").click()
    second.wait_for_other_than("sky")
    expect(second.page.get_by_role("alert").first).to_contain_text("answered in another window")
    assert second.prompt_id == first.prompt_id == "fails"
    expect(second.page.locator("#network")).to_be_empty()
    second.grade("Good")
    assert second.prompt_id == "full-disk"


def test_a_stale_mark_is_refused_as_well(
    two: tuple[Learner, Learner], complaints: Complaints
) -> None:
    complaints.expect("409")
    first, second = two
    first.grade("Good")
    second.page.keyboard.press("b")
    expect(second.page.get_by_role("alert").first).to_contain_text("answered in another window")
    assert second.prompt_id == "fails"


def test_a_stale_undo_takes_nothing_back_twice(two: tuple[Learner, Learner], live: Live) -> None:
    first, second = two
    first.grade("Good")
    first.grade("Good")
    second.page.goto("/review")
    first.page.keyboard.press("u")
    first.wait_for("fails")
    second.page.keyboard.press("u")
    second.wait_for("fails")
    assert live.sent("POST", "/review/retractions") == 2
    second.page.reload()
    assert second.prompt_id == "fails"
