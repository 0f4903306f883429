"""A learner who takes quizzes without JavaScript."""

from __future__ import annotations

from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from quizapp.core.kinds.tokens import token_of
from tests.support.journey import Journey, Page, fields_of, words_of

#: The right answer to each card of the small deck that the program judges.
RIGHT: dict[str, dict[str, list[str]]] = {
    "Which one is right?": {"choice": [token_of("The key")]},
    "Which command lists files?": {"typed": ["ls"]},
    "In which order?": {"order": [token_of(one) for one in ("Wake up", "Get up", "Go out")]},
    "What does it print?": {"typed": ["2"]},
    "Writes": {"typed": ["first"]},
}
WRONG: dict[str, dict[str, list[str]]] = {
    "Which one is right?": {"choice": [token_of("The first wrong one")]},
    "Which command lists files?": {"typed": ["dir"]},
    "In which order?": {"order": [token_of(one) for one in ("Go out", "Get up", "Wake up")]},
    "What does it print?": {"typed": ["11"]},
    "Writes": {"typed": ["nothing"]},
}


class Quizzer(Journey):
    """Picks, answers and ends quizzes; `quiz` is the address of the last one started."""

    def __init__(self, client: FlaskClient, *, htmx: bool = False) -> None:
        super().__init__(client, htmx=htmx)
        self.quiz = "/quiz/1"

    def pick(self, *topics: str, size: str = "5", mode: str = "practice", **more: str) -> Page:
        """Fill in the form of the first page and send it."""
        fields = self.get("/quiz").form("/quiz")
        fields.setlist("topic", list(topics))
        fields.setlist("size", [size])
        fields.setlist("mode", [mode])
        for name, value in more.items():
            fields.setlist(name, [value])
        page = self.post("/quiz", fields)
        if page.status == 200:
            self.quiz = "/".join(page.response.request.path.split("/")[:3])
        return page

    def question(self) -> Page:
        """The question that is next, or the result."""
        return self.get(self.quiz)

    def answer(self, page: Page, *, right: bool = True, **more: str) -> Page:
        """Answer what is shown; a self-graded one is looked at and marked."""
        if self.compares(page):
            shown = self.compare(page, **more)
            return self.send(shown, f"{self.quiz}/answers", mark="right" if right else "wrong")
        known = (RIGHT if right else WRONG)[question_of(page)]
        if right and "A first thing" in words_of(page.by_class("card__question")[0]):
            known = {"typed": ["second"]}
        return self.give(page, **known, **{name: [value] for name, value in more.items()})

    def give(self, page: Page, **given: list[str]) -> Page:
        """Send the answer form with these fields."""
        fields = main_form(page)
        for name, values in given.items():
            fields.setlist(name, values)
        return self.post(f"{self.quiz}/answers", fields)

    def compare(self, page: Page, **more: str) -> Page:
        """Ask for the answer to a question that only the learner can judge."""
        fields = page.form(f"{self.quiz}/answer")
        for name, value in more.items():
            fields.setlist(name, [value])
        return self.get(f"{self.quiz}/answer", fields)

    def give_up(self, page: Page) -> Page:
        """Press "I don't know"."""
        (form,) = [
            one
            for one in page.all("form", action=f"{self.quiz}/answers")
            if any(field.get("value") == "unknown" for field in one.iter("input"))
        ]
        return self.post(f"{self.quiz}/answers", fields_of(form))

    def compares(self, page: Page) -> bool:
        """Whether the question on show is one to be compared."""
        return bool(page.all("form", action=f"{self.quiz}/answer"))

    def finish(self, *, right: bool = True, **more: str) -> Page:
        """Answer all that is left; the result."""
        page = self.question()
        while page.all("form", id="answer-form"):
            self.answer(page, right=right, **more)
            page = self.question()
        return page


def main_form(page: Page) -> MultiDict[str, str]:
    """What the form of the answer would send, nothing filled in."""
    (form,) = page.all("form", id="answer-form")
    return fields_of(form)


def question_of(page: Page) -> str:
    """The first line of the question on show."""
    (element,) = page.by_class("card__question")
    first = next((one for one in element.iter("p")), element)
    return words_of(first)
