"""A quiz in a real browser: by keyboard, by thumb, without a script, left and resumed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Complaints
from tests.browser.learner import Learner
from tests.browser.reading import box, run, text, texts, there
from tests.support.live import Live, deck_of

pytestmark = pytest.mark.browser

ALL_KINDS = deck_of(
    *("sky", "idempotent", "cloze-two", "pick", "list-files"),
    *("in-order", "prints", "fails", "full-disk"),
)
PHONE = {"width": 360, "height": 740}


@pytest.fixture(autouse=True)
def few(complaints: Complaints) -> None:
    """The decks have fewer questions than are asked for, which is answered with 422."""
    complaints.expect("422")


def start(learner: Learner, mode: str = "Practice") -> None:
    """Ask everything there is of the one topic: it has fewer than ten questions."""
    page = learner.page
    page.goto("/quiz?topic=alpha")
    learner.press(page.get_by_text(f"{mode}:"))
    learner.press(page.get_by_role("button", name="Start the quiz"))
    expect(page.locator("#card, .notice--warn").first).to_be_visible()
    offer = page.get_by_role("button", name="Ask th")
    if there(offer):
        learner.press(offer)
    expect(page.locator("#card")).to_be_visible()


def answer(learner: Learner, *, typed: str = "ls") -> None:
    """Answer what is shown with the first option or some text; compare where that is asked."""
    page = learner.page
    if there(page.locator("#typed")):
        page.fill("#typed", typed)
    if there(page.locator(".option")):
        learner.press(page.locator(".option").first)
    compares = there(page.get_by_role("button", name="Show the answer"))
    learner.press(page.locator("button.quiz-bar__main"))
    if compares:
        expect(page.get_by_role("button", name="Had it")).to_be_visible()
        page.wait_for_timeout(300)
        learner.press(page.get_by_role("button", name="Had it"))


def finish(learner: Learner) -> int:
    """Answer all that is left and open the result; how many questions that were."""
    page, asked = learner.page, 0
    while there(page.locator("#answer-form")):
        asked += 1
        answer(learner)
        expect(page.locator("#answer, #answer-form, main h2").first).to_be_visible()
        expect(page.locator("#answer")).to_be_visible()
        go_on = page.locator(".quiz-bar__main")
        expect(go_on).to_be_visible()
        is_last = there(page.get_by_role("link", name="To the result"))
        learner.press(go_on if is_last else go_on.get_by_role("button"))
        # Between two pages there is neither; what comes next is waited for by its own name.
        expect(page.locator("#answer")).to_have_count(0)
        if not is_last:
            expect(page.locator("#answer-form")).to_have_count(1)
    return asked


@pytest.mark.parametrize("live", [ALL_KINDS], indirect=True)
def test_every_kind_is_answered_with_the_mouse_and_the_result_is_reached(learner: Learner) -> None:
    start(learner)
    assert finish(learner) == 9
    expect(learner.page.get_by_role("heading", level=1)).to_contain_text("of 5")
    expect(learner.page).to_have_url("/quiz/1/result")


@pytest.mark.parametrize("live", [deck_of("pick", "list-files", "sky")], indirect=True)
def test_a_quiz_is_taken_by_keyboard_alone(learner: Learner, live: Live) -> None:
    start(learner)
    page = learner.page
    for _ in range(3):
        if there(page.locator(".option")):
            learner.strike("b")
            expect(page.locator(".option input:checked")).to_have_count(1)
            learner.strike("Escape", "Enter")
        elif there(page.get_by_role("button", name="Show the answer")):
            expect(page.locator("#typed")).to_be_focused()
            page.keyboard.type("blue")
            page.keyboard.press("Control+Enter")
            expect(page.locator("#compare-heading")).to_be_focused()
            learner.strike("3")
        else:
            expect(page.locator("#typed")).to_be_focused()
            page.keyboard.type("ls")
            page.keyboard.press("Enter")
        expect(page.locator("#answer-heading")).to_be_focused()
        learner.strike("Enter")
        expect(page.locator("#answer-heading")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_contain_text("of 2")
    assert live.sent("POST", "/quiz/1/answers") == 3


@pytest.mark.parametrize("live", [deck_of("pick")], indirect=True)
def test_not_knowing_has_a_key_and_is_said_once(learner: Learner) -> None:
    start(learner)
    page = learner.page
    run(
        page,
        "() => { window.said = []; new MutationObserver(() => { const t = "
        "document.getElementById('status').textContent; if (t) said.push(t); })"
        ".observe(document.getElementById('status'), {childList: true}); }",
    )
    learner.strike("0")
    expect(page.locator("#answer-heading")).to_be_focused()
    expect(page.locator("#answer-heading")).to_have_text("You said that you don’t know")
    page.wait_for_timeout(200)
    assert run(page, "said") == ["You said that you don’t know."]


@pytest.mark.parametrize("live", [deck_of("in-order")], indirect=True)
def test_enter_answers_from_the_choice_of_how_sure(learner: Learner) -> None:
    start(learner)
    page = learner.page
    page.get_by_label("A guess").focus()
    learner.strike("Space", "Enter")
    expect(page.locator("#answer-heading")).to_be_focused()


@pytest.mark.parametrize("live", [deck_of("pick")], indirect=True)
def test_digits_choose_too_and_keys_rest_when_they_are_switched_off(learner: Learner) -> None:
    start(learner)
    page = learner.page
    learner.strike("2")
    expect(page.locator(".option input").nth(1)).to_be_checked()
    expect(page.locator(".option kbd").first).to_be_visible()
    page.goto("/settings")
    page.get_by_label("One-key shortcuts").uncheck()
    page.get_by_role("button", name="Save settings").click()
    expect(page.get_by_role("status").first).to_contain_text("Saved.")
    page.goto("/quiz/1")
    learner.strike("2", "b", "0", "Enter")
    expect(page.locator(".option input:checked")).to_have_count(0)
    expect(page.locator("#answer-heading")).to_have_count(0)
    expect(page.locator(".option kbd").first).to_be_hidden()
    page.locator(".option input").first.focus()
    learner.strike("Space", "Enter")  # what the browser itself does with a radio stays
    expect(page.locator("#answer-heading")).to_be_focused()


@pytest.mark.parametrize("live", [deck_of("pick", "list-files", "sky")], indirect=True)
def test_feedback_and_comparison_are_there_after_loading_again(learner: Learner) -> None:
    start(learner)
    page = learner.page
    for _ in range(3):
        if there(page.get_by_role("button", name="Show the answer")):
            page.fill("#typed", "my own words")
            page.get_by_role("button", name="Show the answer").click()
            expect(page.locator("#compare-heading")).to_be_visible()
            page.reload()
            expect(page.locator(".own-words")).to_have_text("my own words")
            page.get_by_role("button", name="Had it").click()
        else:
            page.get_by_role("button", name="I don’t know").click()
        expect(page.locator("#answer-heading")).to_be_visible()
        verdict = text(page.locator("#answer-heading"))
        page.reload()
        expect(page.locator("#answer-heading")).to_have_text(verdict)
        page.locator(".quiz-bar__main").last.click()
        expect(page.locator("#answer-heading")).to_have_count(0)


@pytest.mark.parametrize("live", [ALL_KINDS], indirect=True)
def test_every_kind_is_answered_without_a_script(
    new_context: Callable[..., BrowserContext], live: Live
) -> None:
    plain = Learner(new_context(java_script_enabled=False).new_page())
    start(plain)
    assert finish(plain) == 9
    expect(plain.page.get_by_role("heading", level=1)).to_contain_text("of 5")
    plain.page.get_by_role("button", name="Bring these cards to today").click()
    expect(plain.page.get_by_text("first today.")).to_be_visible()


@pytest.mark.parametrize("live", [deck_of("in-order")], indirect=True)
def test_steps_are_moved_without_a_script(
    new_context: Callable[..., BrowserContext], live: Live
) -> None:
    plain = Learner(new_context(java_script_enabled=False).new_page())
    start(plain)
    page = plain.page
    for place, name in enumerate(["Wake up", "Get up", "Go out"]):
        while texts(page.locator(".step__text")).index(name) > place:
            page.get_by_role("button", name=f"Move up: {name}").click()
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.locator("#answer-heading")).to_have_text("Right")


@pytest.mark.parametrize("live", [ALL_KINDS], indirect=True)
def test_it_is_taken_with_a_thumb_and_nothing_is_scrolled_sideways(
    new_context: Callable[..., BrowserContext], live: Live
) -> None:
    context = new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    thumb = Learner(context.new_page(), touch=True)
    start(thumb)
    page = thumb.page
    while there(page.locator("#answer-form")):
        _fits(page)
        assert box(page.locator("button.quiz-bar__main"))["height"] >= 44
        answer(thumb)
        expect(page.locator("#answer")).to_be_visible()
        _fits(page)
        go_on = page.locator(".quiz-bar__main")
        is_last = there(page.get_by_role("link", name="To the result"))
        thumb.press(go_on if is_last else go_on.get_by_role("button"))
        expect(page.locator("#answer")).to_have_count(0)
    _fits(page)
    page.goto("/quiz")
    _fits(page)


@pytest.mark.parametrize("live", [ALL_KINDS], indirect=True)
def test_it_is_gone_on_with_after_leaving_and_reloading(learner: Learner) -> None:
    start(learner, "Check")
    page = learner.page
    answer(learner)
    expect(page.get_by_text("Question 2 of 9")).to_be_visible()
    asked = text(learner.question)
    page.reload()
    expect(learner.question).to_have_text(asked)
    page.get_by_role("link", name="Leave").click()
    page.get_by_role("listitem").filter(has_text="1 of 9 answered").get_by_role("link").click()
    expect(learner.question).to_have_text(asked)
    page.go_back()
    page.go_forward()
    expect(learner.question).to_have_text(asked)


@pytest.mark.parametrize("live", [deck_of("list-files", "pick", "in-order")], indirect=True)
def test_an_answer_survives_a_lost_connection(
    learner: Learner, live: Live, complaints: Complaints
) -> None:
    complaints.expect("ERR_INTERNET_DISCONNECTED", "htmx:")
    start(learner, "Check")
    page = learner.page
    page.context.set_offline(True)
    learner.press(page.get_by_role("button", name="I don’t know"))
    expect(page.locator("#network")).to_contain_text("Not saved yet")
    page.context.set_offline(False)
    expect(page.get_by_text("Question 2 of 3")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Question 2 of 3")).to_be_visible()


@pytest.mark.parametrize("live", [deck_of("list-files", "pick", "in-order")], indirect=True)
def test_a_second_tab_goes_on_where_the_first_one_is(
    learner: Learner, complaints: Complaints
) -> None:
    complaints.expect("409")
    start(learner, "Check")
    page = learner.page
    other = Learner(page.context.new_page())
    other.page.goto("/quiz/1")
    learner.press(page.get_by_role("button", name="I don’t know"))
    expect(page.get_by_text("Question 2 of 3")).to_be_visible()
    other.press(other.page.get_by_role("button", name="I don’t know"))
    expect(other.page.get_by_role("alert").first).to_contain_text("answered in another window")
    expect(other.page.get_by_text("Question 2 of 3")).to_be_visible()
    asked = text(learner.question)
    expect(other.question).to_have_text(asked)


@pytest.mark.parametrize("live", [deck_of("pick")], indirect=True)
def test_the_question_has_names_and_roles(learner: Learner) -> None:
    start(learner)
    expect(learner.page.get_by_role("main")).to_match_aria_snapshot("""
      - heading "Alpha topic" [level=1]
      - paragraph: Question 1 of 1
      - progressbar "Questions answered"
      - article:
        - paragraph: Which one is right?
        - group "Choose one":
          - radio
          - radio
          - radio
        - group "How sure are you? (if you like)":
          - radio "Sure"
          - radio "I think so"
          - radio "A guess"
      - button "I don’t know"
      - button "Answer"
    """)


def _fits(page: Page) -> None:
    fits = run(page, "document.documentElement.scrollWidth <= innerWidth")
    assert fits, text(page.get_by_role("main"))
