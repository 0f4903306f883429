"""What comes in an address or a form goes out as words, also in a refusal (S1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from functools import partial
from itertools import product

import pytest
from flask import Flask

from tests.support.addresses import ANSWER_ID, changing, readable
from tests.support.fields import names_read
from tests.support.harmless import check_page_around, vocabulary
from tests.support.hostile_deck import FRIENDLY
from tests.support.hostile_text import VECTORS
from tests.support.journey import Journey, Page

#: What a person may type that is refused, found or not found; hostile text may look no different.
ORDINARY = (FRIENDLY, "", "a" * 3000, 'nope:"', "(-)", "topic:", "sky", "again", "/hub")
ALL = frozenset(range(5))
#: What kinds of cards read, each its own, from all that was given.
GIVEN = ("typed", "choice", "order", "move")
#: What lets a request come as far as its other fields.
VALID = {"prompt_id": "sky", "answer_id": ANSWER_ID, "seen": "0", "place": "0", "grade": "good"}
VALID |= {"topic": "alpha", "size": "5", "scope": "ticked", "purpose": "topics", "mode": "practice"}
VALID |= {"start_id": ANSWER_ID, "action_id": ANSWER_ID}
#: What must be found of what is read where, or texts would be sent nowhere.
FOR_ONE = {
    ("get", "/cards"): {"q", "sort", "page"},
    ("get", "/review/answer"): {"prompt_id", "answer_id", "seen"},
    ("get", "/roadmap"): {"show"},
    ("post", "/cards/sky"): {"block", "hash", "next"},
    ("post", "/settings"): {"zone", "theme", "scheduler", "minutes_per_day"},
    ("post", "/quiz"): {"topic", "size", "purpose"},
}
#: What a name or a number in an address may follow; any other place is the page of no such address.
BEFORE = ["/", "/cards/", "/hub/", "/hub/technologies/", "/quiz/", "/review/why/"]
BEFORE += ["/roadmap/milestones/", "/roadmap/topics/"]


class Inputs:
    """Every place of an app where text comes in: the fields that each address reads, and paths."""

    def __init__(self, app: Flask, *, htmx: bool) -> None:
        self.app = app
        self.journey = Journey(app.test_client(), htmx=htmx)
        self.known = {("p", "role"), ("input", "aria-invalid"), ("select", "aria-invalid")}
        asked = {one.partition("?")[0] for one in readable(app) if "/static/" not in one}
        posted = {one.path for one in changing(app)}
        self.fields: dict[tuple[str, str], set[str]] = {
            **{("get", path): {*GIVEN} for path in sorted({*asked, "/nothing-here"})},
            **{("post", path): {*GIVEN} for path in sorted(posted)},
        }
        self._watch()

    def _watch(self) -> None:
        """Learn what is read where, and what pages hold, from texts that mean no harm."""
        names, before = {*GIVEN}, 0
        while len(names) > before:
            before = len(names)
            for text, valid in product(ORDINARY, ({}, VALID)):
                for (method, path), fields in self.fields.items():
                    with names_read(self.app) as read:
                        page = self._send(method, path, dict.fromkeys(names, text) | valid)
                    fields |= read
                    self.known |= vocabulary(page.tree)
                for path in BEFORE:
                    self.known |= vocabulary(self.journey.get(path + _in_path(text)).tree)
            names |= set().union(*self.fields.values())

    def sent(self, text: str, turn: int, shares: Container[int]) -> Iterator[Page]:
        """The text in the fields and the paths of some fifths of the places, named 0 to 4.

        Of the fields without which a request comes no further, the turn says which one has it.
        """
        todo = [
            partial(self._send, method, path, _filled(fields, text, turn))
            for (method, path), fields in self.fields.items()
        ]
        todo += [partial(self.journey.get, path + _in_path(text)) for path in BEFORE]
        return (send() for number, send in enumerate(todo) if number % 5 in shares)

    def _send(self, method: str, path: str, fields: dict[str, str]) -> Page:
        if "block" in fields:
            text = fields["block"]
            fields |= {"block": f"## {text} {{#sky}}\n{text}\n\n> {text}\n\nSource: {text}\n"}
        return (
            self.journey.get(path, fields) if method == "get" else self.journey.post(path, fields)
        )


def _filled(fields: set[str], text: str, turn: int) -> dict[str, str]:
    needed = sorted(fields & VALID.keys())
    filled = dict.fromkeys(fields, text) | {name: VALID[name] for name in needed}
    chosen = turn // 5 % (len(needed) + 1)
    return filled | ({needed[chosen]: text} if chosen < len(needed) else {})


def _in_path(text: str) -> str:
    return re.sub("[?#]", "", text).lstrip("/.")


def _check_sent(
    app: Flask, shares_of: Callable[[int], Container[int]], *, htmx: bool = False
) -> None:
    inputs = Inputs(app, htmx=htmx)
    for place, fields in FOR_ONE.items():
        assert inputs.fields[place] >= fields, f"{place} was not seen to read all of its fields"
    for turn, vector in enumerate(VECTORS):
        for page in inputs.sent(vector, turn, shares_of(turn % 5)):
            assert page.status in (200, 400, 404, 405, 409, 422), (page.status, vector)
            check_page_around(page.tree, inputs.known)


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
