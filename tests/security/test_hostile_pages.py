"""A deck that a stranger wrote adds nothing to any page but words (S1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from quizapp.core.kinds import KINDS
from tests.support.addresses import ANSWER_ID, readable
from tests.support.client import CheckingClient
from tests.support.decks import SMALL_DECK, write_deck
from tests.support.harmless import check_page_around, check_rendered, skeleton, vocabulary
from tests.support.hostile_deck import FRIENDLY, answer_to, card, card_id, hostile_deck
from tests.support.hostile_text import CHARACTERS, VECTORS
from tests.support.journey import Journey, Page
from tests.support.markup import Element

PARTS = {"cloze": ("~1", "~2"), "both": ("", "~reverse")}


@pytest.fixture
def in_turns(make_app: Callable[..., Flask], tmp_path: Path) -> Flask:
    """Each vector in a card of one kind; the kinds take turns."""
    names = list(KINDS)
    turns = [[names[number % len(names)]] for number in range(len(VECTORS))]
    return make_app(hostile_deck(tmp_path / "hostile", VECTORS, turns))


@pytest.fixture
def everywhere(make_app: Callable[..., Flask], tmp_path: Path) -> Flask:
    """Each vector in a card of each kind."""
    return make_app(hostile_deck(tmp_path / "hostile", VECTORS))


def _pages(client: CheckingClient, kind: str, number: int, whole: bool) -> Iterator[Page]:
    """The question and the answer of each prompt of a card; nothing where it was refused."""
    vector = VECTORS[number] if number >= 0 else FRIENDLY
    journey = Journey(client, htmx=not whole)
    for part in PARTS.get(kind, ("",)):
        ids = {"prompt_id": card_id(kind, number) + part, "answer_id": ANSWER_ID, "seen": "0"}
        question = journey.get("/review/answer", ids | {"move": ""})
        if question.status == 404:
            return
        assert question.status == 200, (kind, vector)
        yield question
        answer = journey.get("/review/answer", ids | answer_to(kind, vector))  # type: ignore[arg-type]
        assert answer.status == 200, (kind, vector)
        yield answer


def _shape(page: Page, own_id: str) -> Counter[tuple[str, ...]]:
    inside: set[Element] = set()
    for diff in page.by_class("diff"):
        for one in list(diff.iter())[1:]:
            assert one.tag in ("ins", "del", "span")
            assert set(one.attrib) <= {"class", "aria-hidden"}
            inside.add(one)
    return skeleton((one for one in page.tree.iter() if one not in inside), own_id)


def _compare(app: Flask, whole: bool) -> Counter[str]:
    """Hostile cards look like the friendly one of their kind; answers how many were compared."""
    client = app.test_client()
    assert isinstance(client, CheckingClient)
    seen: Counter[str] = Counter()
    for kind in KINDS:
        friendly = [_shape(page, card_id(kind, -1)) for page in _pages(client, kind, -1, whole)]
        assert len(friendly) >= 2
        for number in range(len(VECTORS)):
            shapes = [
                _shape(page, card_id(kind, number)) for page in _pages(client, kind, number, whole)
            ]
            for shape, expected in zip(shapes, friendly, strict=bool(shapes)):
                assert shape == expected, (kind, VECTORS[number])
            seen[kind] += bool(shapes)
    return seen


def test_it_shows_hostile_cards_as_it_shows_friendly_ones(in_turns: Flask) -> None:
    """Whole pages, as the first request gives them."""
    seen = _compare(in_turns, whole=True)
    assert all(seen[kind] >= 15 for kind in KINDS), seen


@pytest.mark.slow
def test_it_shows_every_vector_in_every_kind(everywhere: Flask) -> None:
    """The parts that scripts ask for: the same templates, in a third of the time."""
    seen = _compare(everywhere, whole=False)
    assert all(seen[kind] >= 0.6 * len(VECTORS) for kind in KINDS), seen


def _asked(app: Flask, own_id: str) -> Iterator[Page]:
    """Every address of the app, about one card."""
    journey = Journey(app.test_client())
    yield journey.start(more="100")
    for address in readable(app):
        if not address.startswith("/static/"):
            yield journey.get(address.replace("sky", own_id))


def test_it_adds_nothing_to_any_page_of_the_app(in_turns: Flask) -> None:
    for turn, kind in enumerate(KINDS):
        friendly = _asked(in_turns, card_id(kind, -1))
        known = set().union(*(vocabulary(page.tree) for page in friendly))
        hostile = list(_asked(in_turns, card_id(kind, turn)))
        assert len(hostile) >= 8
        for page in hostile:
            check_page_around(page.tree, known)


def test_it_refuses_characters_that_hide_what_a_card_says(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    app = make_app(hostile_deck(tmp_path / "hostile", CHARACTERS))
    problems = "\n".join(str(one) for one in app.extensions["deck_problems"])
    for code in ("0000", "0008", "202E", "2066", "2028", "FFFE", "0080"):
        assert f"U+{code}" in problems


@pytest.mark.parametrize("place", ["topics/alpha/guide.md", "roadmap.toml"])
@pytest.mark.parametrize("character", ["\\u0000", "\\u001b", "\\u202e"])
def test_it_takes_no_hidden_character_from_a_page_or_the_roadmap(
    place: str, character: str, make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    hidden = character.encode().decode("unicode_escape")
    written = character if place.endswith("toml") else hidden
    text = SMALL_DECK[place].replace("Alpha topic", f"Alpha{written} topic")
    text = text.replace("# About it", f"# About{hidden} it")
    app = make_app(write_deck(tmp_path / "hidden", SMALL_DECK | {place: text}))
    for path in ("/hub", "/hub/alpha", "/"):
        assert hidden not in app.test_client().get(path).get_data(as_text=True)


def _many_topics(texts: Sequence[str]) -> dict[str, str]:
    files = {}
    roadmap = []
    for number, text in enumerate(texts):
        quoted = text.replace("\\", "\\\\").replace('"', '\\"')
        roadmap.append(f'[[topic]]\nid = "topic-{number}"\ntitle = "Topic {quoted}"\n')
        files[f"topics/topic-{number}/guide.md"] = (
            f"# {text}\n\n{text}\n\n## First {text}\n\n{text}\n"
        )
        alone = f"---\ntopic: topic-{number}\n---\n" + card("basic", number, FRIENDLY)
        files[f"topics/topic-{number}/cards.md"] = alone
    return files | {"roadmap.toml": "\n".join(roadmap)}


def test_it_takes_titles_of_topics_and_pages_as_words(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    hostile = [vector for vector in VECTORS if vector.isprintable()]
    assert len(hostile) > 200
    pages = []
    for name, texts in (("friendly", [FRIENDLY] * len(hostile)), ("hostile", hostile)):
        app = make_app(write_deck(tmp_path / name, _many_topics(texts)))
        journey = Journey(app.test_client())
        guides = [f"/hub/topic-{number}" for number in range(len(texts))]
        first = journey.start(more="5")
        pages.append([first, *map(journey.get, ("/", "/hub", "/cards", "/settings", *guides))])
    known = set().union(*(vocabulary(page.tree) for page in pages[0]))
    for page in pages[1]:
        assert page.status == 200
        check_page_around(page.tree, known)


def _leaves(value: Any) -> list[str]:
    if isinstance(value, dict) and "$html" in value:
        return [value["$html"]]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [leaf for one in inner for leaf in _leaves(one)]


def test_it_renders_what_is_stored_by_the_same_rules(in_turns: Flask) -> None:
    """Not only what pages show: every rendered text in the database."""
    import json

    from sqlalchemy import text

    from quizapp.storage.database import reading

    with in_turns.app_context(), reading() as connection:
        faces = connection.execute(text("SELECT face FROM prompts")).scalars().all()
        whys = connection.execute(text("SELECT why_html FROM cards")).scalars().all()
    leaves: list[str] = list(whys)
    for face in faces:
        leaves += _leaves(json.loads(face))
    assert len(leaves) > 500
    for leaf in leaves:
        check_rendered(leaf)
