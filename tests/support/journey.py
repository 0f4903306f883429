"""A learner without JavaScript: reads pages, fills in their forms, sends them."""

from __future__ import annotations

from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.support.client import tree_of
from tests.support.markup import Element

Fields = MultiDict[str, str]


class Page:
    """What was answered, as a person sees it."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.text = response.get_data(as_text=True)
        self.tree = tree_of(response)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Elements by tag and attributes; `_` in a name stands for `-`."""
        wanted = {name.strip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            one
            for one in self.tree.iter(tag)
            if all(one.get(name) == value for name, value in wanted.items())
        ]

    def words(self, tag: str, **attributes: str) -> str:
        """The text of the first such element; fails where there is none."""
        found = self.all(tag, **attributes)
        assert found, f"no <{tag}> {attributes} in {self.text[:2000]}"
        return words_of(found[0])

    def by_class(self, name: str, *, within: Element | None = None) -> list[Element]:
        """Elements that have a class, of the whole page or of a part."""
        part = self.tree if within is None else within
        return [one for one in part.iter() if name in (one.get("class") or "").split()]

    def form(self, action: str) -> Fields:
        """What the first form with this action would send, no button pressed."""
        forms = self.all("form", action=action)
        assert forms, f"no form {action}"
        return fields_of(forms[0])

    @property
    def prompt_id(self) -> str:
        """The prompt on show; empty on pages without one."""
        fields = self.all("input", name="prompt_id")
        return (fields[0].get("value") or "") if fields else ""

    @property
    def is_revealed(self) -> bool:
        """Whether the answer is open, not merely in the page."""
        return any(one.get("hidden") is None for one in self.all("section", id="answer"))

    @property
    def grades(self) -> list[str]:
        """The values of the grade buttons."""
        return [one.get("value") or "" for one in self.all("button", name="grade")]


class Journey:
    """One learner's way through the pages."""

    def __init__(self, client: FlaskClient, *, htmx: bool = False) -> None:
        self.client = client
        self.headers = {"HX-Request": "true"} if htmx else {}

    def get(self, path: str, query: Fields | dict[str, str] | None = None) -> Page:
        """Open an address and follow where it leads."""
        found = self.client.get(
            path, query_string=query, headers=self.headers, follow_redirects=True
        )
        return Page(found)

    def send(self, page: Page, action: str, **pressed: str) -> Page:
        """Send a form of a page, with a button pressed or fields filled in."""
        fields = page.form(action)
        for name, value in pressed.items():
            fields.setlist(name, [value])
        return self.post(action, fields)

    def post(self, action: str, fields: Fields | dict[str, str]) -> Page:
        """Send fields and follow where that leads."""
        done = self.client.post(action, data=fields, headers=self.headers, follow_redirects=True)
        return Page(done)

    def start(self, more: str = "") -> Page:
        """Press the button of the Today page; `more` asks for that many cards more."""
        return self.send(self.get("/"), "/review/sessions", **({"more": more} if more else {}))

    def reveal(self, page: Page, **given: list[str] | str) -> Page:
        """Ask for the answer, with the first option chosen where one must be."""
        fields = page.form("/review/answer")
        radios = [one for one in page.tree.iter("input") if one.get("name") == "choice"]
        if radios and "choice" not in given:
            fields.setlist("choice", [radios[0].get("value") or ""])
        for name, value in given.items():
            fields.setlist(name, [value] if isinstance(value, str) else value)
        return self.get("/review/answer", fields)

    def grade(self, page: Page, grade: str = "good") -> Page:
        """Reveal where that is needed, then press a grade."""
        if not page.is_revealed:
            page = self.reveal(page)
        return self.send(page, "/review/answers", grade=grade)


def fields_of(form: Element) -> Fields:
    """The successful controls of a form, as HTML calls them."""
    found: Fields = MultiDict()
    for one in form.iter():
        name, kind = one.get("name"), one.get("type") or "text"
        if not name or one.tag not in ("input", "textarea", "select"):
            continue
        if one.tag == "textarea":
            found.add(name, one.text or "")
        elif one.tag == "select":
            chosen = [o for o in one.iter("option") if o.get("selected") is not None]
            found.add(name, (chosen or list(one.iter("option")))[0].get("value") or "")
        elif kind in ("radio", "checkbox"):
            if one.get("checked") is not None:
                found.add(name, one.get("value") or "on")
        elif kind not in ("submit", "button"):
            found.add(name, one.get("value") or "")
    return found


def words_of(element: Element) -> str:
    """The text of an element, its white space collapsed."""
    return " ".join("".join(element.itertext()).split())
