"""The pages of statistics: figures with their evidence, and words where there is too little."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from quizapp.core.reviews import Occasion
from tests.support.client import CheckingClient
from tests.support.journey import Journey, Page, words_of
from tests.support.logbook import Logbook
from tests.support.moments import Clock
from tests.support.studying import PROMPTS, study

PAGES = ("/stats", "/stats/topics", "/stats/replay")
PANELS = (
    "forecast", "calendar", "answers", "time", "retention", "calibration", "recall", "intervals",
    "stability", "easiness", "difficulty", "hours",
)  # fmt: skip


@pytest.fixture
def learner(client: CheckingClient) -> Journey:
    return Journey(client)


@pytest.fixture
def studied(log: Logbook, clock: Clock) -> Logbook:
    """Three hundred answers in three months."""
    study(log, clock, 300)
    return log


def panel(page: Page, name: str) -> str:
    (found,) = page.all("section", aria_labelledby=name)
    return words_of(found)


def rows(page: Page, name: str) -> list[list[str]]:
    """The rows of a panel's table, its headings first."""
    (found,) = page.all("section", aria_labelledby=name)
    return [[words_of(cell) for cell in row] for row in found.iter("tr")]


def tiles(page: Page) -> list[str]:
    return [words_of(one) for one in page.by_class("stats__tile")]


@pytest.mark.parametrize("path", PAGES)
def test_a_new_learner_reads_words_and_no_figure(learner: Journey, path: str) -> None:
    page = learner.get(path)
    assert page.status == 200
    assert not page.all("svg", role="img")
    main = words_of(page.all("main")[0])
    assert "nan" not in main.lower()
    # What the page explains has such numbers; nothing is said of the learner.
    for share in re.findall(r"\d+ %", main):
        assert share in ("50 %", "80 %", "90 %"), main


def test_a_new_learner_reads_one_sentence_instead_of_empty_panels(
    learner: Journey, log: Logbook
) -> None:
    page = learner.get("/stats")
    assert "Nothing was answered yet" in panel(page, "nothing")
    [begin] = page.all("section", aria_labelledby="nothing")[0].iter("a")
    assert begin.get("href") == "/"
    assert not page.by_class("stats__panel")
    assert "Replayed" not in learner.get("/stats/topics").text
    log.answer("sky", 4)
    assert not learner.get("/stats").all("section", aria_labelledby="nothing")
    beta = learner.get("/stats?topic=beta")
    assert "Nothing was answered in this topic yet" in panel(beta, "nothing")
    assert 'href="/roadmap/topics/beta"' in beta.text


def test_each_figure_says_what_it_lacks(learner: Journey, log: Logbook, clock: Clock) -> None:
    log.answer("sky", 4)
    clock.pass_time(days=200)
    page = learner.get("/stats")
    assert "No answers in this period" in panel(page, "answers")
    assert "0 of the 20 answers" in panel(page, "retention")
    assert "0 of the 20 answers" in panel(page, "calibration")
    assert "0 of the 20 answers" in panel(page, "hours")
    assert "1 card" in panel(page, "intervals")
    assert "No card was forgotten twice in this period" in page.text
    recall, time, known = tiles(page)
    assert "Too few answers" in recall
    assert "No answers in this period" in time
    assert "Too few cards seen to say: 1 of 11" in known
    assert "0 of the 100 answers" in words_of(learner.get("/stats/replay").all("main")[0])
    clock.pass_time(days=600)
    log.mark("sky", Occasion.SUSPEND)
    gone = learner.get("/stats")
    assert "Nothing is due" in panel(gone, "forecast")
    assert "No answers in the last year" in panel(gone, "calendar")


def test_every_chart_is_named_and_has_a_table_of_its_numbers(
    learner: Journey, studied: Logbook
) -> None:
    page = learner.get("/stats?period=all")
    for name in PANELS:
        (found,) = page.all("section", aria_labelledby=name)
        drawn = [one for one in found.iter() if one.get("role") == "img"]
        assert len(drawn) == 1, name
        assert drawn[0].get("aria-label", "?") in words_of(found)
        headings, *cells = rows(page, name)
        assert cells, name
        assert all(len(row) == len(headings) for row in cells), name


def test_the_figures_are_those_of_the_log(learner: Journey, studied: Logbook) -> None:
    page = learner.get("/stats?period=all")
    assert "300 answers" in panel(page, "answers")
    assert "7 of them the first" in panel(page, "answers")
    assert sum(int(row[1]) for row in rows(page, "answers")[1:]) == 300
    counted = sum(
        int(cell) for row in rows(page, "calendar")[1:] for cell in row[1:] if cell != "·"
    )
    assert counted == 300
    assert sum(int(row[1]) for row in rows(page, "intervals")[1:]) == 7
    grades = [sum(int(row[column]) for row in rows(page, "hours")[1:]) for column in range(1, 5)]
    assert grades == [50, 50, 150, 50]
    *_, whole = rows(page, "retention")
    tested = sum(int(row[3]) for row in rows(page, "calibration")[1:])
    assert whole[0] == "Whole period"
    assert whole[3].endswith(f"of {tested}")


