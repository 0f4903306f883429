"""Two clicks where one was meant."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from tests.browser.learner import Learner
from tests.support.live import Live, deck_of

THREE = deck_of("sky", "fails", "full-disk")
SLOW = 400
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("live", [THREE], indirect=True)]


def test_on_show_answer_it_reveals_and_does_not_grade(learner: Learner, live: Live) -> None:
    learner.start()
    # Where a grade will stand: in the middle there is the gap between two.
    button = learner.page.get_by_role("button", name="Show answer")
    button.dblclick(position={"x": 60, "y": 30})
    expect(learner.grades).to_have_count(4)
    learner.page.wait_for_timeout(SLOW)
    assert live.sent("POST", "/review/answers") == 0


def test_on_a_grade_it_counts_once(learner: Learner, live: Live) -> None:
    learner.start()
    learner.reveal()
    learner.page.get_by_role("button", name="Good").dblclick()
    learner.wait_for_other_than("sky")
    learner.page.wait_for_timeout(SLOW)
    assert learner.prompt_id == "fails"
    assert live.sent("POST", "/review/answers") == 1
    expect(learner.page.locator(".review-top__count")).to_contain_text("1 of 3")


def test_on_two_grades_the_first_counts(learner: Learner, live: Live) -> None:
    learner.start()
    learner.reveal()
    held: list[Route] = []
    learner.page.route("**/review/answers", lambda route: held.append(route))
    good = learner.page.get_by_role("button", name="Good")
    good.click()
    expect(good).to_have_attribute("aria-disabled", "true")
    learner.page.get_by_role("button", name="Again").click(force=True)
    learner.page.wait_for_timeout(SLOW)
    for route in held:
        route.continue_()
    learner.wait_for_other_than("sky")
    assert live.sent("POST", "/review/answers") == 1


def test_on_the_start_button_it_opens_one_session(learner: Learner) -> None:
    learner.page.goto("/")
    learner.page.get_by_role("button", name="Start").dblclick(no_wait_after=True)
    expect(learner.page.locator(".review-top__count")).to_contain_text("0 of 3")


def test_without_scripts_a_grade_sent_twice_counts_once(
    new_context: Callable[..., BrowserContext], live: Live
) -> None:
    learner = Learner(new_context(java_script_enabled=False).new_page())
    learner.start()
    learner.reveal()
    learner.page.get_by_role("button", name="Good").dblclick(no_wait_after=True)
    expect(learner.page.locator(".review-top__count")).to_contain_text("1 of 3")
    assert learner.prompt_id == "fails"
