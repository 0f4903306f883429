"""Answers of a quiz: each is kept at once and once, whatever windows and buttons do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from quizapp.core.quizzes.evidence import CheckedAnswer
from quizapp.core.quizzes.records import QuizAnswer
from quizapp.storage import quiz_log
from quizapp.storage.database import reading
from quizapp.web.deck import sync_deck
from tests.support.journey import words_of
from tests.support.logbook import Logbook
from tests.support.moments import Clock
from tests.support.quizzing import RIGHT, Quizzer, main_form, question_of


@pytest.fixture
def learner(app: Flask) -> Quizzer:
    return Quizzer(app.test_client())


def kept(app: Flask, quiz: int = 1) -> list[QuizAnswer]:
    with app.app_context(), reading() as connection:
        return quiz_log.answers_of(connection, 1, quiz)


def evidence(app: Flask, topic: str | None = None) -> list[CheckedAnswer]:
    with app.app_context(), reading() as connection:
        return quiz_log.checked_answers(connection, 1, topic=topic)


@pytest.mark.parametrize("htmx", [False, True])
def test_a_check_goes_on_without_feedback_and_shows_it_at_the_end(app: Flask, htmx: bool) -> None:
    learner = Quizzer(app.test_client())
    page = learner.pick("beta", mode="check")
    learner.headers = {"HX-Request": "true"} if htmx else {}
    for number in range(1, 5):
        page = learner.answer(page, right=False)
        assert not page.by_class("verdict")
        assert f"Question {number + 1} of 5" in page.text
        assert learner.get(f"/quiz/1/questions/{number - 1}").all("form", id="answer-form")
    learner.headers = {}
    result = learner.answer(page)
    assert result.response.request.path == "/quiz/1/result"
    shown = learner.get("/quiz/1/questions/0")
    assert words_of(shown.by_class("verdict")[0]) in (
        *("Not right", "Partly right"),
        "Not right, by your own mark",
    )


def test_an_answer_keeps_how_many_options_there_were_and_ways_to_choose(
    app: Flask, learner: Quizzer
) -> None:
    learner.pick("alpha", size="all", mode="check")
    learner.finish()
    rows = {row["prompt_id"]: row for row in Logbook(app).tables()["quiz_answers"]}
    assert (rows["pick"]["options"], rows["pick"]["ways"]) == (3, 3)
    assert (rows["sky"]["options"], rows["sky"]["ways"]) == (0, 0)


def test_htmx_is_sent_to_the_result_after_the_last_answer(learner: Quizzer) -> None:
    page = learner.pick("alpha", size="all", mode="check")
    for _ in range(3):
        page = learner.answer(page)
    learner.headers = {"HX-Request": "true"}
    if learner.compares(page):
        page = learner.compare(page)
        fields = page.form("/quiz/1/answers")
        fields["mark"] = "right"
    else:
        fields = main_form(page)
        for name, values in RIGHT[question_of(page)].items():
            fields.setlist(name, values)
    done = learner.client.post("/quiz/1/answers", data=fields, headers=learner.headers)
    assert done.headers["HX-Redirect"] == "/quiz/1/result"


def test_an_answer_keeps_its_facts(
    app: Flask, learner: Quizzer, log: Logbook, clock: Clock
) -> None:
    log.answer("list-files", 5)
    answered_on = log.kept("list-files").last_day or 0
    clock.pass_time(days=3)
    page = learner.pick("beta", mode="check")
    while "Which command" not in page.text:
        page = learner.answer(page)
    clock.pass_time(seconds=9)
    learner.answer(page, right=False, confidence="sure")
    one = kept(app)[-1]
    assert (one.prompt_id, one.topic, one.anchor) == (
        "list-files",
        "beta",
        "guide.md#second-things",
    )
    assert (one.kind, one.given, one.score, one.confidence) == ("typed", "dir", 0.0, "sure")
    assert (one.seconds, one.study_day, one.first_of_day) == (9.0, answered_on + 3, True)
    assert one.predicted == pytest.approx(log.kept("list-files").recall(one.study_day))
    assert [other.predicted for other in kept(app)[:-1]] == [None] * (len(kept(app)) - 1)


def test_an_answer_moves_no_card(learner: Quizzer, log: Logbook) -> None:
    log.answer("list-files", 5)
    before = log.tables()
    learner.pick("beta", mode="check")
    learner.finish(right=False)
    after = log.tables()
    for name in ("reviews", "memories", "due_counts", "day_totals", "learners"):
        assert before[name] == after[name]
    assert log.faults() == []


def test_the_same_answer_sent_twice_counts_once(app: Flask, learner: Quizzer) -> None:
    page = learner.pick("alpha", size="all")
    while not page.all("input", name="choice"):
        learner.answer(page)
        page = learner.question()
    fields = main_form(page)
    fields["choice"] = page.all("input", name="choice")[0].get("value") or ""
    first, again = (learner.post("/quiz/1/answers", fields) for _ in range(2))
    assert first.by_class("verdict")
    assert words_of(first.by_class("verdict")[0]) == words_of(again.by_class("verdict")[0])
    assert len({one.place for one in kept(app)}) == len(kept(app))


def test_another_window_cannot_answer_again(app: Flask, learner: Quizzer) -> None:
    learner.pick("beta")
    here, there = learner.question(), learner.question()
    learner.give_up(here)
    refused = learner.give_up(there)
    assert refused.status == 409
    assert "answered in another window" in words_of(refused.by_class("notice--warn")[0])
    assert "Question 2 of 5" in refused.text
    assert len(kept(app)) == 1


def test_a_window_left_open_cannot_change_a_quiz_that_is_done(app: Flask, learner: Quizzer) -> None:
    learner.pick("beta")
    old = learner.question()
    learner.post("/quiz/1/end", {"early": "yes"})
    after = learner.give_up(old)
    assert after.response.request.path == "/quiz/1/result"
    assert kept(app) == []


def test_a_quiz_without_an_answer_is_dropped(learner: Quizzer) -> None:
    page = learner.pick("beta")
    assert "Drop this quiz" in page.text
    gone = learner.send(page, "/quiz/1/end")
    assert gone.response.request.path == "/quiz"
    assert not gone.all("a", href="/quiz/1")
    assert not gone.all("a", href="/quiz/1/result")


def test_every_open_quiz_can_be_gone_on_with_and_every_done_one_looked_at(
    learner: Quizzer,
) -> None:
    for _ in range(7):
        learner.pick("beta")
    page = learner.get("/quiz")
    assert all(page.all("a", href=f"/quiz/{number}") for number in range(1, 8))
    for number in range(1, 8):
        learner.quiz = f"/quiz/{number}"
        learner.give_up(learner.question())
        learner.post(f"/quiz/{number}/end", {"early": "yes"})
    page = learner.get("/quiz")
    assert not page.all("a", href="/quiz/1/result")
    assert page.all("a", href="/quiz/7/result")
    assert learner.get("/quiz?done=all").all("a", href="/quiz/1/result")


def test_a_card_is_looked_at_and_the_way_back_leads_to_its_feedback(learner: Quizzer) -> None:
    learner.give_up(learner.pick("beta"))
    shown = learner.get("/quiz/1/questions/0")
    (link,) = [one for one in shown.all("a") if words_of(one) == "The card"]
    assert (link.get("href") or "").endswith("?next=/quiz/1/questions/0")


def test_a_quiz_is_gone_on_with_after_a_restart(
    make_app: Callable[..., Flask], deck_folder: Path, tmp_path: Path, clock: Clock
) -> None:
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    first = Quizzer(make_app(deck_folder, database_url=url).test_client())
    page = first.pick("beta", mode="check")
    for _ in range(2):
        page = first.answer(page)
    order = [
        one.get("value") for one in page.all("input", type="hidden") if one.get("name") == "order"
    ]
    asked = words_of(page.by_class("card__question")[0])
    app = make_app(deck_folder, database_url=url)
    second = Quizzer(app.test_client())
    listed = second.get("/quiz")
    assert "2 of 5 answered" in listed.text
    again = second.get("/quiz/1")
    assert words_of(again.by_class("card__question")[0]) == asked
    assert [
        one.get("value") for one in again.all("input", type="hidden") if one.get("name") == "order"
    ] == order
    second.finish()
    assert len(kept(app)) == 5


def test_a_changed_card_is_shown_anew_before_it_is_judged(
    app: Flask, learner: Quizzer, deck_folder: Path
) -> None:
    page = learner.pick("beta")
    while "Which command" not in page.text:
        learner.answer(page)
        page = learner.question()
    path = deck_folder / "topics/beta/cards.md"
    path.write_text(path.read_text().replace("= ls\n", "= ls\n= dir\n"))
    sync_deck(app)
    refused = learner.answer(page, right=False)
    assert refused.status == 409
    assert "changed after it was shown" in refused.text
    learner.answer(learner.question(), right=False)
    assert kept(app)[-1].score == 1.0


def test_feedback_on_a_card_that_changed_since_says_so(
    app: Flask, learner: Quizzer, deck_folder: Path
) -> None:
    page = learner.pick("beta")
    while "Which command" not in page.text:
        learner.answer(page)
        page = learner.question()
    learner.answer(page, right=False)
    place = kept(app)[-1].place
    path = deck_folder / "topics/beta/cards.md"
    path.write_text(path.read_text().replace("= ls\n", "= ls\n= dir\n"))
    sync_deck(app)
    shown = learner.get(f"/quiz/1/questions/{place}")
    assert "This card was changed since you answered" in shown.text
    assert words_of(shown.by_class("verdict")[0]) == "Not right"


def test_a_card_that_left_the_deck_does_not_stop_its_quiz(
    app: Flask, learner: Quizzer, deck_folder: Path
) -> None:
    learner.pick("beta", mode="check")
    (deck_folder / "topics/beta/cards.md").write_text("---\ntopic: beta\n---\n")
    sync_deck(app)
    result = learner.finish()
    assert result.words("h1") == "3 of 3"


def test_only_first_answers_of_checks_are_evidence(
    app: Flask, learner: Quizzer, clock: Clock
) -> None:
    learner.pick("beta", mode="practice")
    learner.finish()
    assert evidence(app) == []
    learner.pick("beta", mode="check")
    learner.finish()
    assert evidence(app) == []
    clock.pass_time(days=1)
    learner.pick("beta", mode="check")
    learner.finish(right=False)
    found = evidence(app, "beta")
    assert len(found) == 5
    assert evidence(app, "alpha") == []
    assert {one.self_marked for one in found} == {True, False}
    assert [one.at for one in found] == sorted(one.at for one in found)
