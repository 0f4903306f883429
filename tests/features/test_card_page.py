"""One card's page, and its editor."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from flask import Flask

from quizapp.core.proof_results import claims_of_cards
from quizapp.core.replay import Policy
from quizapp.storage.database import reading
from quizapp.storage.deck_folder import read_deck
from quizapp.storage.log_views import entries_of_prompt
from quizapp.web.deck import sync_deck
from tests.support.card_pages import HTMX, edit_form, marks_form, text_of, titles
from tests.support.client import CheckingClient
from tests.support.journey import Journey, words_of
from tests.support.logbook import Logbook
from tests.support.moments import Clock

ONE = "## One {#sky}\nAn answer.\n\n> A reason.\n\nSource: [First things](guide.md#first-things)"


@pytest.mark.parametrize(
    "card_id",
    ["sky", "idempotent", "cloze-two", "pick", "list-files", "in-order", "prints", "fails"],
)
def test_it_shows_every_kind_of_card(client: CheckingClient, log: Logbook, card_id: str) -> None:
    text = text_of(client, f"/cards/{card_id}")
    assert "Nothing has happened to it yet." in text
    assert f'href="/cards/{card_id}/edit"' in text


def test_it_shows_memory_and_history_of_a_card(
    client: CheckingClient, log: Logbook, clock: Clock
) -> None:
    for days in (0, 1, 6):
        clock.pass_time(days=days)
        log.answer("sky", 4)
    log.answer("sky", 2)
    log.undo()
    text = text_of(client, "/cards/sky")
    assert "You graded it 4 three times in a row: 1 day, then 6 days, then 6 × 2.50" in text
    assert "= 15 days." in text
    assert "<s>2</s>" in text
    assert "taken back" in text
    assert 'class="curve__line" points="40.0,10.0' in text
    assert "8 Jun 2026, 12:00" in text
    assert 'href="/hub/alpha#first-things"' in text


def test_it_explains_with_the_numbers_of_fsrs(client: CheckingClient, log: Logbook) -> None:
    log.choose(Policy("fsrs", 0.9))
    log.answer("sky", 4)
    text = text_of(client, "/cards/sky")
    assert "FSRS puts its stability at 2.3 days" in text
    assert "You aim at a recall of 90 %, which makes 2 days" in text


def test_it_flags_a_card_and_comes_back_to_its_page(client: CheckingClient, log: Logbook) -> None:
    form = marks_form(client, "/cards/idempotent")
    response = client.post(
        "/cards/marks",
        data={**form, "prompt": ["idempotent", "idempotent~reverse"], "mark": "flag"},
    )
    assert response.status_code == 303
    assert response.location.startswith("/cards/idempotent?action=")
    assert "Flagged: 2 prompts." in text_of(client, response.location)
    assert log.kept("idempotent~reverse").flagged


def test_it_answers_404_for_an_unknown_card(client: CheckingClient) -> None:
    for path in ("/cards/nothing", "/cards/nothing/edit"):
        assert client.get(path).status_code == 404
    assert client.post("/cards/nothing", data={"block": "x"}).status_code == 404


def test_it_says_that_a_card_is_retired(
    app: Flask, client: CheckingClient, deck_folder: Path, log: Logbook
) -> None:
    log.answer("full-disk", 4)
    file = deck_folder / "topics/beta/cards.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("## The disk is full")], encoding="utf-8")
    sync_deck(app)
    page = text_of(client, "/cards/full-disk")
    assert "no longer in the deck" in page
    assert "Review" in page
    assert "readonly" in text_of(client, "/cards/full-disk/edit")
    assert "full-disk" not in titles(text_of(client, "/cards"))


def test_it_writes_nothing_when_pages_are_read(client: CheckingClient, log: Logbook) -> None:
    log.answer("sky", 4)
    before = log.tables()
    for path in ("/cards", "/cards?q=sky", "/cards/sky", "/cards/sky/edit"):
        assert client.get(path).status_code == 200
    assert log.tables() == before


def test_it_shows_before_saving_what_a_change_means(client: CheckingClient) -> None:
    form = edit_form(client, "sky")
    for old, new, said in [
        ("Blue.", "Blue.", "The text is the same"),
        ("level=1", "level=2", "A cosmetic change"),
        ("Which colour has", "What colour does have", "A change of wording"),
        ("Blue.", "Green.", "A change of meaning"),
        ("level=1", "level=1 rev=2", "A fresh start"),
    ]:
        block = form["block"].replace(old, new)
        for headers in ({}, HTMX):
            response = client.post(
                "/cards/sky/previews", data={**form, "block": block}, headers=headers
            )
            assert response.status_code == 200
            assert said in response.get_data(as_text=True)


def test_it_saves_into_the_file_and_says_what_changed(
    client: CheckingClient, deck_folder: Path, log: Logbook
) -> None:
    log.answer("sky", 4)
    form = edit_form(client, "sky")
    form["block"] = form["block"].replace("Blue.", "Green.").replace("\n", "\r\n")
    response = client.post("/cards/sky", data=form)
    assert response.status_code == 303
    text = text_of(client, response.location)
    assert "Its meaning changed" in text
    assert "Green." in text
    assert "Green." in (deck_folder / "topics/alpha/cards.md").read_text(encoding="utf-8")
    assert "Meaning changed" in text
    assert len(log.history("sky")) == 2


def test_it_refuses_a_text_with_all_its_problems_and_keeps_it(
    client: CheckingClient, deck_folder: Path
) -> None:
    before = (deck_folder / "topics/alpha/cards.md").read_bytes()
    form = edit_form(client, "pick")
    form["block"] = form["block"].replace("- [x]", "- [ ]").replace(".choice", ".choice levle=3")
    for path in ("/cards/pick", "/cards/pick/previews"):
        response = client.post(path, data=form)
        text = unescape(response.get_data(as_text=True))
        assert response.status_code == 422
        assert "Line 1: There is no field `levle`. Did you mean `level`?" in text
        assert text.count("<li>Line ") == 2
        assert "levle=3" in text
    assert (deck_folder / "topics/alpha/cards.md").read_bytes() == before


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ("", "This is not one card."),
        ("Some words", "This is not one card."),
        (f"{ONE}\n\n{ONE.replace('sky', 'two')}", "This is not one card."),
        (ONE.replace("sky", "other"), "The id was changed to `other`"),
    ],
)
def test_it_saves_one_card_under_its_own_id_only(
    client: CheckingClient, block: str, said: str
) -> None:
    response = client.post("/cards/sky", data={**edit_form(client, "sky"), "block": block})
    assert response.status_code == 422
    assert said in unescape(response.get_data(as_text=True))


def test_it_refuses_to_overwrite_what_someone_else_saved(
    client: CheckingClient, deck_folder: Path
) -> None:
    form = edit_form(client, "sky")
    file = deck_folder / "topics/alpha/cards.md"
    file.write_text(file.read_text(encoding="utf-8").replace("Blue.", "Red."), encoding="utf-8")
    response = client.post("/cards/sky", data={**form, "block": form["block"] + "\n\n> Why."})
    text = unescape(response.get_data(as_text=True))
    assert response.status_code == 409
    assert "Red." in file.read_text(encoding="utf-8")
    assert "> Why." in text


def test_it_says_at_once_that_a_file_cannot_be_written(
    client: CheckingClient, deck_folder: Path
) -> None:
    (deck_folder / "topics/alpha/cards.md").chmod(0o444)
    text = text_of(client, "/cards/sky/edit")
    assert "cannot be written" in text
    assert "readonly" in text
    assert "Save</button>" not in text


@pytest.mark.parametrize(
    ("given", "location"),
    [
        ("/review", "/review"),
        ("/cards?q=sky&page=2", "/cards?q=sky&page=2"),
        ("//evil.example", "/cards/sky"),
        ("/\\evil.example", "/cards/sky"),
        ("/\t/evil.example", "/cards/sky"),
        ("https://evil.example", "/cards/sky"),
        ("evil.example", "/cards/sky"),
        ("", "/cards/sky"),
        ("/x\r\nSet-Cookie: a=b", "/cards/sky"),
    ],
)
def test_it_leads_back_to_pages_of_its_own_only(
    client: CheckingClient, given: str, location: str
) -> None:
    form = {**edit_form(client, "sky"), "next": given}
    form["block"] = form["block"].replace("level=1", "level=3")
    response = client.post("/cards/sky", data=form)
    assert response.status_code == 303
    assert response.location.partition("?saved")[0] == location


def test_it_keeps_entries_that_were_taken_back_in_the_history(app: Flask, log: Logbook) -> None:
    log.answer("sky", 4)
    log.undo()
    with app.app_context(), reading() as connection:
        [entry] = entries_of_prompt(connection, 1, "sky")
    assert entry.retracted_at is not None


def test_it_names_what_a_proof_ran_on_and_only_where_it_did(
    make_app: Callable[..., Flask], deck_folder: Path
) -> None:
    found = read_deck(deck_folder)
    claim = claims_of_cards(found.deck.cards, found.files)["prints"]
    line = f"prints {claim.content} {claim.proof} python 2026-11 Python 3.11.7\n"
    (deck_folder / "proofs.lock").write_text(line, encoding="utf-8")
    learner = Journey(make_app(deck_folder).test_client())
    assert "Checked by running it Python 3.11.7" in words_of(learner.get("/cards/prints").tree)
    assert "Checked by running it" not in learner.get("/cards/fails").text
    page = learner.start(more="20")
    while page.prompt_id != "prints":
        page = learner.grade(page)
    assert "Checked by running it Python 3.11.7" in words_of(learner.reveal(page).tree)
