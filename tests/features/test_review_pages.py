"""A whole review through the pages, without JavaScript: start, reveal, grade, undo, end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.support.client import CheckingClient
from tests.support.decks import write_deck
from tests.support.journey import Journey, Page, words_of
from tests.support.live import deck_of
from tests.support.moments import Clock

ALL = 11
GRADES = ["again", "hard", "good", "easy"]


@pytest.fixture
def learner(client: CheckingClient) -> Journey:
    return Journey(client)


@pytest.fixture
def one_card(make_app: Callable[..., Flask], tmp_path: Path) -> Journey:
    """A deck of the one plain card `sky`."""
    return Journey(make_app(write_deck(tmp_path / "one", deck_of("sky"))).test_client())


def _progress(page: Page) -> str:
    return words_of(page.by_class("review-top__count")[0])


def _rest(learner: Journey, page: Page) -> list[str]:
    """Answer all that is left; the prompts that were asked."""
    asked = []
    while page.prompt_id:
        asked.append(page.prompt_id)
        page = learner.grade(page)
    return asked


def test_it_asks_every_prompt_once_and_ends(learner: Journey) -> None:
    page = learner.start(more="20")
    asked = []
    while page.prompt_id:
        asked.append(page.prompt_id)
        page = learner.grade(page, "good")
    assert len(asked) == len(set(asked)) == ALL
    assert page.words("h1") == "Done for today"
    assert re.search(rf"{ALL} (answer|card)s in \d+ minute", page.text)
    assert "11 of 11 at first try" in page.text


def test_it_leads_from_an_address_without_a_session_to_today(learner: Journey) -> None:
    response = learner.client.get("/review")
    assert (response.status_code, response.headers["Location"]) == (302, "/")


def test_it_goes_on_where_the_learner_left(learner: Journey) -> None:
    first = learner.start(more="20")
    second = learner.grade(first)
    assert learner.get("/review").prompt_id == second.prompt_id
    assert learner.send(learner.get("/"), "/review/sessions").prompt_id == second.prompt_id


def test_it_redirects_after_each_form_so_a_reload_sends_nothing_again(learner: Journey) -> None:
    page = learner.start(more="20")
    fields = learner.reveal(page).form("/review/answers")
    fields["grade"] = "good"
    response = learner.client.post("/review/answers", data=fields)
    assert (response.status_code, response.headers["Location"]) == (303, "/review")


def test_it_shows_the_answer_and_the_same_form_again(one_card: Journey) -> None:
    page = one_card.start()
    assert page.prompt_id == "sky"
    assert not page.is_revealed
    shown = one_card.reveal(page)
    assert shown.is_revealed
    assert "Blue." in words_of(shown.all("section", id="answer")[0])
    assert "The reason why this is so" in shown.text
    assert shown.grades == GRADES
    before, after = page.form("/review/answer"), shown.form("/review/answers")
    for name in ("prompt_id", "answer_id", "seen"):
        assert before[name] == after[name]


def test_it_shows_what_each_grade_leads_to(one_card: Journey) -> None:
    shown = one_card.reveal(one_card.start())
    intervals = [words_of(one) for one in shown.by_class("grade__interval")]
    assert len(intervals) == 4
    assert intervals[0].startswith("in ")
    assert intervals[0].endswith("min")
    assert all("day" in one for one in intervals[1:])


def test_it_counts_what_is_done(learner: Journey) -> None:
    page = learner.start(more="20")
    assert _progress(page).startswith(f"0 of {ALL}")
    page = learner.grade(learner.grade(page))
    assert _progress(page).startswith(f"2 of {ALL}")
    (bar,) = page.all("progress")
    assert (bar.get("value"), bar.get("max")) == ("2", str(ALL))


def test_it_asks_a_forgotten_card_again_at_the_end_until_it_is_known(learner: Journey) -> None:
    page = learner.start(more="20")
    first = page.prompt_id
    asked: Counter[str] = Counter()
    again = ["again", "hard", "good"]
    while page.prompt_id:
        asked[page.prompt_id] += 1
        if asked[page.prompt_id] > 1:
            assert page.prompt_id == first
            assert len(asked) == ALL, "it came back before the others were asked"
        grade = again[asked[first] - 1] if page.prompt_id == first else "good"
        page = learner.grade(page, grade)
    assert asked.pop(first) == 3
    assert set(asked.values()) == {1}
    assert "10 of 11 at first try" in page.text


def test_it_takes_back_the_last_answer(learner: Journey) -> None:
    first = learner.start(more="20")
    second = learner.grade(first, "easy")
    back = learner.send(second, "/review/retractions")
    assert back.prompt_id == first.prompt_id
    assert _progress(back) == _progress(first)
    assert not back.all("form", action="/review/retractions")


def test_it_takes_back_one_answer_after_the_other_and_each_once(learner: Journey) -> None:
    pages = [learner.start(more="20")]
    for _ in range(4):
        pages.append(learner.grade(pages[-1]))
    page = pages[-1]
    for expected in reversed(pages[:-1]):
        old, page = page, learner.send(page, "/review/retractions")
        assert page.prompt_id == expected.prompt_id
        assert learner.send(old, "/review/retractions").prompt_id == expected.prompt_id


def test_it_takes_back_the_answer_that_ended_the_session(one_card: Journey) -> None:
    page = one_card.start()
    done = one_card.grade(page)
    assert done.words("h1") == "Done for today"
    assert one_card.send(done, "/review/retractions").prompt_id == "sky"


@pytest.mark.parametrize("mark", ["bury", "suspend"])
def test_it_sets_a_card_aside(mark: str, learner: Journey, clock: Clock) -> None:
    first = learner.start(more="20")
    page = learner.send(first, "/review/marks", mark=mark)
    asked = _rest(learner, page)
    assert first.prompt_id not in asked
    assert len(asked) == ALL - 1
    clock.pass_time(days=1)
    assert (first.prompt_id in _rest(learner, learner.start(more="20"))) is (mark == "bury")


def test_it_flags_a_card_and_takes_the_flag_off(learner: Journey) -> None:
    first = learner.start(more="20")
    flagged = learner.send(first, "/review/marks", mark="flag")
    assert flagged.prompt_id == first.prompt_id
    assert "Flagged to fix" in flagged.text
    clear = learner.send(flagged, "/review/marks", mark="unflag")
    assert clear.prompt_id == first.prompt_id
    assert "Flagged to fix" not in clear.text


def test_it_asks_on_another_day_what_was_planned_for_it(one_card: Journey, clock: Clock) -> None:
    assert one_card.grade(one_card.start()).words("h1") == "Done for today"
    clock.pass_time(days=1)
    page = one_card.start()
    assert page.prompt_id == "sky"
    assert "in 6 days" in page.text or "6 days" in page.text
