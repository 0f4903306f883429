"""An answer that cannot count is refused with a sentence, and nothing is lost or counted twice."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.features.conftest import Open
from tests.support.client import CheckingClient
from tests.support.dump import dump
from tests.support.journey import Fields, Journey, Page


@pytest.fixture(params=["plain", "htmx"])
def learner(request: pytest.FixtureRequest, client: CheckingClient) -> Journey:
    """The same refusals for a plain form and for htmx."""
    return Journey(client, htmx=request.param == "htmx")


def _open(learner: Journey) -> Page:
    """The first card of a session, answer shown; pages come whole for the start."""
    whole = Journey(learner.client)
    return learner.reveal(whole.start(more="20"))


def _fields(page: Page, **changed: str) -> Fields:
    fields = page.form("/review/answers")
    fields.setlistdefault("grade", ["good"])
    for name, value in changed.items():
        fields[name] = value
    return fields


def test_it_counts_the_same_answer_once(app: Flask, learner: Journey) -> None:
    fields = _fields(_open(learner))
    once = learner.post("/review/answers", fields)
    before = dump(app)
    for _ in range(5):
        again = learner.post("/review/answers", fields)
        assert again.status == 200
        assert again.prompt_id == once.prompt_id
    assert dump(app) == before


def test_it_counts_the_first_of_two_grades_for_one_showing(app: Flask, learner: Journey) -> None:
    page = _open(learner)
    learner.post("/review/answers", _fields(page, grade="easy"))
    before = dump(app)
    assert learner.post("/review/answers", _fields(page, grade="again")).status == 200
    assert dump(app) == before


def test_it_refuses_an_answer_from_a_window_that_is_behind(app: Flask, learner: Journey) -> None:
    one = _open(learner)
    other = learner.reveal(Journey(learner.client).get("/review"))
    assert one.form("/review/answers")["answer_id"] != other.form("/review/answers")["answer_id"]
    following = learner.post("/review/answers", _fields(one))
    before = dump(app)
    refused = learner.post("/review/answers", _fields(other, grade="again"))
    assert refused.status == 409
    assert refused.prompt_id == following.prompt_id
    sentence = refused.words("p", role="alert")
    assert "answered in another window" in sentence
    assert "Nothing was changed" in sentence
    assert dump(app) == before


def test_it_refuses_a_mark_from_a_window_that_is_behind(app: Flask, learner: Journey) -> None:
    page = _open(learner)
    learner.post("/review/answers", _fields(page))
    before = dump(app)
    other = _fields(page, mark="suspend", answer_id=page.form("/review/answers")["answer_id"] + "x")
    assert learner.post("/review/marks", other).status == 409
    assert dump(app) == before


@pytest.mark.parametrize("grade", ["", "5", "4", "best", "Good", "good ", "good,easy", "0"])
def test_it_names_the_allowed_grades(grade: str, app: Flask, learner: Journey) -> None:
    page = _open(learner)
    before = dump(app)
    refused = learner.post("/review/answers", _fields(page, grade=grade))
    assert refused.status == 422
    sentence = refused.words("p", role="alert")
    if grade in ("0", "4", "5"):
        assert sentence.startswith("The settings have changed which grades there are")
    else:
        assert "The grade is " in sentence
        assert "must be one of: again, hard, good, easy" in sentence
    assert dump(app) == before


def test_it_shows_the_card_again_with_the_grades_that_there_are_now(
    app: Flask, learner: Journey
) -> None:
    page = _open(learner)
    other = Journey(learner.client)
    other.send(other.get("/settings"), "/settings", grade_scale="6")
    before = dump(app)
    refused = learner.post("/review/answers", _fields(page, grade="good"))
    assert refused.status == 422
    assert "nothing was counted" in refused.words("p", role="alert")
    assert dump(app) == before
    assert refused.prompt_id == page.prompt_id
    assert refused.is_revealed
    assert refused.grades == ["0", "1", "2", "3", "4", "5"]
    fields = ("answer_id", "seen")
    form, was = refused.form("/review/answers"), page.form("/review/answers")
    assert [form[name] for name in fields] == [was[name] for name in fields]
    done = learner.send(refused, "/review/answers", grade="4")
    assert done.prompt_id not in ("", page.prompt_id)


def test_it_asks_again_for_an_answer_that_the_program_checks(open_card: Open) -> None:
    plain, page = open_card("pick")
    page = plain.reveal(page)
    refused = plain.post("/review/answers", _fields(page, grade="5"))
    assert (refused.status, refused.prompt_id, refused.is_revealed) == (422, "pick", False)
    assert plain.grade(refused).words("h1") == "Done for today"


def test_a_refusal_is_said_on_the_end_page_too(open_card: Open) -> None:
    plain, page = open_card("sky")
    done = plain.grade(page)
    refused = plain.post("/review/sessions", {"more": "501"})
    assert refused.status == 422
    assert refused.words("h1") == done.words("h1")
    assert "The number of cards is ‘501’" in refused.words("p", role="alert")


def test_it_wants_a_grade(app: Flask, learner: Journey) -> None:
    fields = _fields(_open(learner))
    del fields["grade"]
    before = dump(app)
    assert learner.post("/review/answers", fields).status == 422
    assert dump(app) == before


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"prompt_id": "nothing-here"}, 404),
        ({"prompt_id": ""}, 404),
        ({"prompt_id": "sky~9"}, 404),
        ({"prompt_id": "a" * 5000}, 404),
        ({"answer_id": ""}, 422),
        ({"answer_id": "made-up"}, 422),
        ({"answer_id": "0.0.0"}, 422),
        ({"answer_id": "zz.0123456789abcdef.nonce-123"}, 422),
        ({"answer_id": "1.0123456789abcdef.nonce-123\n"}, 422),
        ({"answer_id": "1.0123456789abcdef." + "n" * 33}, 422),
        ({"seen": ""}, 422),
        ({"seen": "-1"}, 422),
        ({"seen": "one"}, 422),
        ({"seen": "99999999999"}, 422),
        ({"seen": "7"}, 409),
        ({"given": "a" * 2001}, 422),
    ],
)
def test_it_refuses_a_form_that_no_page_has_made(
    changed: dict[str, str], status: int, app: Flask, learner: Journey
) -> None:
    page = _open(learner)
    before = dump(app)
    for path in ("/review/answers", "/review/marks"):
        sent = _fields(page, mark="flag", **changed)
        assert learner.post(path, sent).status == status, path
    assert dump(app) == before


@pytest.mark.parametrize("mark", ["", "reset", "delete", "FLAG"])
def test_it_names_the_allowed_marks(mark: str, learner: Journey) -> None:
    refused = learner.post("/review/marks", _fields(_open(learner), mark=mark))
    assert refused.status == 422
    assert "suspend, bury, flag, unflag" in refused.text


@pytest.mark.parametrize("entry", ["", "0", "-1", "x", "3000000000"])
def test_it_takes_nothing_back_for_an_entry_that_never_was(
    entry: str, app: Flask, learner: Journey
) -> None:
    learner.post("/review/answers", _fields(_open(learner)))
    before = dump(app)
    assert learner.post("/review/retractions", {"entry": entry}).status == 422
    assert dump(app) == before


def test_it_takes_nothing_back_for_an_entry_that_is_not_the_last(
    app: Flask, learner: Journey
) -> None:
    following = learner.post("/review/answers", _fields(_open(learner)))
    before = dump(app)
    assert learner.post("/review/retractions", {"entry": "999"}).prompt_id == following.prompt_id
    assert dump(app) == before


@pytest.mark.parametrize("more", ["", "0", "501", "-3", "many"])
def test_it_says_how_many_more_cards_can_be_asked_for(more: str, learner: Journey) -> None:
    refused = learner.post("/review/sessions", {"more": more})
    assert refused.status == 422
    assert "from 1 to 500" in refused.text


def test_it_gives_a_fragment_to_htmx_and_a_page_to_others(client: CheckingClient) -> None:
    Journey(client).start(more="20")
    for path in ("/review", "/review/why/sky"):
        whole, part = Journey(client).get(path), Journey(client, htmx=True).get(path)
        assert whole.text.startswith("<!doctype html>")
        assert not part.text.startswith("<!doctype")
        assert not part.all("nav")
        assert len(part.text) < len(whole.text)
    restored = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    text = client.get("/review", headers=restored).get_data(as_text=True)
    assert text.startswith("<!doctype html>")


def test_it_answers_htmx_with_the_next_card_at_once(client: CheckingClient) -> None:
    page = _open(Journey(client, htmx=True))
    response = client.post("/review/answers", data=_fields(page), headers={"HX-Request": "true"})
    assert response.status_code == 200
    following = Page(response)
    assert following.prompt_id not in ("", page.prompt_id)
    assert Journey(client).get("/review").prompt_id == following.prompt_id
