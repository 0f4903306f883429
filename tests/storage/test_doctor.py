"""The doctor sees whatever no longer follows from the log, and a replay sets it right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import Boolean, Column, Float, Integer, select, text, update

from quizapp.features.upkeep.commands import doctor, rebuild
from quizapp.storage.database import reading, transaction
from quizapp.storage.tables import memories
from tests.support.logbook import Logbook
from tests.support.moments import Clock

#: What names the row; changed, it is another row's memory that is missing.
KEYS = {"learner_id", "prompt_id"}


def run(command: Any, app: Flask) -> Result:
    """A command, on the app's database."""
    return CliRunner().invoke(command, obj=lambda: app)


@pytest.fixture
def studied(app: Flask, clock: Clock) -> Logbook:
    """The local learner, who has answered a card three times on three days."""
    log = Logbook(app)
    for quality in (4, 2, 5):
        log.answer("sky", quality)
        clock.pass_time(days=8)
    return log


def other_than(column: Column[Any], value: Any) -> Any:
    """A value of the column's type that it does not have."""
    if isinstance(column.type, Boolean):
        return not value
    if isinstance(column.type, Integer | Float):
        return (value or 0) + 2
    return f"{value}-other"


@pytest.mark.parametrize("name", [one.name for one in memories.c if one.name not in KEYS])
def test_it_finds_any_column_of_a_memory_changed(studied: Logbook, name: str) -> None:
    column = memories.c[name]
    with studied.app.app_context(), transaction() as connection:
        of_sky = memories.c.prompt_id == "sky"
        kept = connection.scalar(select(column).where(of_sky))
        connection.execute(update(memories).where(of_sky).values({name: other_than(column, kept)}))
    said = run(doctor, studied.app)
    assert said.exit_code == 1
    assert f"the memory of sky is not the replay of its log ({name})" in said.output
    assert run(rebuild, studied.app).exit_code == 0
    mended = run(doctor, studied.app)
    assert (mended.exit_code, "WRONG" in mended.output) == (0, False)


@pytest.mark.parametrize("index", ["card_search", "page_search"])
@pytest.mark.parametrize(
    "damage",
    [
        "INSERT INTO {index}({index}) VALUES ('delete-all')",
        "DELETE FROM {index} WHERE rowid = (SELECT min(rowid) FROM {index}_docsize)",
        "INSERT INTO {index}(rowid, search_text) VALUES (9999, 'words of no row')",
    ],
)
def test_it_finds_a_search_index_that_lacks_words(app: Flask, index: str, damage: str) -> None:
    with app.app_context(), transaction() as connection:
        connection.execute(text(damage.format(index=index)))
    said = run(doctor, app)
    assert said.exit_code == 1
    assert f"the index {index} does not hold the words of its rows" in said.output
    assert run(rebuild, app).exit_code == 0
    assert run(doctor, app).exit_code == 0


@pytest.mark.postgres
def test_it_finds_nothing_wrong_on_postgresql(
    make_app: Callable[..., Flask], deck_folder: Any, postgres_url: str
) -> None:
    app = make_app(deck_folder, database_url=postgres_url)
    Logbook(app).answer("sky", 4)
    assert run(doctor, app).exit_code == run(rebuild, app).exit_code == 0
    with app.app_context(), reading() as connection:
        assert connection.dialect.name == "postgresql"
