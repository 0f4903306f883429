"""axe finds nothing, on any screen, in either theme, on the narrowest and on a wide window."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Complaints
from tests.browser.learner import Learner
from tests.browser.reading import each, outline, run, text
from tests.browser.screens import ONE_OF_EACH, OWN_STATUS, every_screen
from tests.support.live import Live, deck_of

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL: dict[str, Any] = {"type": "tag", "values": TAGS}
#: What changes with the colours and the width; the other rules look at neither.
BY_LOOK: dict[str, Any] = {"type": "rule", "values": ["color-contrast", "target-size"]}
#: Each width and each theme once with all rules, the other pairs with those that they can break.
LOOKS = ((320, "light", ALL), (320, "dark", BY_LOOK), (1280, "light", BY_LOOK), (1280, "dark", ALL))
HEIGHT = 800


@pytest.mark.parametrize("live", [ONE_OF_EACH], indirect=True)
def test_axe_finds_nothing_on_any_screen(
    learner: Learner, live: Live, complaints: Complaints
) -> None:
    complaints.expect(*OWN_STATUS)
    found = []
    page = learner.page
    for screen in every_screen(learner, live):
        page.mouse.move(0, 0)
        for width, scheme, rules in LOOKS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found += [f"{screen}, {width}, {scheme}: {one}" for one in violations(page, rules)]
    assert found == []


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


def violations(page: Page, rules: dict[str, Any]) -> list[str]:
    """What axe has against the page, or cannot decide: rule and places.

    Undecided contrast is left out: axe gives up on text beside a drawing or one sign long, whose
    colours are those of the text around it.
    """
    if not run(page, "() => 'axe' in window"):
        run(page, Axe().axe_script)
    options = {"runOnly": rules, "resultTypes": ["violations", "incomplete"]}
    found = run(page, "options => axe.run(document, options)", options)
    unsure = [one for one in found["incomplete"] if one["id"] != "color-contrast"]
    return [
        f"{one['id']}: {', '.join(str(node['target'][0]) for node in one['nodes'][:3])}"
        for one in found["violations"] + unsure
    ]
