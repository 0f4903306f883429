"""What a change of a card means to those who have learned it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from flask import Flask

from quizapp.core.replay import REVISED_WITHIN_DAYS
from quizapp.core.reviews import Occasion
from quizapp.storage.card_store import shown_prompt
from quizapp.storage.database import reading
from quizapp.storage.deck_sync import SyncReport
from quizapp.web.deck import Synced
from tests.support.decks import ALPHA, BETA
from tests.support.logbook import Logbook

ALPHA_FILE = "topics/alpha/cards.md"
SKY = ALPHA[ALPHA.index("## Which colour") : ALPHA.index("## Idempotent")]
WITHOUT_SKY = ALPHA.replace(SKY, "")


def test_it_caps_the_interval_after_a_change_of_meaning(
    any_app: Flask, rewrite: Callable[..., Synced], book: Logbook
) -> None:
    old = book.row("cards", id="sky")["source"]
    assert rewrite(ALPHA.replace("Blue.", "Grey.")).report == SyncReport(changed=1, unchanged=8)
    entry = book.history("sky")[-1]
    assert entry.occasion is Occasion.REVISED
    assert entry.content_hash == book.row("cards", id="sky")["content_hash"]
    memory = book.kept("sky")
    assert memory.due_day == entry.study_day + REVISED_WITHIN_DAYS
    assert memory.interval_days == 17
    assert book.faults() == []
    change = book.row("card_changes", card_id="sky")
    assert (change["change"], change["old_source"]) == ("meaning", old)


def test_it_means_nothing_to_a_learner_when_only_the_words_change(
    rewrite: Callable[..., Synced], book: Logbook
) -> None:
    before = book.state()
    rewrite(ALPHA.replace("Which colour has the sky?", "What colour has the sky?"))
    after = book.state()
    assert (after["reviews"], after["memories"]) == (before["reviews"], before["memories"])


def test_it_starts_afresh_for_a_new_rev(rewrite: Callable[..., Synced], book: Logbook) -> None:
    rewrite(ALPHA.replace("{#sky level=1}", "{#sky level=1 rev=2}"))
    assert [one.occasion for one in book.history("sky")][-1] is Occasion.RESET
    assert book.kept("sky").is_new
    assert book.faults() == []
    rewrite(ALPHA.replace("{#sky level=1}", "{#sky level=1 rev=2}").replace("Blue", "Red"))
    assert len(book.history("sky")) == 4


def test_it_lets_an_answer_be_taken_back_from_before_a_new_rev(
    rewrite: Callable[..., Synced], book: Logbook
) -> None:
    book.start()
    rewrite(ALPHA.replace("{#sky level=1}", "{#sky level=1 rev=2}"))
    for _ in range(3):
        assert [one.prompt_id for one in book.undo()] == ["sky"]
        assert book.faults() == []


def test_it_carries_memories_along_to_another_topic(
    rewrite: Callable[..., Synced], deck_folder: Path, book: Logbook
) -> None:
    book.start()
    book.answer("list-files", 4)
    memory = book.kept("list-files")
    card = BETA[BETA.index("## Which command") : BETA.index("## In which order")]
    (deck_folder / "topics/beta/cards.md").write_text(BETA.replace(card, ""), encoding="utf-8")
    moved = "---\ntopic: alpha\n---\n" + card
    assert rewrite(moved, "topics/alpha/more.md").report.moved == 1
    assert book.kept("list-files") == memory
    [row] = [row for row in book.tables(1)["memories"] if row["prompt_id"] == "list-files"]
    assert row["topic"] == "alpha"
    assert book.faults() == []


def test_it_retires_the_gap_of_a_cloze_that_has_gone(
    any_app: Flask, rewrite: Callable[..., Synced], book: Logbook
) -> None:
    book.answer("cloze-two~2", 4)
    rewrite(ALPHA.replace("==second=={2}", "second"))
    with any_app.app_context(), reading() as connection:
        assert shown_prompt(connection, "cloze-two~2").retired
        assert not shown_prompt(connection, "cloze-two~1").retired
    assert len(book.history("cloze-two~2")) in (1, 2)
    assert book.faults() == []
