"""Names and roles of what a learner works with, as assistive technology is told them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.axe import ALL, HEIGHT, violations
from tests.browser.learner import Learner
from tests.browser.reading import each, outline, text
from tests.support.live import deck_of

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("live", [deck_of("sky")], indirect=True)
def test_axe_finds_nothing_with_six_grades(learner: Learner) -> None:
    learner.set("Grades", "6")
    learner.start()
    learner.reveal()
    for width in (320, 1280):
        learner.page.set_viewport_size({"width": width, "height": HEIGHT})
        assert violations(learner.page, ALL) == []


@pytest.mark.parametrize("live", [deck_of("pick")], indirect=True)
def test_a_question_and_its_verdict_have_names_and_roles(learner: Learner) -> None:
    learner.start()
    main = learner.page.get_by_role("main")
    expect(main).to_match_aria_snapshot("""
      - progressbar "Cards done"
      - link "← End"
      - paragraph: /0 of 1/
      - group: More
      - article:
        - heading "Alpha topic" [level=1]
        - paragraph: Which one is right?
        - group "Choose one":
          - radio
          - radio
          - radio
      - button "Check"
    """)
    learner.page.get_by_role("radio", name="The key").check()
    learner.reveal()
    expect(main).to_match_aria_snapshot("""
      - article:
        - heading "Alpha topic" [level=1]
        - paragraph: Which one is right?
        - region "Right":
          - heading "Right" [level=2]
          - list:
            - listitem
            - listitem
            - listitem
          - paragraph: /The reason why/
          - paragraph:
            - link "First things"
      - form "How well did you recall it?":
        - button /Again/
        - button /Hard/
        - button /Good .* suggested/
        - button /Easy/
    """)


@pytest.mark.parametrize("live", [deck_of("sky")], indirect=True)
def test_a_self_graded_answer_is_closed_to_readers_until_it_is_shown(learner: Learner) -> None:
    learner.start()
    main = learner.page.get_by_role("main")
    assert "Blue" not in outline(main)
    learner.reveal()
    expect(main).to_match_aria_snapshot("""
      - article:
        - heading "Alpha topic" [level=1]
        - paragraph: Which colour has the sky?
        - region "Answer":
          - heading "Answer" [level=2]
          - paragraph: Blue.
      - form "How well did you recall it?":
        - button "Again in 1 min"
        - button /Hard/
        - button "Good 1 day"
        - button "Easy 1 day"
    """)


@pytest.mark.parametrize("live", [deck_of("in-order")], indirect=True)
def test_steps_and_their_buttons_are_named(learner: Learner) -> None:
    learner.start()
    steps = learner.page.locator("[data-step]")
    expect(steps).to_have_count(3)
    for step in each(steps):
        words = text(step.locator(".step__text"))
        up, down = each(step.get_by_role("button"))
        expect(up).to_have_accessible_name(f"Move up: {words}")
        expect(down).to_have_accessible_name(f"Move down: {words}")
