"""What a person does with the pages, in a few words."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.reading import arrived, attribute, run, there

#: Longer than the guards that keep a second key or tap from landing on a grade.
AFTER_THE_GUARD = 450
#: The same for keys alone.
PAUSE = 300


class Learner:
    """One person at one page, with a mouse or with a thumb."""

    def __init__(self, page: Page, *, touch: bool = False) -> None:
        self.page = page
        self.touch = touch

    @property
    def question(self) -> Locator:
        """The text of the question."""
        return self.page.locator(".card__question")

    @property
    def grades(self) -> Locator:
        """The grade buttons that can be seen."""
        return self.page.locator(".grade:visible")

    @property
    def prompt_id(self) -> str:
        """The prompt on show; empty at the end."""
        fields = self.page.locator("#review [name=prompt_id]")
        return attribute(fields.first, "value") if there(fields) else ""

    @property
    def focused(self) -> str:
        """The element with the focus: its tag, and its id or text."""
        return str(
            run(
                self.page,
                "() => { const e = document.activeElement;"
                " return e.tagName.toLowerCase() + ' ' + (e.id || e.innerText || e.name); }",
            )
        ).strip()

    def press(self, place: Locator) -> None:
        """Click it, or tap it: not before the scripts listen, or it were pressed without them."""
        arrived(self.page)
        place.tap() if self.touch else place.click()

    def strike(self, *keys: str) -> None:
        """Press keys, each late enough to count."""
        for key in keys:
            arrived(self.page)
            self.page.wait_for_timeout(PAUSE)
            self.page.keyboard.press(key)

    def start(self) -> None:
        """Open Today and press its button."""
        self.page.goto("/")
        self.press(self.page.get_by_role("button", name=re.compile("today’s review")))
        expect(self.page.locator("#card")).to_be_visible()
        arrived(self.page)

    def set(self, label: str, option: str) -> None:
        """Choose something in the settings and save it."""
        self.page.goto("/settings")
        self.page.get_by_label(label).select_option(option)
        self.press(self.page.get_by_role("button", name="Save settings"))
        expect(self.page.get_by_text("Saved.")).to_be_visible()

    def choose(self, option: int = 0) -> None:
        """Take an option, if the card has some and none is taken."""
        options = self.page.locator(".option input")
        if there(options) and not there(self.page.locator(".option input:checked")):
            self.press(self.page.locator(".option").nth(option))

    def reveal(self) -> None:
        """See the answer, and wait until a second tap would count."""
        self.choose()
        self.press(self.page.locator("[data-reveal-bar] button"))
        expect(self.grades.first).to_be_visible()
        self.page.wait_for_timeout(AFTER_THE_GUARD)

    def grade(self, label: str = "Good") -> None:
        """Reveal where that is needed, grade, and wait for what comes next."""
        before = self.prompt_id
        if not there(self.grades):
            self.reveal()
        self.press(self.page.locator(".grade", has_text=label))
        self.wait_for_other_than(before)

    def wait_for(self, prompt_id: str) -> None:
        """Wait until this card is on show."""
        expect(self.page.locator("#review [name=prompt_id]").first).to_have_value(prompt_id)
        arrived(self.page)

    def wait_for_other_than(self, prompt_id: str) -> None:
        """Wait until another card is on show, or the end.

        Waiting for the old one to go would not do: between two pages there is neither.
        """
        other = f'#review [name=prompt_id]:not([value="{prompt_id}"])'
        end = '#review a[href="/"][data-key=enter]'
        expect(self.page.locator(f"{other}, {end}").first).to_be_attached()
        arrived(self.page)
