"""What a stranger writes becomes text, and brings nothing that acts (S1)."""

from __future__ import annotations

from time import process_time

import pytest
from flask import Flask

from quizapp.web.markdown import MarkdownRenderer
from tests.support.harmless import check_rendered
from tests.support.hostile_text import VECTORS

RENDERER = MarkdownRenderer()


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
        started = process_time()
        check_rendered(RENDERER.html(text))
        check_rendered(RENDERER.inline(text))
        assert RENDERER.html(text) == RENDERER.html(text)
        assert process_time() - started < 2


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