def test_the_forecast_tells_what_waits_and_how_long_it_takes(
    learner: Journey, studied: Logbook, clock: Clock
) -> None:
    clock.pass_time(days=3)
    page = learner.get("/stats")
    waiting, today, *_ = rows(page, "forecast")[1:]
    assert waiting[0] == "Waiting"
    assert int(waiting[1]) > 0
    assert today[0] == "today"
    assert "what waits is done in" in panel(page, "forecast")
    assert len(rows(page, "forecast")) == 1 + 1 + 28
    topic = learner.get("/stats?topic=beta")
    assert "what waits is done in" not in panel(topic, "forecast")


def test_a_topic_and_a_period_narrow_what_is_counted(learner: Journey, studied: Logbook) -> None:
    def answers(query: str) -> int:
        page = learner.get(f"/stats?{query}")
        return sum(int(row[1].replace(",", "")) for row in rows(page, "answers")[1:])

    assert answers("period=all&topic=alpha") + answers("period=all&topic=beta") == 300
    assert 0 < answers("period=4w") < answers("period=12w") <= 300
    page = learner.get("/stats?period=4w&topic=beta")
    assert page.all("option", selected="")[0].get("value") == "beta"
    marked = [words_of(one) for one in page.all("a") if one.get("aria-current") == "true"]
    assert marked == ["4 weeks"]
    assert page.all("a", href="/stats/replay?topic=beta&period=4w")
    assert page.all("a", href="/stats?topic=beta")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("weekday", range(7))
def test_a_period_names_the_monday_that_it_begins_with(
    learner: Journey, clock: Clock, path: str, weekday: int
) -> None:
    clock.pass_time(days=weekday)
    today = datetime.fromtimestamp(clock() / 1000, UTC)
    first = today - timedelta(days=today.weekday() + 21)
    assert f"Since Monday, {first.day} {first:%B %Y}." in learner.get(f"{path}?period=4w").text
    assert "Since Monday" not in learner.get(f"{path}?period=all").text


@pytest.mark.parametrize("path", PAGES)
def test_what_cannot_be_shown_is_refused_with_what_can(learner: Journey, path: str) -> None:
    page = learner.get(path, {"topic": "gamma"})
    assert page.status == 422
    assert "alpha, beta" in page.text
    page = learner.get(path, {"period": "5m"})
    assert page.status == 422
    assert "4w, 12w, 1y, all" in page.text


def test_the_hardest_cards_lead_to_their_pages(
    learner: Journey, log: Logbook, clock: Clock
) -> None:
    for quality in (4, 2, 4, 2):
        log.answer("sky", quality)
        clock.pass_time(days=1)
    page = learner.get("/stats")
    (link,) = page.all("a", href="/cards/sky")
    assert words_of(link) == "Which colour has the sky?"
    assert rows(page, "hardest")[1] == ["Which colour has the sky?", "2", "4", "1 day"]


def test_the_hardest_cards_are_those_of_the_period(
    learner: Journey, log: Logbook, clock: Clock
) -> None:
    for quality in (4, 2, 2, 2):  # Again three days in a row is forgetting three times
        log.answer("sky", quality)
        clock.pass_time(days=1)
    clock.pass_time(days=120)
    assert "No card was forgotten twice in this period" in learner.get("/stats?period=12w").text
    whole = learner.get("/stats?period=all")
    assert rows(whole, "hardest")[1][1:3] == ["3", "4"]
    for quality in (2, 2):
        log.answer("sky", quality)
        clock.pass_time(days=1)
    assert rows(learner.get("/stats?period=12w"), "hardest")[1][1:3] == ["2", "2"]
    assert rows(learner.get("/stats?period=all"), "hardest")[1][1:3] == ["5", "6"]


def test_a_figure_changes_with_the_next_answer_and_with_its_undo(
    learner: Journey, studied: Logbook
) -> None:
    before = learner.get("/stats?period=all").text
    assert learner.get("/stats?period=all").text == before
    studied.answer("full-disk", 4)
    after = learner.get("/stats?period=all")
    assert "301 answers" in panel(after, "answers")
    studied.undo()
    assert learner.get("/stats?period=all").text == before


