"""Deck files → database: the same files change nothing, and no change loses a learner's history."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text

from quizapp.core.moment import Moment
from quizapp.core.reviews import Occasion
from quizapp.storage import session_plans
from quizapp.storage.database import Connection, db, reading, transaction
from quizapp.storage.deck_sync import SyncReport
from quizapp.storage.learners import learner, locked_learner
from quizapp.storage.tables import metadata, prompts
from quizapp.web.current import moment_of
from quizapp.web.deck import Synced, sync_deck
from tests.support.decks import ALPHA, ROADMAP
from tests.support.logbook import Logbook
from tests.support.moments import Clock

ALPHA_FILE = "topics/alpha/cards.md"
SKY = ALPHA[ALPHA.index("## Which colour") : ALPHA.index("## Idempotent")]
WITHOUT_SKY = ALPHA.replace(SKY, "")


def versions(connection: Connection) -> list[object]:
    """Something that is another thing after any row was written, even with the same values."""
    if connection.dialect.name == "sqlite":
        return [connection.execute(text("PRAGMA data_version")).scalar()]
    return [
        tuple(connection.execute(text(f"SELECT xmin::text FROM {table} ORDER BY 1")).scalars())
        for table in metadata.tables
    ]


def test_it_writes_nothing_when_nothing_has_changed(any_app: Flask, book: Logbook) -> None:
    with any_app.app_context(), db.engine.connect() as watching:
        before = versions(watching)
        watching.rollback()
        assert sync_deck(any_app).report == SyncReport(unchanged=9)
        assert versions(watching) == before
        watching.rollback()
        book.answer("list-files", 4)
        assert versions(watching) != before


def test_it_comes_to_the_same_rows_whatever_was_there_before(
    any_app: Flask, rewrite: Callable[..., Synced], book: Logbook
) -> None:
    before = book.tables()
    rewrite(WITHOUT_SKY)
    rewrite(ALPHA.replace("## Idempotent", "## Idempotency"))
    rewrite(ALPHA)
    after = book.tables()
    assert after["cards"] == before["cards"]
    assert after["prompts"] == before["prompts"]
    assert after["topics"] == before["topics"]


def test_it_retires_a_card_that_has_left_and_keeps_its_history(
    any_app: Flask, rewrite: Callable[..., Synced], book: Logbook, clock: Clock
) -> None:
    history, memory = book.history("sky"), book.kept("sky")
    assert rewrite(WITHOUT_SKY).report == SyncReport(retired=1, unchanged=8)
    assert book.row("cards", id="sky")["retired_at"] == clock.at
    assert (book.history("sky"), book.kept("sky")) == (history, memory)
    assert book.faults() == []


def test_it_brings_a_card_back_with_its_history(
    any_app: Flask, rewrite: Callable[..., Synced], book: Logbook
) -> None:
    before = book.state()
    rewrite(WITHOUT_SKY)
    assert rewrite(ALPHA).report == SyncReport(restored=1, unchanged=8)
    assert book.row("cards", id="sky")["retired_at"] is None
    after = book.state()
    assert after["memories"] == before["memories"]
    assert after["reviews"] == before["reviews"]
    assert after["due_counts"] == before["due_counts"]
    assert book.faults() == []


def test_it_never_asks_a_retired_card(
    any_app: Flask, rewrite: Callable[..., Synced], book: Logbook, clock: Clock
) -> None:
    rewrite(WITHOUT_SKY)
    clock.pass_time(days=30)
    assert "sky" not in planned(any_app)
    rewrite(ALPHA)
    assert "sky" in planned(any_app)


def test_it_keeps_a_card_when_another_takes_its_id(
    any_app: Flask, rewrite: Callable[..., Synced], book: Logbook
) -> None:
    before = book.row("cards", id="sky")["source"]
    file = Path(any_app.config["DECK"]) / "topics/alpha/aaa.md"
    file.write_text(f"---\ntopic: alpha\n---\n{SKY.replace('colour', 'shade')}", encoding="utf-8")
    found = sync_deck(any_app)
    assert [one.path for one in found.problems] == ["topics/alpha/aaa.md"]
    assert book.row("cards", id="sky")["source"] == before
    # Once the first has gone for good, its id is free: the history goes with the id.
    assert rewrite(WITHOUT_SKY).report == SyncReport(changed=1, unchanged=8)
    assert "shade" in book.row("cards", id="sky")["source"]


@pytest.mark.parametrize("sets_out", ["answer", "undo", "mark"])
def test_its_totals_leave_out_what_is_done_to_a_retired_card(
    rewrite: Callable[..., Synced], book: Logbook, sets_out: str
) -> None:
    book.start()
    rewrite(WITHOUT_SKY)
    if sets_out == "answer":
        book.answer("sky", 4)
    elif sets_out == "undo":
        book.undo()
    else:
        book.mark("sky", Occasion.SUSPEND)
    assert book.faults() == []
    rewrite(ALPHA)
    assert book.faults() == []


@pytest.mark.parametrize(
    "broken",
    [
        ALPHA.replace("{#sky level=1}", "{#sky level=9}"),
        ALPHA.replace("## Which colour has the sky? {#sky level=1}", "## {#sky"),
    ],
)
def test_it_serves_the_cards_of_a_broken_file_as_they_were(
    any_app: Flask, rewrite: Callable[..., Synced], book: Logbook, broken: str
) -> None:
    before = book.row("cards", id="sky")
    done = rewrite(broken)
    # The page names the card that cannot be read.
    assert {problem.path for problem in done.problems} == {ALPHA_FILE, "technologies/alpha.md"}
    assert done.report.retired == 0
    assert book.row("cards", id="sky") == before


def test_it_serves_the_cards_of_a_file_without_sense_as_they_were(
    any_app: Flask, deck_folder: Path, book: Logbook
) -> None:
    (deck_folder / ALPHA_FILE).write_bytes(b"\xff\xfe\x00 not text")
    assert sync_deck(any_app).report == SyncReport(unchanged=5)
    assert book.row("cards", id="sky")["retired_at"] is None


def test_it_serves_the_cards_of_a_folder_that_cannot_be_followed_as_they_were(
    any_app: Flask, deck_folder: Path, tmp_path: Path, book: Logbook
) -> None:
    alpha = deck_folder / "topics" / "alpha"
    alpha.rename(tmp_path / "elsewhere")
    alpha.symlink_to(tmp_path / "elsewhere")
    assert sync_deck(any_app).report.retired == 0
    assert book.row("cards", id="sky")["retired_at"] is None


def test_it_follows_a_new_order_of_the_roadmap(
    any_app: Flask, rewrite: Callable[..., Synced], book: Logbook
) -> None:
    first, second = ROADMAP.strip().split("\n\n")
    rewrite(f"{second}\n\n{first}".replace('needs = ["alpha"]', ""), "roadmap.toml")
    with any_app.app_context(), reading() as connection:
        order = connection.scalars(select(prompts.c.topic).order_by(prompts.c.position)).all()
    assert order == ["beta"] * 5 + ["alpha"] * 6


def planned(app: Flask) -> set[str]:
    with app.app_context(), transaction() as connection:
        who = locked_learner(connection)
        now: Moment = moment_of(learner(connection))
        return set(session_plans.plan_now(connection, who, now, more=50)[0].prompt_ids)
