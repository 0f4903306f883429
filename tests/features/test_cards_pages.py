"""The list of cards: searching, sorting, paging, marking many at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from flask import Flask

from quizapp.web.deck import sync_deck
from tests.support.card_pages import HTMX, marks_form, send_marks, text_of, titles
from tests.support.client import CheckingClient, hidden_fields
from tests.support.decks import big_deck
from tests.support.logbook import Logbook


def test_it_lists_every_prompt_of_the_deck(client: CheckingClient) -> None:
    text = text_of(client, "/cards")
    assert "11 of 11" in text
    assert titles(text).count("idempotent") == 2
    assert "Alpha topic" in text


def test_it_finds_what_is_asked_for_and_says_how_much(client: CheckingClient) -> None:
    text = text_of(client, "/cards?q=topic:beta+-kind:typed")
    assert titles(text) == ["in-order", "prints", "fails", "full-disk"]
    assert "4 of 11" in text


def test_it_gives_htmx_the_rows_alone_with_the_count(client: CheckingClient) -> None:
    text = client.get("/cards?q=sky", headers=HTMX).get_data(as_text=True)
    assert "<html" not in text
    assert titles(text) == ["sky"]
    assert 'hx-swap-oob="true">1 of 11<' in text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("is:deu", "Did you mean `is:due`?"),
        ("topic:alhpa", "Did you mean `topic:alpha`?"),
        ("kind:essay", "Use one of basic, both"),
        ("due<soon", "needs a whole number"),
    ],
)
def test_it_says_what_is_wrong_with_a_search_and_keeps_it(
    client: CheckingClient, query: str, said: str
) -> None:
    response = client.get("/cards", query_string={"q": query})
    text = unescape(response.get_data(as_text=True))
    assert response.status_code == 422
    assert said in text
    assert f'value="{query}"' in text


def test_it_offers_to_clear_a_search_that_finds_nothing(client: CheckingClient) -> None:
    text = text_of(client, "/cards?q=zebra")
    assert "No card matches this search." in text
    assert "Show all 11 cards" in text


def test_it_says_how_to_begin_when_there_are_no_cards(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    client = make_app(tmp_path / "empty").test_client()
    assert "The deck has no cards yet." in client.get("/cards").get_data(as_text=True)


def test_it_turns_pages_and_keeps_the_search(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    client = make_app(big_deck(tmp_path / "big", 120)).test_client()
    assert isinstance(client, CheckingClient)
    text = text_of(client, "/cards?q=question&sort=-question")
    assert "1–50 of 120" in text
    [next_url] = re.findall(r'href="([^"]*)" rel="next"', text)
    assert "q=question" in next_url
    assert "51–100 of 120" in text_of(client, next_url)
    assert "101–120 of 120" in text_of(client, "/cards?q=question&page=99")


def test_it_marks_the_sorted_column_and_turns_it_round(client: CheckingClient) -> None:
    text = text_of(client, "/cards?sort=question")
    assert 'aria-sort="ascending"' in text
    assert 'href="/cards?sort=-question"' in text
    assert titles(text)[0] == "idempotent"
    assert 'aria-sort="descending"' in text_of(client, "/cards?sort=-question")


def test_it_refuses_an_unknown_sort(client: CheckingClient) -> None:
    assert client.get("/cards?sort=colour").status_code == 422


def test_it_suspends_the_ticked_prompts_and_takes_it_back(
    client: CheckingClient, log: Logbook
) -> None:
    form, text = send_marks(client, mark="suspend", prompt=["sky", "pick"])
    assert "Suspended: 2 prompts." in text
    assert log.kept("sky").suspended
    assert [one.batch for one in log.history("pick")] == [form["action_id"]]
    undo = hidden_fields(text, "/cards/retractions")
    after = client.post("/cards/retractions", data=undo, follow_redirects=True)
    assert "Taken back: 2 prompts." in after.get_data(as_text=True)
    assert not log.kept("sky").suspended
    assert log.faults() == []


def test_it_counts_the_same_form_once(client: CheckingClient, log: Logbook) -> None:
    form, _ = send_marks(client, mark="suspend", prompt=["sky", "pick"])
    before = log.tables()
    text = client.post("/cards/marks", data=form, follow_redirects=True).get_data(as_text=True)
    assert "Suspended: 2 prompts." in text
    assert log.tables() == before


def test_it_leaves_new_prompts_alone_when_a_day_is_set(
    client: CheckingClient, log: Logbook
) -> None:
    log.answer("sky", 4)
    _, text = send_marks(client, mark="due", days="9", scope="found")
    assert "Set: 1 prompt. 10 prompts left alone: new, so without a day to change." in text
    assert "in 9 days" in text
    _, text = send_marks(client, mark="reset", scope="found")
    assert "Reset: 1 prompt. 10 prompts left alone: new already." in text
    assert log.kept("sky").is_new
    assert log.faults() == []


def test_it_marks_only_what_the_search_finds(client: CheckingClient, log: Logbook) -> None:
    _, text = send_marks(client, "/cards?q=topic:beta", mark="suspend", scope="found")
    assert "Suspended: 5 prompts." in text
    assert not log.kept("sky").suspended


def test_it_takes_nothing_back_when_something_else_was_done_since(
    client: CheckingClient, log: Logbook
) -> None:
    _, text = send_marks(client, mark="suspend", prompt=["sky"])
    log.answer("pick", 4)
    after = client.post(
        "/cards/retractions",
        data=hidden_fields(text, "/cards/retractions"),
        follow_redirects=True,
    ).get_data(as_text=True)
    assert "so that was not taken back" in after
    assert log.kept("sky").suspended
    assert log.kept("pick").reviews == 1


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"mark": "suspend"}, "No card is ticked"),
        ({"mark": "burn", "prompt": "sky"}, "it must be one of: suspend"),
        ({"mark": "due", "days": "36501", "prompt": "sky"}, "from 0 to 36500"),
        ({"mark": "suspend", "prompt": "sky", "action_id": "x"}, "out of date"),
        ({"mark": "suspend", "scope": "found", "q": "is:x"}, "There is no `is:x`"),
    ],
)
def test_it_refuses_marks_in_a_sentence_and_keeps_the_list(
    client: CheckingClient, log: Logbook, values: dict[str, str], said: str
) -> None:
    form = {"scope": "ticked", "days": "0", **marks_form(client), **values}
    response = client.post("/cards/marks", data=form)
    assert response.status_code == 422
    assert said in unescape(response.get_data(as_text=True))
    assert log.tables()["reviews"] == []


def test_it_finds_nothing_to_mark_for_an_unknown_id(client: CheckingClient, log: Logbook) -> None:
    form = {**marks_form(client), "scope": "ticked", "mark": "suspend"}
    for unknown in ("no-such-card", "sky~9", "a" * 5000):
        response = client.post("/cards/marks", data={**form, "prompt": ["sky", unknown]})
        assert response.status_code == 404
        assert "There is no card with the id" in response.get_data(as_text=True)
    assert log.tables()["reviews"] == []


def test_it_passes_over_cards_that_left_the_deck(
    client: CheckingClient, app: Flask, deck_folder: Path, log: Logbook
) -> None:
    form = {**marks_form(client), "scope": "ticked", "mark": "suspend"}
    (deck_folder / "topics/beta/cards.md").unlink()
    sync_deck(app)
    done = client.post(
        "/cards/marks", data={**form, "prompt": ["sky", "prints"]}, follow_redirects=True
    )
    assert "Suspended: 1 prompt." in done.get_data(as_text=True)
    assert not log.kept("prints").suspended
