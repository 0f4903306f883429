"""A deck from a stranger shows text, and brings nothing that acts (S1)."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from quizapp.core.kinds import KINDS
from quizapp.web.markdown import MarkdownRenderer
from tests.support.addresses import ANSWER_ID, SAMPLES, readable
from tests.support.client import CheckingClient, check_page
from tests.support.decks import SMALL_DECK, write_deck
from tests.support.harmless import check_page_around, check_rendered, skeleton, vocabulary
from tests.support.hostile_deck import card_id, hostile_deck
from tests.support.hostile_text import HTMX, VECTORS
from tests.support.journey import Journey, Page, fields_of

RENDERER = MarkdownRenderer()
#: In these the deck's own syntax refuses what a card of another kind may hold.
MOST_REFUSED = 0.35


def _ways_in(vector: str) -> list[str]:
    return [
        vector,
        f"# {vector}",
        f"- {vector}\n  - {vector}",
        f"1. {vector}",
        f"> {vector}",
        f"`{vector}`",
        f"**{vector}**",
        f"=={vector}==",
        f"[{vector}]({vector})",
        f"![{vector}]({vector} '{vector}')",
        f"[x]({vector})",
        f"<{vector}>",
        f"[x]\n\n[x]: {vector}",
        f"```{vector}\n{vector}\n```",
        f"```html\n{vector}\n```",
        f"| {vector} | b |\n|:-|-:|\n| {vector} | c |",
        f"    {vector}",
        f"a  \n{vector}\n\n{vector}\n***\n{vector}",
    ]


def test_it_knows_enough_hostile_vectors() -> None:
    assert len(set(VECTORS)) == len(VECTORS) >= 150


@pytest.mark.parametrize("number", range(len(VECTORS)))
def test_it_renders_hostile_text_as_text(number: int) -> None:
    for text in _ways_in(VECTORS[number]):
        started = time.perf_counter()
        check_rendered(RENDERER.html(text))
        check_rendered(RENDERER.inline(text))
        assert RENDERER.html(text) == RENDERER.html(text)
        assert time.perf_counter() - started < 2


def test_it_makes_plain_titles_that_a_page_escapes(app: Flask) -> None:
    """A title is text again, so the page that shows it must escape it; Jinja does."""
    template = app.jinja_env.from_string("<p title='{{ text }}'>{{ text }}</p>")
    for vector in VECTORS:
        plain = RENDERER.plain(vector)
        assert not hasattr(plain, "__html__")
        text = template.render(text=plain)
        assert text.count("<") == 2, vector
        assert text.count("'") == 2, vector


@pytest.mark.parametrize(
    "broken",
    [
        "<p onclick=x>a</p>",
        "<a href='javascript:x' rel='noopener noreferrer'>a</a>",
        "<a href='java\tscript:x' rel='noopener noreferrer'>a</a>",
        "<p hx-get=/>a</p>",
        "<p id=card>a</p>",
        "<form>a</form>",
        "<img src=x>",
        "<span class=card>a</span>",
        "<p style='top:0'>a</p>",
        "<!-- a -->",
    ],
)
def test_the_check_would_see_what_is_not_allowed(broken: str) -> None:
    with pytest.raises(AssertionError):
        check_rendered(broken)


@pytest.fixture
def some_kinds(make_app: Callable[..., Flask], tmp_path: Path) -> Flask:
    """Each vector in a card of one kind; the kinds take turns."""
    names = list(KINDS)
    turns = [[names[number % len(names)]] for number in range(len(VECTORS))]
    return make_app(hostile_deck(tmp_path / "hostile", VECTORS, turns))


@pytest.fixture
def all_kinds(make_app: Callable[..., Flask], tmp_path: Path) -> Flask:
    """Each vector in a card of each kind."""
    return make_app(hostile_deck(tmp_path / "hostile", VECTORS))


def _pages_of(client: CheckingClient, prompt: str, whole: bool) -> list[Page]:
    """The question, and the answer after the form is sent as a person would fill it in."""
    journey = Journey(client, htmx=not whole)
    ids = {"prompt_id": prompt, "answer_id": ANSWER_ID, "seen": "0"}
    question = journey.get("/review/answer", ids | {"move": ""})
    assert question.status == 200, question.text[:500]
    fields = fields_of(question.all("form", id="reveal")[0])
    fields.poplist("move")
    choices = question.all("input", name="choice")
    if choices:
        fields.setlist("choice", [choices[0].get("value") or ""])
    return [question, journey.get("/review/answer", fields)]


def _compare(app: Flask, whole: bool) -> Counter[str]:
    """Hostile cards have the skeletons of the friendly card of their kind; how many were seen."""
    client = app.test_client()
    assert isinstance(client, CheckingClient)
    parts = {"cloze": ["~1", "~2"], "both": ["", "~reverse"]}
    seen: Counter[str] = Counter()
    for kind in KINDS:
        for part in parts.get(kind, [""]):
            expected: list[Counter[tuple[str, ...]]] | None = None
            for number in range(-1, len(VECTORS)):
                prompt = card_id(kind, number) + part
                pages = _known_pages(client, prompt, whole)
                if not pages:
                    continue
                shapes = [
                    _without_verdict(skeleton(page.tree, card_id(kind, number))) for page in pages
                ]
                expected = expected or shapes
                assert shapes == expected, f"{kind}: {VECTORS[number]!r}"
                seen[kind] += 1
    return seen


def _known_pages(client: CheckingClient, prompt: str, whole: bool) -> list[Page]:
    ids = {"prompt_id": prompt, "answer_id": ANSWER_ID, "move": ""}
    known = client.get("/review/answer", query_string=ids, headers={"HX-Request": "true"})
    return [] if known.status_code == 404 else _pages_of(client, prompt, whole)