def test_a_suspended_card_leaves_the_forecast_but_not_what_was_done(
    learner: Journey, studied: Logbook
) -> None:
    def due(page: Page) -> int:
        return sum(int(row[1]) for row in rows(page, "forecast")[1:])

    before = learner.get("/stats?period=all")
    soonest = min(PROMPTS, key=lambda name: studied.kept(name).due_day or 0)
    studied.mark(soonest, Occasion.SUSPEND)
    after = learner.get("/stats?period=all")
    assert due(after) == due(before) - 1
    assert rows(after, "answers") == rows(before, "answers")


def test_both_schedulers_are_scored_on_the_same_answers(learner: Journey, studied: Logbook) -> None:
    page = learner.get("/stats/replay?period=all")
    main = words_of(page.all("main")[0])
    assert "Replayed: 300 entries of your log, all of them, about 7 cards." in main
    assert "log loss" in main
    sm2, fsrs, guess = [
        [words_of(cell) for cell in row] for row in page.all("table")[0].iter("tr")
    ][1:]
    assert [sm2[0], fsrs[0], guess[0]] == ["SM-2", "FSRS", "Always your mean"]
    assert sm2[4] == fsrs[4] == guess[4]
    tables = [rows(page, f"calibration-{name}")[1:] for name in ("sm2", "fsrs")]
    counted = [sum(int(row[3]) for row in table) for table in tables]
    assert counted[0] == counted[1] > 100


def test_both_schedulers_are_drawn_on_one_scale(learner: Journey, studied: Logbook) -> None:
    page = learner.get("/stats/replay?period=all")
    scales = []
    for name in ("sm2", "fsrs"):
        (found,) = page.all("section", aria_labelledby=f"calibration-{name}")
        drawing = next(one for one in found.iter() if one.get("role") == "img")
        scales.append([one.text for one in drawing.iter() if one.get("class") == "plot__text"])
    assert scales[0] == scales[1]
    assert "100 %" in scales[0]


def test_changes_of_level_are_listed_with_their_cause(
    learner: Journey, studied: Logbook, clock: Clock
) -> None:
    path = "/stats/topics?period=4w"
    assert not learner.get(path).all("section", aria_labelledby="levels")
    studied.start()
    (found,) = learner.get(path).all("section", aria_labelledby="levels")
    cells = [[words_of(cell) for cell in row] for row in found.iter("tr")][1:]
    assert {row[0] for row in cells} == {"Alpha topic", "Beta topic"}
    assert all(row[2] == "Not started" and row[3] != row[2] and row[4] for row in cells)
    beta = learner.get(f"{path}&topic=beta")
    assert "Alpha topic" not in words_of(beta.all("section", aria_labelledby="levels")[0])
    clock.pass_time(days=60)
    assert not learner.get(path).all("section", aria_labelledby="levels")


def test_mastery_over_time_is_told_by_topic(learner: Journey, studied: Logbook) -> None:
    page = learner.get("/stats/topics?period=all")
    assert "would be recalled" in panel(page, "knowledge")
    titles = [words_of(one) for one in page.all("section", aria_labelledby="changes")[0].iter("a")]
    assert titles == ["Alpha topic"]  # of the other too few cards were seen
    one = learner.get("/stats/topics?period=all&topic=alpha")
    assert "Knowledge: Alpha topic" in panel(one, "knowledge")
    assert not one.all("section", aria_labelledby="changes")
    few = learner.get("/stats/topics?period=all&topic=beta")
    assert "Too few cards were seen" in panel(few, "knowledge")


def test_a_sample_says_that_it_is_one(
    learner: Journey, studied: Logbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.storage.log_samples.MOST_ENTRIES", 150)
    for path in ("/stats/replay?period=all", "/stats/topics?period=all"):
        main = words_of(learner.get(path).all("main")[0])
        assert "Replayed: a sample of 3 cards with" in main
        assert "out of 7 cards with 300 entries" in main


def test_a_deck_without_topics_has_statistics_too(app: Flask, learner: Journey) -> None:
    page = learner.get("/stats", {"topic": "nothing' OR 1=1 --"})
    assert page.status == 422
    assert learner.get("/stats?topic=&period=").status == 200


def test_it_keeps_few_drawn_pages(
    app: Flask, learner: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.features.stats.kept.MOST", 2)
    for path in ("/stats", "/stats?topic=alpha", "/stats?topic=beta", "/stats/replay"):
        assert learner.get(path).status == 200
    places = [place[1:3] for place in app.extensions["kept_statistics"]]
    assert places == [("stats", "beta"), ("replay", "")]


def test_the_next_day_is_counted_anew(learner: Journey, studied: Logbook, clock: Clock) -> None:
    before = rows(learner.get("/stats"), "forecast")
    clock.pass_time(days=1)
    after = rows(learner.get("/stats"), "forecast")
    assert int(after[1][1]) == int(before[1][1]) + int(before[2][1])
