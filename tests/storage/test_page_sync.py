"""Pages in the database, on both: rendered when they change, in the order of reading."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from quizapp.core.proof_results import claims_of_cards, claims_of_page
from quizapp.storage import page_store
from quizapp.storage.database import reading
from quizapp.storage.deck_folder import read_deck
from quizapp.storage.page_store import Page
from quizapp.storage.tables import cards, page_sections, pages
from quizapp.web.deck import sync_deck
from tests.support.decks import write_deck
from tests.support.pages import HUB_DECK, TECHNOLOGY

PATH = "technologies/alpha.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_deck(tmp_path / "hub", HUB_DECK)


@pytest.fixture
def app(make_app: Callable[..., Flask], root: Path, any_database_url: str) -> Flask:
    return make_app(root, database_url=any_database_url)


def page(app: Flask, path: str = PATH) -> Page:
    with app.app_context(), reading() as connection:
        return page_store.page_of(connection, path)


def rows(app: Flask) -> list[tuple[object, ...]]:
    with app.app_context(), reading() as connection:
        found = connection.execute(
            select(pages.c.path, pages.c.content_hash, page_sections.c.number)
            .join(page_sections, page_sections.c.path == pages.c.path)
            .order_by(pages.c.path, page_sections.c.number)
        )
        return [tuple(row) for row in found]


def test_it_keeps_a_page_with_its_sections_and_cards(app: Flask) -> None:
    shown = page(app)
    assert shown.line.topics == ("alpha", "beta")
    assert [section.anchor for section in shown.sections][:2] == [
        "mental-model",
        "what-breaks-without-it",
    ]
    assert [card.id for card in shown.sections[0].cards] == ["sky", "idempotent"]
    assert "/hub/alpha#first-things" in shown.intro_html
    example = next(one for one in shown.sections if one.anchor == "worked-example")
    assert "topics/alpha/proofs/prove_alpha.py" in example.html
    assert "told" in example.html
    assert "region" not in example.html


def test_it_puts_pages_in_the_order_in_which_the_first_page_links_them(app: Flask) -> None:
    with app.app_context(), reading() as connection:
        listed = [line.path for line in page_store.page_lines(connection)]
    assert listed == [
        PATH,
        "topics/alpha/guide.md",
        "topics/beta/guide.md",
        "hub/glossary.md",
        "hub/home.md",
    ]
    shown = page(app, "topics/alpha/guide.md")
    assert shown.before is not None
    assert shown.after is not None
    assert (shown.before.path, shown.after.path) == (PATH, "topics/beta/guide.md")


def test_it_touches_nothing_when_nothing_has_changed(app: Flask) -> None:
    before = rows(app)
    sync_deck(app)
    assert rows(app) == before


def test_it_renders_the_changed_page_alone(app: Flask, root: Path) -> None:
    before = rows(app)
    (root / PATH).write_text(TECHNOLOGY.replace("*first* things", "new things"), encoding="utf-8")
    sync_deck(app)
    changed = {row[0] for row in set(rows(app)) ^ set(before)}
    assert changed == {PATH}
    assert "new things" in page(app).intro_html


def test_it_renders_a_page_again_when_included_code_changes(app: Flask, root: Path) -> None:
    proof = root / "topics/alpha/proofs/prove_alpha.py"
    proof.write_text(
        proof.read_text(encoding="utf-8").replace("[1, 2]", "[3, 4]"), encoding="utf-8"
    )
    sync_deck(app)
    assert any("4" in one.html for one in page(app).sections if one.anchor == "worked-example")


def test_it_removes_a_page_that_is_gone(app: Flask, root: Path) -> None:
    (root / PATH).unlink()
    sync_deck(app)
    assert PATH not in {row[0] for row in rows(app)}


def test_it_keeps_pages_that_cannot_be_read_and_those_of_an_empty_folder(
    app: Flask, root: Path
) -> None:
    before = rows(app)
    (root / PATH).write_bytes(b"\xff\xfe")
    sync_deck(app)
    assert rows(app) == before
    (root / PATH).unlink()
    (root / PATH).parent.rmdir()
    (root / PATH).parent.write_text("no folder")
    sync_deck(app)
    assert rows(app) == before
    for path in sorted(root.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    sync_deck(app)
    assert rows(app) == before


def test_it_keeps_what_proofs_ran_on_and_drops_it_when_the_card_changes(
    app: Flask, root: Path
) -> None:
    found = read_deck(root)
    claims = claims_of_cards(found.deck.cards, found.files)
    technology = next(one for one in found.pages if one.path == PATH)
    claims |= claims_of_page(technology, found.files)
    lines = [
        f"{name} {claim.content} {claim.proof} python 2026-11 Python 3.11.7\n"
        for name, claim in sorted(claims.items())
    ]
    (root / "proofs.lock").write_text("".join(lines), encoding="utf-8")
    assert sync_deck(app).problems == list(found.problems)
    assert proved(app) == {"prints": "Python 3.11.7", "fails": "Python 3.11.7"}
    html = "".join(section.html for section in page(app).sections)
    assert html.count("Checked by running it") == 2
    assert "Python 3.11.7 (2026-11)" in html
    cards_file = root / "topics/beta/cards.md"
    text = cards_file.read_text(encoding="utf-8")
    cards_file.write_text(text.replace("print(1 + 1)", "print(2)"), encoding="utf-8")
    sync_deck(app)
    assert proved(app) == {"fails": "Python 3.11.7"}


def proved(app: Flask) -> dict[str, str]:
    with app.app_context(), reading() as connection:
        found = connection.execute(select(cards.c.id, cards.c.proved_on))
        return {row.id: row.proved_on for row in found if row.proved_on}
