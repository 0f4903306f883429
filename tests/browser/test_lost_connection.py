"""The network or the server goes away while an answer is under way: it is kept, and sent once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Dialog, Route, expect

from tests.browser.conftest import Complaints
from tests.browser.learner import Learner
from tests.support.live import Live, deck_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("live", [deck_of("sky", "fails", "full-disk")], indirect=True),
]


def test_an_answer_given_offline_is_kept_and_sent_once_when_back(
    learner: Learner, live: Live, complaints: Complaints
) -> None:
    complaints.expect("ERR_INTERNET_DISCONNECTED", "htmx:")
    page, banner = learner.page, learner.page.locator("#network")
    learner.start()
    learner.reveal()
    page.context.set_offline(True)
    page.get_by_role("button", name="Good").click()
    expect(banner).to_contain_text("Not saved yet: there is no connection.")
    expect(banner).to_have_role("alert")
    expect(page.locator("#answer")).to_be_visible()
    page.get_by_role("button", name="Easy").click(force=True)
    assert live.sent("POST", "/review/answers") == 0
    page.context.set_offline(False)
    learner.wait_for_other_than("sky")
    expect(banner).to_have_text("Saved.")
    expect(banner).to_be_empty(timeout=6000)
    assert live.sent("POST", "/review/answers") == 1
    page.reload()
    expect(page.locator(".review-top__count")).to_contain_text("1 of 3")


def test_a_server_that_is_down_for_a_while_gets_the_answer_later(
    learner: Learner, live: Live, complaints: Complaints
) -> None:
    complaints.expect("503", "htmx:")
    learner.start()
    learner.reveal()
    live.is_down = True
    learner.page.get_by_role("button", name="Good").click()
    expect(learner.page.locator("#network")).to_contain_text("the server has a problem")
    live.is_down = False
    learner.wait_for_other_than("sky")
    assert learner.prompt_id == "fails"
    expect(learner.page.locator(".review-top__count")).to_contain_text("1 of 3")


def test_an_answer_that_arrived_although_its_reply_was_lost_counts_once(
    learner: Learner, live: Live, complaints: Complaints
) -> None:
    complaints.expect("ERR_FAILED", "htmx:")
    page = learner.page
    lost: list[Route] = []
    learner.start()
    learner.reveal()

    def lose_the_reply(route: Route) -> None:
        route.fetch()
        lost.append(route)
        route.abort()

    page.route("**/review/answers", lose_the_reply, times=1)
    page.get_by_role("button", name="Good").click()
    learner.wait_for_other_than("sky")
    assert len(lost) == 1
    assert live.sent("POST", "/review/answers") == 2
    assert learner.prompt_id == "fails"
    expect(page.locator(".review-top__count")).to_contain_text("1 of 3")


def test_leaving_with_an_unsent_answer_asks_first(learner: Learner, complaints: Complaints) -> None:
    complaints.expect("ERR_INTERNET_DISCONNECTED", "htmx:")
    page = learner.page
    asked: list[str] = []

    def agree(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    learner.start()
    learner.reveal()
    page.context.set_offline(True)
    page.get_by_role("button", name="Good").click()
    expect(page.locator("#network")).to_contain_text("Not saved yet")
    page.on("dialog", agree)
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    assert asked == ["beforeunload"]
