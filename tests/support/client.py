"""A client that looks at every page it is given: tags, ids, labels, forms, targets, headers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.markup import Element, faults_of, is_whole, read

_FIELDS = {"input", "select", "textarea"}


class CheckingClient(FlaskClient):
    """Raises AssertionError for a page that a careful reader of HTML would refuse."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        if response.mimetype == "text/html" and response.status_code not in (301, 302, 303):
            tree_of(response)
            assert "unsafe" not in response.headers["Content-Security-Policy"]
        return response


def tree_of(response: TestResponse) -> Element:
    """The page of a response, checked."""
    return check_page(response.get_data(as_text=True))


@lru_cache(maxsize=500)
def check_page(text: str) -> Element:
    """Parse a page or a part of one strictly and check the rules that every one must keep.

    Equal texts share one tree, so nobody may change it.
    """
    faults = faults_of(text)
    assert not faults, f"{faults} in {text[:400]}"
    tree, whole = read(text), is_whole(text)
    elements = list(tree.iter())
    ids = [name for one in elements if (name := one.get("id"))]
    for one in elements:
        assert one.get("style") is None, "an inline style would be blocked"
        assert not [name for name in one.attrib if name.startswith(("on", "hx-on"))]
        if one.tag == "script":
            assert one.get("src"), "an inline script would be blocked"
        if one.tag == "form":
            _check_form(one)
    _check_labels(elements, set(ids))
    if whole:
        titles = [one for one in elements if one.tag == "title"]
        assert "".join(one.text or "" for one in titles).strip(), "a page without a title"
        assert sum(one.tag == "h1" for one in elements) == 1, "not exactly one h1"
        for one in elements:
            target = one.get("hx-target", "")
            if target.startswith("#"):
                assert target[1:] in ids, f"{target} is not on the page"
    return tree


def _check_form(form: Element) -> None:
    for attribute in ("hx-post", "hx-get"):
        if form.get(attribute):
            assert form.get(attribute) == form.get("action"), "htmx and plain form part"
    if (form.get("method") or "get").lower() == "post":
        names = {one.get("name") for one in form.iter()}
        assert "csrf_token" in names, f"no token in the form {form.get('action')}"


def _check_labels(elements: list[Element], ids: set[str | None]) -> None:
    labelled = {one.get("for") for one in elements if one.tag == "label"}
    inside = {
        field
        for label in elements
        if label.tag == "label"
        for field in label.iter()
        if field.tag in _FIELDS
    }
    for one in elements:
        if one.tag not in _FIELDS or one.get("type") in ("hidden", "submit"):
            continue
        named = one.get("aria-label") or one.get("aria-labelledby") in ids
        assert named or one.get("id") in labelled or one in inside, (
            f"a field without a label: {one.attrib}"
        )
    for label in labelled - {None}:
        assert label in ids, f"a label for {label}, which is not there"


def hidden_fields(text: str, action: str) -> dict[str, str]:
    """The hidden fields of the first form with this action."""
    match = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', text, re.DOTALL)
    assert match, f"no form {action}"
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', match[0])
    return dict(found)
