"""The migration that tells in how many ways a choice could be guessed, for answers of before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, update

from quizapp.config import bundled
from quizapp.storage.database import db, transaction
from quizapp.storage.tables import quiz_answers
from tests.support.checks import take_check
from tests.support.decks import ALPHA, SMALL_DECK, write_deck
from tests.support.logbook import Logbook

TWO_OF_FIVE = """
## Which two? {#two .choice}
- [x] a
- [x] b
- [ ] c
- [ ] d
- [ ] e

> Both.

Source: A book, chapter 2
"""


@pytest.mark.parametrize(("offered", "two_ways"), [(5, 10), (2, 2)])
def test_what_is_asked_now_says_how_many_were_to_be_chosen(
    make_app: Callable[..., Flask],
    tmp_path: Path,
    any_database_url: str,
    offered: int,
    two_ways: int,
) -> None:
    """Unless so few were offered then that it was another question."""
    deck = write_deck(
        tmp_path / "deck", SMALL_DECK | {"topics/alpha/cards.md": ALPHA + TWO_OF_FIVE}
    )
    app = make_app(deck, database_url=any_database_url)
    log = Logbook(app)
    take_check(log, "alpha", [("two", 1.0), ("pick", 1.0), ("sky", 1.0)])
    folder = str(bundled("migrations"))
    with app.app_context():
        with transaction() as connection:
            for prompt, options in (("two", offered), ("pick", 3)):
                of_prompt = update(quiz_answers).where(quiz_answers.c.prompt_id == prompt)
                connection.execute(of_prompt.values(options=options))
        downgrade(directory=folder, revision="0007")
        with db.engine.connect() as connection:
            columns = inspect(connection).get_columns("quiz_answers")
            assert "ways" not in {one["name"] for one in columns}
        upgrade(directory=folder, revision="head")
    ways = {row["prompt_id"]: row["ways"] for row in log.tables()["quiz_answers"]}
    assert ways == {"two": two_ways, "pick": 3, "sky": 0}
