"""Cards as the pages need them: who is due, who is new, what changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from quizapp.core.errors import NotFound
from quizapp.core.reviews import Occasion, Review
from quizapp.storage import card_store
from quizapp.storage.database import reading
from quizapp.web.deck import sync_deck
from tests.support.decks import ALPHA
from tests.support.logbook import Logbook
from tests.support.moments import Clock

TODAY = 739768
IN_ORDER_OF_LEARNING = [
    *("sky", "idempotent", "cloze-two~1", "pick", "idempotent~reverse", "cloze-two~2"),
    *("list-files", "prints", "fails", "full-disk"),
]


def due(log: Logbook, day: int) -> set[str]:
    with log.app.app_context(), reading() as connection:
        found = card_store.due_candidates(connection, log.learner_id, day)
    return {one.prompt_id for one in found}


def new(log: Logbook, most: int = 50, day: int = TODAY) -> list[str]:
    with log.app.app_context(), reading() as connection:
        found = card_store.new_candidates(connection, log.learner_id, day, most)
    return [one.prompt_id for one in found]


def drills(log: Logbook, day: int = TODAY) -> list[str]:
    with log.app.app_context(), reading() as connection:
        return card_store.drills(connection, log.learner_id, day)


def test_it_shows_a_prompt_with_its_card_and_topic(any_app: Flask) -> None:
    with any_app.app_context(), reading() as connection:
        shown = card_store.shown_prompt(connection, "idempotent~reverse")
    assert (shown.card_id, shown.part, shown.kind) == ("idempotent", "reverse", "both")
    assert (shown.topic, shown.topic_title) == ("alpha", "Alpha topic")
    assert (shown.title, shown.path) == ("Idempotent", "topics/alpha/cards.md")
    assert shown.anchor == "guide.md#first-things"
    assert shown.retired is False


def test_it_shows_all_prompts_of_a_card_in_order(any_app: Flask) -> None:
    with any_app.app_context(), reading() as connection:
        shown = card_store.shown_prompts_of(connection, "cloze-two")
    assert [one.id for one in shown] == ["cloze-two~1", "cloze-two~2"]


@pytest.mark.parametrize("wanted", ["moon", "", "sky' OR 1=1", "sky\x00", "é" * 500])
def test_it_says_so_when_there_is_no_such_card(any_app: Flask, wanted: str) -> None:
    for look in (card_store.shown_prompt, card_store.shown_prompts_of, card_store.topic_of):
        with (
            any_app.app_context(),
            reading() as connection,
            pytest.raises(NotFound, match="There is no card with the id"),
        ):
            look(connection, wanted)


def test_it_lists_the_roadmap_in_order_with_the_number_of_prompts(any_app: Flask) -> None:
    with any_app.app_context(), reading() as connection:
        lines = card_store.topic_lines(connection)
    assert [(line.topic.id, line.topic.needs, line.prompts) for line in lines] == [
        ("alpha", (), 6),
        ("beta", ("alpha",), 5),
    ]


def test_it_gives_new_prompts_in_the_order_of_learning(log: Logbook) -> None:
    assert new(log) == IN_ORDER_OF_LEARNING
    assert new(log, most=3) == IN_ORDER_OF_LEARNING[:3]
    assert new(log, most=0) == []


def test_it_takes_a_prompt_as_new_until_it_was_reviewed(log: Logbook) -> None:
    log.mark("sky", Occasion.FLAG)
    log.write(Review("pick", Occasion.QUIZ, 0, 0, log.minted(), quality=4))
    assert new(log) == IN_ORDER_OF_LEARNING
    log.answer("sky", 2)
    assert new(log) == IN_ORDER_OF_LEARNING[1:]
    log.undo()
    assert new(log) == IN_ORDER_OF_LEARNING


def test_it_has_a_prompt_due_from_its_day_on(log: Logbook) -> None:
    log.answer("sky", 5)
    log.answer("sky", 5)
    assert [day for day in range(TODAY, TODAY + 9) if "sky" in due(log, day)] == [
        TODAY + 6,
        TODAY + 7,
        TODAY + 8,
    ]


def test_it_never_gives_what_another_learner_has_due(log: Logbook) -> None:
    assert due(log, TODAY + 100) == {"in-order"}
    assert due(Logbook(log.app, 3), TODAY + 100) == set()


def test_it_leaves_out_what_is_suspended_and_gives_it_back(log: Logbook) -> None:
    log.answer("sky", 5)
    for prompt in ("sky", "pick"):
        log.mark(prompt, Occasion.SUSPEND)
    assert "sky" not in due(log, TODAY + 100)
    assert "pick" not in new(log)
    for prompt in ("sky", "pick"):
        log.mark(prompt, Occasion.UNSUSPEND)
    assert "sky" in due(log, TODAY + 100)
    assert "pick" in new(log)


def test_it_leaves_out_what_is_buried_until_the_next_day(log: Logbook, clock: Clock) -> None:
    log.answer("sky", 5)
    clock.pass_time(days=3)
    for prompt in ("sky", "pick"):
        log.mark(prompt, Occasion.BURY)
    assert "sky" not in due(log, TODAY + 3)
    assert "sky" in due(log, TODAY + 4)
    assert "pick" not in new(log, day=TODAY + 3)
    assert "pick" in new(log, day=TODAY + 4)


def test_it_has_what_lapsed_today_to_be_repeated_today(log: Logbook) -> None:
    log.answer("sky", 2)
    log.answer("pick", 5)
    assert drills(log) == ["sky"]
    assert drills(log, TODAY + 1) == []
    log.answer("sky", 4)
    assert drills(log) == []


def test_it_tells_what_a_learner_saw_before_the_meaning_changed(
    log: Logbook, deck_folder: Path, clock: Clock
) -> None:
    file = deck_folder / "topics/alpha/cards.md"
    text = ALPHA

    def rewritten(old: str, new: str) -> str:
        nonlocal text
        text = text.replace(old, new)
        clock.pass_time(minutes=1)
        file.write_text(text, encoding="utf-8")
        sync_deck(log.app)
        with log.app.app_context(), reading() as connection:
            return card_store.shown_prompt(connection, "sky").content_hash

    def revision(seen: str) -> str | None:
        with log.app.app_context(), reading() as connection:
            return card_store.revision_of(connection, "sky", seen)

    with log.app.app_context(), reading() as connection:
        first = card_store.shown_prompt(connection, "sky").content_hash
    assert revision(first) is None
    reworded = rewritten("Which colour has", "What colour has")
    assert revision(first) is None
    grey = rewritten("Blue.", "Grey.")
    assert "Blue." in str(revision(first))
    assert "Which colour" in str(revision(first))
    assert "What colour" in str(revision(reworded))
    assert revision(grey) is None
    rewritten("What colour has", "Which hue has")
    assert revision(grey) is None
    assert "Blue." in str(revision(reworded))
    hue = rewritten("Which hue has", "What hue has")
    rewritten("What hue has", "What tint has")
    assert revision(hue) is None
    assert revision("") is None


def test_new_prompts_of_topics_left_out_are_not_offered(log: Logbook) -> None:
    with log.app.app_context(), reading() as connection:
        found = card_store.new_candidates(connection, log.learner_id, TODAY, 50, {"alpha"})
    assert {one.topic for one in found} == {"beta"}
    assert [one.prompt_id for one in found] == [
        one for one in new(log) if one in {"list-files", "prints", "fails", "full-disk", "in-order"}
    ]


def test_what_was_asked_or_brought_to_a_day_is_not_new_any_more(log: Logbook) -> None:
    log.answer("sky", 4)
    with log.app.app_context(), reading() as connection:
        wanted = ("sky", "pick", "prints")
        found = card_store.new_among(connection, log.learner_id, wanted, {"alpha"})
        none = card_store.new_among(connection, log.learner_id, wanted, ())
    assert found == {"pick"}
    assert none == set()
