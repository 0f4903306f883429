"""A PostgreSQL server that ends our connections: said in a sentence, and mended by itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from flask import Flask

from quizapp.core.answer_ids import mint
from tests.support.client import hidden_fields
from tests.support.logbook import HASH
from tests.support.moments import Clock

END_ALL = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


def end_connections(url: str) -> None:
    """What a restart of the server does to those who are connected."""
    with psycopg.connect(url, autocommit=True) as connection:
        ended = connection.execute(END_ALL).fetchall()
    assert ended, "nobody was connected"


@pytest.mark.postgres
@pytest.mark.parametrize("path", ["/", "/review", "/settings", "/hub/alpha"])
def test_a_page_is_refused_with_a_sentence_once_and_then_there(
    make_app: Callable[..., Flask], deck_folder: Path, postgres_url: str, path: str
) -> None:
    client = make_app(deck_folder, database_url=postgres_url).test_client()
    assert client.post("/review/sessions", data={"start": "1"}).status_code == 303
    assert client.get(path).status_code == 200
    end_connections(postgres_url)
    refused = client.get(path)
    assert refused.status_code == 503
    assert refused.headers["Retry-After"] == "5"
    assert "The database closed the connection." in refused.get_data(as_text=True)
    assert client.get(path).status_code == 200


@pytest.mark.postgres
def test_an_answer_that_met_a_lost_connection_can_be_sent_again(
    make_app: Callable[..., Flask], deck_folder: Path, postgres_url: str, clock: Clock
) -> None:
    app = make_app(deck_folder, database_url=postgres_url)
    client = app.test_client()
    assert client.post("/review/sessions", data={"start": "1"}).status_code == 303
    shown_as = {"prompt_id": "sky", "answer_id": mint(clock.at, HASH, "x" * 8), "seen": 0}
    shown = client.get("/review/answer", query_string=shown_as)
    form = hidden_fields(shown.get_data(as_text=True), "/review/answers") | {"grade": "good"}
    end_connections(postgres_url)
    assert client.post("/review/answers", data=form).status_code == 503
    assert client.post("/review/answers", data=form).status_code == 303
    with psycopg.connect(postgres_url) as connection:
        assert connection.execute("SELECT count(*) FROM reviews").fetchone() == (1,)
