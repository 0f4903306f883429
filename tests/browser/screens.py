"""Every screen and every state of the review, for checks that all of them must pass."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import expect

from tests.browser.learner import Learner
from tests.browser.reading import run, text, there
from tests.support.live import Live, deck_of
from tests.support.pages import HUB_FILES

#: One card for each template; the second pick is answered right.
ONE_OF_EACH = HUB_FILES | deck_of(
    "sky", "cloze-two", "pick", "list-files", "in-order", "prints", "fails"
)
#: What the console may say while these screens are shown: their own status.
OWN_STATUS = ("404", "422", "ERR_INTERNET_DISCONNECTED", "htmx:")
BROKEN_CARD = "## No braces here\nNothing."


def every_screen(learner: Learner, live: Live) -> Iterator[str]:
    """Bring each screen up and say its name; the deck must be ONE_OF_EACH."""
    learner.page.goto("/")
    yield "today on the first day"
    yield from review_screens(learner)
    live.clock.pass_time(days=1)
    learner.page.goto("/")
    yield "today with cards due"
    learner.page.locator(".chart__table > summary").first.click()
    yield "today with a table open"
    yield from _pages(learner)
    yield from quiz_screens(learner)
    yield from _refusals(learner)


def review_screens(learner: Learner) -> Iterator[str]:
    """The review from its first card to its end, question and answer."""
    page = learner.page
    learner.start()
    learner.press(page.locator("summary", has_text="More"))
    yield "menu"
    learner.press(page.get_by_role("button", name="Keyboard shortcuts"))
    yield "shortcuts"
    learner.press(page.get_by_role("dialog").get_by_role("button", name="Close"))
    learner.press(page.locator("summary", has_text="More"))
    learner.press(page.get_by_role("link", name="Why today?"))
    expect(page.locator("#why")).to_contain_text("Why today")
    yield "why today"
    asked = 0
    while prompt_id := learner.prompt_id:
        asked += 1
        yield f"{prompt_id}, question"
        if there(page.locator("#typed")):
            page.fill("#typed", "lx")
        learner.reveal()
        yield f"{prompt_id}, answer"
        learner.grade("Again" if asked == 1 else "Good")
    expect(page.get_by_role("heading", name="Done for today")).to_be_visible()
    yield "end"


def quiz_screens(learner: Learner) -> Iterator[str]:
    """A quiz from its choice to its result, with a mistake in every question."""
    page = learner.page
    page.goto("/quiz?topic=alpha")
    yield "choice of a quiz"
    learner.press(page.get_by_role("button", name="Start the quiz"))
    offer = page.get_by_role("button", name="Ask these")
    expect(offer).to_be_visible()
    yield "too few questions"
    learner.press(offer)
    expect(page.locator("#card")).to_be_visible()
    while there(page.locator("#answer-form")):
        kind = text(page.locator("#answer-form"))[:30]
        yield f"quiz question: {kind}"
        if there(page.locator("#typed")):
            page.fill("#typed", "lx")
        if there(page.locator(".option")):
            learner.press(page.get_by_text("The first wrong one"))
        learner.press(page.get_by_label("Sure"))
        learner.press(page.locator("button.quiz-bar__main"))
        expect(page.locator("#answer, #compare-heading").first).to_be_visible()
        if there(page.locator("#compare-heading")):
            yield f"quiz comparison: {kind}"
            learner.press(page.get_by_role("button", name="Missed it"))
            expect(page.locator("#answer")).to_be_visible()
        yield f"quiz feedback: {kind}"
        go_on = page.locator(".quiz-bar__main")
        is_last = there(page.get_by_role("link", name="To the result"))
        learner.press(go_on if is_last else go_on.get_by_role("button"))
        expect(page.locator("#answer")).to_have_count(0)
    learner.press(page.locator("summary", has_text="All questions"))
    yield "result of a quiz"
    learner.press(page.get_by_role("button", name="Bring these cards"))
    expect(page.get_by_text("first today.")).to_be_visible()
    yield "missed cards brought to today"
    for path in (
        "/quiz",
        "/quiz?done=all",
        "/quiz/mistakes",
        "/quiz/items",
        "/quiz/1/questions/0?through=mistakes",
    ):
        page.goto(path)
        yield path


def _pages(learner: Learner) -> Iterator[str]:
    for path in (
        "/hub",
        "/hub/alpha",
        "/hub/technologies/alpha",
        "/hub/glossary",
        "/search?q=things",
        "/search?q=-things",
        "/roadmap",
        "/roadmap/graph",
        "/roadmap/topics/alpha",
        "/roadmap/topics/alpha/questions",
        "/roadmap/topics/alpha/reviews",
        "/roadmap/topics/alpha/answers",
        "/roadmap/error",
        "/stats",
        "/stats/topics",
        "/stats/replay",
        "/settings",
        "/cards",
        "/cards?q=is:nonsense",
        "/cards/pick",
        "/cards/sky/edit",
        "/nothing-here",
    ):
        learner.page.goto(path)
        yield path
    learner.page.goto("/hub/technologies/alpha")
    run(learner.page, "for (const one of document.querySelectorAll('details')) one.open = true")
    yield "a page of the hub with everything open"


def _refusals(learner: Learner) -> Iterator[str]:
    page = learner.page
    page.goto("/settings")
    page.get_by_label("Time zone").fill("Mars/Olympus")
    learner.press(page.get_by_role("button", name="Save settings"))
    expect(page.locator("#zone-error")).to_be_visible()
    yield "settings refused"
    page.goto("/cards/sky/edit")
    page.get_by_label("The card’s text").fill(BROKEN_CARD)
    learner.press(page.get_by_role("button", name="Preview"))
    expect(page.get_by_role("heading", name="Nothing was saved yet")).to_be_visible()
    yield "edit refused"
    page.goto("/")
    learner.press(page.get_by_role("button", name="today’s review"))
    learner.reveal()
    page.context.set_offline(True)
    learner.press(page.locator(".grade", has_text="Good"))
    expect(page.locator("#network")).to_contain_text("Not saved yet")
    yield "connection lost"
    page.context.set_offline(False)
    expect(page.locator("#network")).to_contain_text("Saved.")
