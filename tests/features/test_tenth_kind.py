"""A new kind of card needs one module, one template and one line, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask
from jinja2 import ChoiceLoader, DictLoader

from quizapp.core import kinds
from quizapp.core.cards import Card, Face, Markdown, Prompt
from quizapp.core.grades import Grade
from quizapp.core.reviews import Verdict
from tests.support.client import CheckingClient, hidden_fields
from tests.support.decks import SMALL_DECK, write_deck

MODULE = SimpleNamespace(
    program_graded=True,
    parse=lambda lines, front: (" ".join(line.text for line in lines).strip(), []),
    write=str,
    meaning=str,
    prompts=lambda card: (Prompt(card.id),),
    arrange=lambda face, seed, given: face,
)
TEMPLATE = """
{% macro prompt(face) %}<div>{{ face.question }}</div>{% endmacro %}
{% macro question(face, given) %}<p>{{ face.question|striptags }}</p>
<label>How many? <input name="number"></label>{% endmacro %}
{% macro answer(face, verdict) %}<p>It is {{ face.answer }}.</p>{% endmacro %}
"""
CARD = """
## How many wheels has a car? {#wheels .number}
4

> It needs that many to stand, whatever the rules of this test say of numbers.

Source: [First things](guide.md#first-things)
Source: A primary source 1.0, section 2, checked 2026-11
"""


def _face(card: Card, prompt: Prompt) -> Face:
    return {"question": Markdown(card.front), "answer": card.body}


def _check(card: Card, prompt: Prompt, given: dict[str, list[str]]) -> Verdict:
    right = given.get("number") == [card.body]
    return Verdict(float(right), Grade.GOOD if right else Grade.AGAIN, "".join(given["number"]))


@pytest.fixture
def numbered_app(
    monkeypatch: pytest.MonkeyPatch, make_app: Callable[..., Flask], tmp_path: Path
) -> Flask:
    MODULE.face, MODULE.check = _face, _check
    monkeypatch.setitem(kinds.KINDS, "number", MODULE)
    files = SMALL_DECK | {"topics/alpha/cards.md": f"---\ntopic: alpha\n---\n{CARD}"}
    app = make_app(write_deck(tmp_path / "numbers", files))
    found = app.jinja_env.loader
    assert found is not None
    app.jinja_env.loader = ChoiceLoader([found, DictLoader({"kinds/number.html": TEMPLATE})])
    return app


def test_it_is_asked_checked_and_graded_like_the_others(numbered_app: Flask) -> None:
    client = numbered_app.test_client()
    assert isinstance(client, CheckingClient)
    client.post("/review/sessions", data={"more": "1"})
    asked = client.get("/review").get_data(as_text=True)
    assert "How many wheels" in asked
    assert "It is 4" not in asked
    fields = hidden_fields(asked, "/review/answer") | {"number": "4"}
    revealed = client.get("/review/answer", query_string=fields).get_data(as_text=True)
    assert "It is 4." in revealed
    answer = hidden_fields(revealed, "/review/answers") | {"grade": "good"}
    assert client.post("/review/answers", data=answer).status_code == 303
    assert "Done for today" in client.get("/review").get_data(as_text=True)
