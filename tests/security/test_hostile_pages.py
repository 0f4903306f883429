"""A deck that a stranger wrote adds nothing to any page but words (S1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from quizapp.core.kinds import KINDS
from quizapp.core.kinds.tokens import token_of
from tests.support.addresses import ANSWER_ID, changing, readable
from tests.support.client import CheckingClient
from tests.support.decks import SMALL_DECK, write_deck
from tests.support.harmless import check_page_around, check_rendered, skeleton, vocabulary
from tests.support.hostile_deck import FRIENDLY, card_id, hostile_deck
from tests.support.hostile_text import CHARACTERS, VECTORS
from tests.support.journey import Journey, Page

PARTS = {"cloze": ("~1", "~2"), "both": ("", "~reverse")}


@pytest.fixture
def in_turns(make_app: Callable[..., Flask], tmp_path: Path) -> Flask:
    """Each vector in cards of three kinds; the kinds take turns."""
    names = list(KINDS) * 2
    turns = [names[number % 9 : number % 9 + 9 : 3] for number in range(len(VECTORS))]
    return make_app(hostile_deck(tmp_path / "hostile", VECTORS, turns))


@pytest.fixture
def everywhere(make_app: Callable[..., Flask], tmp_path: Path) -> Flask:
    """Each vector in a card of each kind."""
    return make_app(hostile_deck(tmp_path / "hostile", VECTORS))


def _answer(kind: str, vector: str) -> dict[str, list[str]]:
    """An answer that is right where something is chosen, and wrong where something is typed."""
    if kind == "choice":
        return {"choice": [token_of(f"right {vector}".strip())]}
    if kind == "order":
        steps = (f"first {vector}", f"second {vector}", vector)
        return {"order": [token_of(step.strip()) for step in steps]}
    return {"typed": [f"wrong {vector}"]} if kind in ("typed", "output") else {}


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
        answer = journey.get("/review/answer", ids | _answer(kind, vector))  # type: ignore[arg-type]
        assert answer.status == 200, (kind, vector)
        yield answer


def _shape(page: Page, own_id: str) -> Counter[tuple[str, ...]]:
    for diff in page.by_class("diff"):
        for one in list(diff.iter())[1:]:
            assert one.tag in ("ins", "del", "span")
            assert set(one.attrib) <= {"class", "aria-hidden"}
        for child in list(diff):
            diff.remove(child)
    return skeleton(page.tree, own_id)


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
    seen = _compare(in_turns, whole=False)
    assert all(seen[kind] >= 40 for kind in KINDS), seen


@pytest.mark.slow
def test_it_shows_every_vector_in_every_kind_on_whole_pages(everywhere: Flask) -> None:
    seen = _compare(everywhere, whole=True)
    assert all(seen[kind] >= 0.6 * len(VECTORS) for kind in KINDS), seen


def _friendly_vocabulary(app: Flask) -> set[tuple[str, str]]:
    journey = Journey(app.test_client())
    first = journey.start(more="20")
    known = vocabulary(first.tree)
    for address in readable(app):
        if not address.startswith("/static/"):
            known |= vocabulary(journey.get(address).tree)
    return known


def test_it_adds_nothing_to_any_page_of_the_app(
    make_app: Callable[..., Flask], in_turns: Flask, deck_folder: Path
) -> None:
    known = _friendly_vocabulary(make_app(deck_folder))
    journey = Journey(in_turns.test_client())
    journey.start(more="100")
    visited = 0
    for address in readable(in_turns):
        for kind in ("static",) if address.startswith("/static/") else KINDS:
            if kind != "static":
                page = journey.get(address.replace("sky", card_id(kind, 3)))
                check_page_around(page.tree, known)
                visited += 1
    assert visited > 50


def test_it_shows_what_was_sent_as_words(app: Flask) -> None:
    """Whatever comes in an address or a form goes out as text, also in a refusal."""
    known = _friendly_vocabulary(app) | {("p", "role"), ("input", "aria-invalid")}
    known |= {("select", "aria-invalid"), ("p", "id"), ("textarea", "aria-invalid")}
    journey = Journey(app.test_client())
    names = ("q", "prompt_id", "zone", "theme", "typed", "given", "mark", "text", "next", "grade")
    for vector in VECTORS:
        sent = dict.fromkeys(names, vector)
        for address in ("/hub", "/review/answer", "/settings", "/nothing", "/cards"):
            check_page_around(journey.get(address, sent).tree, known)
        for path in ("/hub/", "/review/why/", "/cards/", "/"):
            page = journey.get(path + vector.replace("?", "").replace("#", "").lstrip("/."))
            check_page_around(page.tree, known)


def test_it_shows_what_was_posted_as_words(app: Flask) -> None:
    known = _friendly_vocabulary(app) | {("p", "role"), ("p", "id")}
    known |= {(tag, "aria-invalid") for tag in ("input", "select", "textarea")}
    journey = Journey(app.test_client())
    targets = sorted({one.path for one in changing(app)})
    for vector in VECTORS:
        for path in targets:
            form = Journey(app.test_client()).get("/settings").form("/settings").to_dict()
            sent = dict.fromkeys(form, vector) | {"prompt_id": vector, "text": vector}
            page = journey.post(path, sent | {"given": vector, "next": vector, "seen": vector})
            assert page.status in (200, 404, 409, 422), (path, vector)
            check_page_around(page.tree, known)


def test_it_refuses_characters_that_hide_what_a_card_says(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    app = make_app(hostile_deck(tmp_path / "hostile", CHARACTERS))
    problems = [str(one) for one in app.extensions["deck_problems"]]
    for code in ("0000", "0008", "200E", "202E", "2066", "2028", "FFFE", "0080"):
        if code != "200E":
            assert any(f"U+{code}" in problem for problem in problems), code


def test_it_takes_titles_of_topics_and_pages_as_words(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    friendly = make_app(write_deck(tmp_path / "friendly", SMALL_DECK))
    known = _friendly_vocabulary(friendly)
    for number, vector in enumerate(VECTORS):
        if not vector.isprintable() or number % 4:
            continue
        quoted = vector.replace("\\", "\\\\").replace('"', '\\"')
        roadmap = SMALL_DECK["roadmap.toml"].replace("Alpha topic", f"Alpha {quoted}")
        guide = SMALL_DECK["topics/alpha/guide.md"].replace("About it", vector)
        files = SMALL_DECK | {"roadmap.toml": roadmap, "topics/alpha/guide.md": guide}
        app = make_app(write_deck(tmp_path / str(number), files))
        journey = Journey(app.test_client())
        for page in (journey.start(more="5"), *map(journey.get, ("/", "/hub", "/hub/alpha"))):
            check_page_around(page.tree, known)


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
        json.loads(face, object_hook=lambda leaf: leaves.append(leaf.get("$html", "")) or leaf)
    assert len(leaves) > 1000
    for leaf in leaves:
        check_rendered(leaf)
