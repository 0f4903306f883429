"""The end of a session: an end that can be seen, with figures that can be true."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.learner import Learner
from tests.support.live import deck_of

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("live", [deck_of("sky", "fails")], indirect=True)
def test_it_says_what_was_done_and_leads_on_by_one_key(learner: Learner) -> None:
    learner.start()
    learner.grade("Again")
    learner.grade("Good")
    learner.grade("Good")
    page = learner.page
    expect(page.get_by_role("main")).to_match_aria_snapshot("""
      - heading "Done for today" [level=1]
      - paragraph: /3 answers in \\d+ minutes?\\. Tomorrow/
      - term: Recalled
      - definition: 50 %
      - definition: 1 of 2 at first try
    """)
    page.keyboard.press("Enter")
    expect(page).to_have_url("/")


@pytest.mark.parametrize("live", [deck_of("sky", "fails", "full-disk")], indirect=True)
def test_topics_that_moved_begin_at_zero_for_a_new_learner(learner: Learner) -> None:
    learner.start()
    for _ in range(3):
        learner.grade("Good")
    moved = learner.page.get_by_role("region", name="Topics that moved").get_by_role("listitem")
    expect(moved).to_have_text(re.compile(r"Alpha topic\s*0 % → \d+ %"))


@pytest.mark.parametrize("live", [deck_of("sky")], indirect=True)
def test_a_wrong_last_answer_is_taken_back_from_it(learner: Learner) -> None:
    learner.start()
    learner.grade("Easy")
    learner.page.get_by_role("button", name="Undo").click()
    learner.wait_for("sky")
