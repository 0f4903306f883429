"""The result of a quiz, and what follows from it: reviews today, a retake, the list of mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from quizapp.web.deck import sync_deck
from tests.support.journey import Page, words_of
from tests.support.logbook import Logbook
from tests.support.moments import Clock
from tests.support.quizzing import Quizzer


@pytest.fixture
def learner(app: Flask) -> Quizzer:
    return Quizzer(app.test_client())


def rows(page: Page, caption: str) -> dict[str, list[str]]:
    """The rows of the table with this caption."""
    for table in page.all("table"):
        captions = [words_of(one) for one in table.iter("caption")] or [""]
        if captions == [caption]:
            body = next(table.iter("tbody"))
            return {
                words_of(next(row.iter("th"))): [words_of(one) for one in row.iter("td")]
                for row in body.iter("tr")
            }
    raise AssertionError(f"no table {caption}")


def test_it_tells_points_range_sections_and_kinds(learner: Quizzer) -> None:
    learner.pick("alpha", "beta", size="all", mode="check")
    result = learner.finish()
    assert result.words("h1") == "5 of 5"
    assert "Your level here is probably between 75 % and 100 %." in result.text
    assert "by your own marks: 4 of 4" in result.text
    assert "These answers count for mastery." in result.text
    assert "No mistakes." in result.text
    assert rows(result, "By kind")["Choose"] == ["1 of 1", "–"]
    assert rows(result, "By kind")["Recall"] == ["–", "1 of 1"]
    assert "Beta topic: Second things" in rows(result, "By section")
    assert len(result.all("a", href="/quiz/1/questions/8")) == 1


def test_it_gives_no_level_from_too_few_answers(learner: Quizzer) -> None:
    learner.pick("beta")
    result = learner.finish()
    assert result.words("h1") == "3 of 3"
    assert "3 answers are too few to say what your level is." in result.text
    assert "A practice quiz does not count for mastery." in result.text


def test_it_puts_sure_and_wrong_first_and_names_what_to_read(learner: Quizzer) -> None:
    page = learner.pick("beta", mode="check")
    wrong = 0
    while page.all("form", id="answer-form"):
        sure = "Why does it fail?" in page.text
        wrong += 1
        page = learner.answer(page, right=False, **({"confidence": "sure"} if sure else {}))
    assert page.words("h2", id="missed") == "5 mistakes"
    first = words_of(page.by_class("missed__item")[0])
    assert "Why does it fail?" in first
    assert "sure and wrong" in first
    assert all(one.get("checked") is not None for one in page.all("input", name="prompt"))
    assert page.all("a", href="/hub/beta#second-things")


def test_ending_early_counts_what_was_answered(learner: Quizzer) -> None:
    page = learner.pick("beta", mode="check")
    page = learner.answer(page)
    result = learner.send(page, "/quiz/1/end")
    assert result.response.request.path == "/quiz/1/result"
    assert "after 1 of 5 questions" in result.text
    assert learner.question().response.request.path == "/quiz/1/result"


def test_a_result_waits_for_its_quiz(learner: Quizzer) -> None:
    learner.pick("beta")
    assert learner.get("/quiz/1/result").all("form", id="answer-form")


def test_missed_cards_come_first_today_and_keep_their_ease(
    learner: Quizzer, log: Logbook, clock: Clock
) -> None:
    for _ in range(2):
        log.answer("list-files", 5)
        clock.pass_time(days=1)
    before = log.kept("list-files")
    learner.pick("beta")
    result = learner.finish(right=False)
    done = learner.send(result, "/quiz/1/due")
    assert "5 cards come first today." in done.text
    after = log.kept("list-files")
    assert after.due_day == before.last_day + 1  # type: ignore[operator]
    assert (after.sm2, after.fsrs) == (before.sm2, before.fsrs)
    assert learner.start().prompt_id in ("list-files", "in-order", "prints", "fails", "full-disk")
    assert log.faults() == []


def test_bringing_cards_can_be_undone_and_counts_once(learner: Quizzer, log: Logbook) -> None:
    log.answer("list-files", 5)
    before = log.kept("list-files").due_day
    learner.pick("beta")
    result = learner.finish(right=False)
    fields = result.form("/quiz/1/due")
    fields.setlist("prompt", ["list-files"])
    learner.post("/quiz/1/due", fields)
    done = learner.post("/quiz/1/due", fields)
    assert len([one for one in log.history("list-files") if one.occasion == "due"]) == 1
    undone = learner.send(done, "/quiz/1/retractions")
    assert "Taken back." in undone.text
    assert log.kept("list-files").due_day == before
    assert "was not taken back" in learner.post("/quiz/1/retractions", {"entry": "9"}).text


def test_a_session_that_is_open_begins_with_the_missed_cards(
    learner: Quizzer, log: Logbook
) -> None:
    first = learner.start()
    assert first.prompt_id not in ("in-order", "list-files")
    learner.pick("beta")
    result = learner.finish(right=False)
    fields = result.form("/quiz/1/due")
    fields.setlist("prompt", ["in-order"])
    learner.post("/quiz/1/due", fields)
    page = learner.get("/review")
    assert page.prompt_id == "in-order"
    assert learner.grade(page).prompt_id == first.prompt_id


@pytest.mark.parametrize("ticked", [[], ["sky"], ["nothing"]])
def test_cards_that_were_not_in_the_quiz_are_not_brought(
    ticked: list[str], learner: Quizzer
) -> None:
    learner.pick("beta")
    result = learner.finish(right=False)
    fields = result.form("/quiz/1/due")
    fields.setlist("prompt", ticked)
    assert learner.post("/quiz/1/due", fields).status == 422


def test_mistakes_are_gone_through_one_by_one_sure_and_wrong_first(learner: Quizzer) -> None:
    page = learner.pick("beta", mode="check")
    for number in range(5):
        page = learner.answer(page, right=number == 2, confidence="sure" if number == 3 else "")
    places = []
    shown = learner.get(page.all("a", class_="button")[0].get("href") or "")
    while True:
        places.append(int((shown.response.request.path).rsplit("/", 1)[1]))
        following = [one for one in shown.all("a") if words_of(one).startswith("Next mistake")]
        if not following:
            break
        assert words_of(following[0]) == f"Next mistake, {len(places) + 1} of 4 Enter"
        shown = learner.get(following[0].get("href") or "")
    assert sorted(places) == [0, 1, 3, 4]
    assert places[0] == 3
    assert words_of(shown.all("a", href="/quiz/1/result")[0]).startswith("To the result")
    assert "Next mistake" not in learner.get("/quiz/1/questions/3").text


def test_mistakes_of_a_practice_are_not_gone_through_before_its_end(learner: Quizzer) -> None:
    page = learner.pick("beta")
    learner.give_up(page)
    assert "Next mistake" not in learner.get("/quiz/1/questions/0?through=mistakes").text


def test_a_retake_asks_the_missed_first(learner: Quizzer) -> None:
    page = learner.pick("alpha", "beta", size="all")
    while page.all("form", id="answer-form"):
        learner.answer(page, right="What does it print?" not in page.text)
        page = learner.question()
    again = learner.post("/quiz", page.form("/quiz"))
    assert again.response.request.path == "/quiz/2"
    assert "What does it print?" in again.text
    learner.quiz = "/quiz/2"
    result = learner.finish()
    assert result.all("a", href="/quiz/1/result")


def test_a_mistake_stays_until_it_was_right_on_two_days(learner: Quizzer, clock: Clock) -> None:
    learner.pick("beta")
    learner.finish(right=False)
    for right_days in (0, 1):
        page = learner.get("/quiz/mistakes")
        assert len(page.by_class("missed__item")) == 5
        assert f"right since on {right_days} of 2 days" in page.text
        clock.pass_time(days=1)
        assert learner.pick(purpose="mistakes").words("h1") == "Mistakes"
        learner.finish()
    assert "There are none to mend." in learner.get("/quiz/mistakes").text
    refused = learner.pick(purpose="mistakes")
    assert refused.status == 422
    assert "each was answered right since" in refused.text


def test_repeating_at_once_mends_nothing_and_says_so(learner: Quizzer) -> None:
    learner.pick("beta", mode="check")
    learner.finish(right=False)
    learner.pick("beta", mode="check")
    result = learner.finish()
    assert "nothing counts for mastery a second time" in result.text
    assert "right since on 0 of 2 days" in learner.get("/quiz/mistakes").text


def test_what_was_right_in_the_morning_and_missed_on_a_retake_is_a_mistake(
    learner: Quizzer,
) -> None:
    learner.pick("beta")
    learner.finish()
    assert "There are none to mend." in learner.get("/quiz/mistakes").text
    learner.pick("beta")
    learner.finish(right=False)
    page = learner.get("/quiz/mistakes")
    assert len(page.by_class("missed__item")) == 5
    assert "right since on 0 of 2 days" in page.text
    assert "5 questions to mend" in learner.get("/quiz").text


def test_weak_topics_are_those_recalled_least(learner: Quizzer, log: Logbook, clock: Clock) -> None:
    for prompt in ("sky", "idempotent", "pick", "cloze-two~1", "cloze-two~2"):
        log.answer(prompt, 2)
    clock.pass_time(days=30)
    few = learner.pick(purpose="weak", size="10", mode="check")
    assert few.status == 422
    assert (
        "Weak topics: Alpha topic has 4 cards, each asked once, and you asked for 10 questions."
        in few.text
    )
    (notice,) = few.by_class("notice--warn")
    modes = [one.get("value") for one in notice.iter("input") if one.get("name") == "mode"]
    assert set(modes) == {"check"}
    assert "Question 1 of 4" in learner.post("/quiz", few.form("/quiz")).text
    page = learner.pick(purpose="weak", size="all")
    assert page.words("h1") == "Weak topics: Alpha topic"


def test_items_say_that_there_are_not_enough_answers(learner: Quizzer) -> None:
    assert "Not enough answers yet" in learner.get("/quiz/items").text
    learner.pick("beta")
    learner.finish()
    assert "Not enough answers for 3 questions" in learner.get("/quiz/items").text


def test_items_have_figures_from_thirty_days_of_answers(
    app: Flask, learner: Quizzer, clock: Clock, deck_folder: Path
) -> None:
    for number in range(30):
        page = learner.pick("alpha", "beta", size="all")
        while page.all("form", id="answer-form"):
            learner.answer(page, right=number % 3 > 0)
            page = learner.question()
        clock.pass_time(days=1)
    page = learner.get("/quiz/items")
    text = words_of(page.all("main")[0])
    assert "First answers30" in text
    assert "Facility67 %" in text
    assert "dead option" in text
    assert rows(page, "")["The key right"] == ["67 %"]
    path = deck_folder / "topics/alpha/cards.md"
    path.write_text(path.read_text().replace("[x] The key", "[x] Another key"))
    sync_deck(app)
    before = learner.get("/quiz/items")
    assert "earlier version of the card; options that nobody picked are not known" in before.text
    assert rows(before, "")["The key right"] == ["67 %"]
    assert rows(before, "")["The first wrong one"] == ["33 %"]
