"""What comes in an address or a form goes out as words, also in a refusal (S1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator

import pytest
from flask import Flask

from tests.support.addresses import changing, readable
from tests.support.harmless import check_page_around, vocabulary
from tests.support.hostile_deck import FRIENDLY
from tests.support.hostile_text import VECTORS
from tests.support.journey import Journey, Page

#: What a person may type that is refused, found or not found; hostile text may look no different.
ORDINARY = (FRIENDLY, "", "a" * 3000, 'nope:"', "(-)", "topic:", "sky", "again", "/hub")
ALL = frozenset(range(5))
FIELDS = ["q", "prompt_id", "answer_id", "seen", "typed", "choice", "order", "move", "given"]
FIELDS += ["grade", "mark", "entry", "more", "text", "next", "days", "action_id", "hash", "sort"]
FIELDS += ["zone", "theme", "scheduler", "retention", "grade_scale", "rollover_hour"]
FIELDS += ["new_per_day", "minutes_per_day"]


def _block(text: str) -> str:
    return f"## {text} {{#sky}}\n{text}\n\n> {text}\n\nSource: {text}\n"


def _sent(app: Flask, text: str, shares: Container[int], *, htmx: bool) -> Iterator[Page]:
    """The text in every field and in the path of some fifths of the addresses, named 0 to 4."""
    journey = Journey(app.test_client(), htmx=htmx)
    asked = sorted({one.partition("?")[0] for one in readable(app) if "/static/" not in one})
    posted = sorted({one.path for one in changing(app)})
    sent = dict.fromkeys(FIELDS, text) | {"block": _block(text)}
    for number, path in enumerate([*asked, "/nothing-here", "/hub/", "/cards/", "/review/why/"]):
        if number % 5 in shares:
            yield journey.get(path, sent)
            yield journey.get(path + re.sub("[?#]", "", text).lstrip("/."))
    for number, path in enumerate(posted):
        if number % 5 in shares:
            yield journey.post(path, sent)


def _check_sent(
    app: Flask, shares_of: Callable[[int], Container[int]], *, htmx: bool = False
) -> None:
    known = {("p", "role"), ("input", "aria-invalid"), ("select", "aria-invalid")}
    for text in ORDINARY:
        known |= set().union(*(vocabulary(page.tree) for page in _sent(app, text, ALL, htmx=htmx)))
    for turn, vector in enumerate(VECTORS):
        for page in _sent(app, vector, shares_of(turn % 5), htmx=htmx):
            assert page.status in (200, 400, 404, 405, 409, 422), (page.status, vector)
            check_page_around(page.tree, known)


def test_it_shows_what_was_sent_as_words(app: Flask) -> None:
    """Whatever comes in an address or a form goes out as text, also in a refusal."""
    _check_sent(app, lambda turn: {turn})


@pytest.mark.slow
def test_it_shows_what_was_sent_anywhere_else_as_words(app: Flask) -> None:
    """The other four fifths of the addresses, asked by a script for the part that changes.

    With the test above, all vectors everywhere; whole pages hold the same parts and take three
    times as long to read.
    """
    _check_sent(app, lambda turn: ALL - {turn}, htmx=True)
