"""Receipts: every figure of mastery opens the rows behind it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from flask import Flask

from quizapp.core.reviews import Occasion
from tests.features.roadmap.conftest import ALPHA
from tests.support.checks import take_check
from tests.support.decks import big_deck
from tests.support.journey import Journey, words_of
from tests.support.logbook import Logbook
from tests.support.moments import Clock


def test_receipts_show_the_rule_with_the_learners_numbers(learner: Journey, well: Logbook) -> None:
    page = learner.get("/roadmap/topics/alpha")
    main = words_of(page.all("main")[0])
    assert "Knowledge = seen × remembered = 6 / 6 ×" in main
    (rule,) = [one for one in page.all("section") if one.get("aria-labelledby") == "rule"]
    rows = [[words_of(cell) for cell in row] for row in rule.iter("tr")][1:]
    assert rows[0] == ["At least 80 % of the questions seen", "6 of 6 (100 %)", "yes"]
    assert rows[2][1:] == ["6 of 6 (100 %)", "yes"]
    assert [row[2] for row in rows] == ["yes", "yes", "yes", "not yet"]
    assert "The cheapest steps to Mastered" in main
    assert "Check yourself: 10 right answers on 4 days in Check quizzes" in main
    assert "Learning → Holding." in main
    assert "Not started → Learning." in main
    assert "Over your last 24 scored reviews" in main
    assert "Too few checked answers to compare" in main


def test_after_three_good_days_the_band_is_wide_and_its_arithmetic_is_shown(
    learner: Journey, log: Logbook, clock: Clock
) -> None:
    for _ in range(3):
        log.start()
        for prompt in ALPHA[:5]:
            log.answer(prompt, 4)
        clock.pass_time(days=1)
    main = words_of(learner.get("/roadmap/topics/alpha").all("main")[0])
    assert "98 % (likely 82–100) of those seen" in main
    assert "most likely get 5 right; four times out of five between 4 and 5" in main
    # The root of 0.981 × 0.019 / 5, and of four times that.
    assert "a standard deviation of 0.062; with 4.00 times the variance it is 0.124" in main
    assert "from 0.981 − 0.158 = 82 % to 0.981 + 0.158 = 114 %, cut at 100 %." in main


def test_i_know_this_leads_to_the_placement_of_the_topic(learner: Journey, log: Logbook) -> None:
    way = "/quiz?topic=beta#placement"
    starts = learner.get("/roadmap").by_class("starts")[0]
    assert "/quiz?topic=alpha#placement" in {one.get("href") for one in starts.iter("a")}
    chosen = learner.get("/quiz?topic=beta").all("option", value="beta")[0]
    assert chosen.get("selected") is not None
    for prompt in ALPHA:
        log.answer(prompt, 4)
    alpha, beta = learner.get("/roadmap").by_class("topic__body")
    assert way in {one.get("href") for one in beta.iter("a")}
    assert "place me" not in words_of(alpha)
    assert "place me" not in words_of(learner.get("/roadmap/topics/alpha").all("main")[0])
    assert "place me" in words_of(learner.get("/roadmap/topics/beta").all("main")[0])


def test_receipts_name_two_steps_for_a_topic_that_is_begun(learner: Journey, log: Logbook) -> None:
    log.answer("sky", 4)
    page = learner.get("/roadmap/topics/alpha")
    assert "The cheapest steps to Holding" in page.text
    (steps,) = [one for one in page.all("section") if one.get("aria-labelledby") == "steps"]
    assert len(list(steps.iter("li"))) == 2
    assert "See 4 new questions" in words_of(steps)
    assert "it takes five seen questions" in page.text


def test_where_one_step_is_left_to_holding_the_next_level_gives_the_second(
    learner: Journey, log: Logbook
) -> None:
    for _ in range(2):
        log.start()
        for prompt in ALPHA:
            log.answer(prompt, 4)
    page = learner.get("/roadmap/topics/alpha")
    (steps,) = [one for one in page.all("section") if one.get("aria-labelledby") == "steps"]
    first, second = [words_of(one) for one in steps.iter("li")]
    assert first.startswith("Keep on until 4 more questions hold for three weeks")
    # One choice and two gaps can be judged, each once a day.
    assert second.startswith("Then, for Mastered. Check yourself: 10 right answers on 4 days")


def test_a_topic_that_no_program_can_judge_says_so(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    deck = big_deck(tmp_path / "plain", 3)
    page = Journey(make_app(deck).test_client()).get("/roadmap/topics/alpha")
    assert "a Check quiz cannot confirm this topic yet" in page.text
    assert (
        "cannot confirm"
        not in Journey(make_app(deck).test_client()).get("/roadmap/topics/beta").text
    )


def test_receipts_list_the_questions_with_recall_and_curve(learner: Journey, log: Logbook) -> None:
    log.answer("sky", 4)
    page = learner.get("/roadmap/topics/alpha/questions")
    rows = [words_of(one) for one in page.all("tr")[1:]]
    assert len(rows) == 6
    assert rows[0].startswith("Which colour has the sky? 100 % 98 %")
    assert sum("not seen" in row for row in rows) == 5
    assert len(page.by_class("spark")) == 1


def test_receipts_list_reviews_page_by_page(learner: Journey, log: Logbook) -> None:
    for _ in range(26):
        log.answer("sky", 4)
        log.answer("pick", 4)
    page = learner.get("/roadmap/topics/alpha/reviews")
    assert len(page.all("tr")) == 51
    (older,) = [one for one in page.all("a") if "Older" in words_of(one)]
    assert len(learner.get(older.get("href") or "").all("tr")) == 3


def test_a_review_that_was_taken_back_is_marked_in_the_receipts(
    learner: Journey, log: Logbook
) -> None:
    log.answer("sky", 4)
    log.undo()
    assert "taken back" in learner.get("/roadmap/topics/alpha/reviews").text


def test_a_sections_figures_open_the_rows_of_its_cards_alone(
    learner: Journey, well: Logbook
) -> None:
    take_check(well, "alpha", [("sky", 1.0), ("pick", 0.0)])
    page = learner.get("/roadmap/topics/alpha")
    (sections,) = [one for one in page.all("section") if one.get("aria-labelledby") == "sections"]
    targets = {one.get("href") or "" for one in sections.iter("a")}
    ways = (
        "/roadmap/topics/alpha/questions?section=first-things",
        ("/roadmap/topics/alpha/answers?section=first-things"),
    )
    assert targets >= set(ways)
    assert "1 of 2 right" in words_of(sections)
    questions, answers = map(learner.get, ways)
    assert questions.words("h1") == "Alpha topic, First things: questions"
    assert len(questions.all("tr")) == 7
    assert len(answers.all("tr")) == 3
    assert "1 of 2 right" in answers.text
    empty = learner.get("/roadmap/topics/beta/questions?section=first-things")
    assert "prints" not in words_of(empty.all("main")[0])


def test_a_milestone_is_checked_over_all_its_topics(
    learner: Journey, well: Logbook, clock: Clock
) -> None:
    page = learner.get("/roadmap/milestones/m01")
    assert "No checked answers yet" in words_of(page.by_class("measures")[0])
    take_check(well, "alpha", [(prompt, 1.0) for prompt in ALPHA])
    clock.pass_time(days=1)
    take_check(well, "beta", [("prints", 0.0), ("list-files", 1.0), ("in-order", 0.5)])
    page = learner.get("/roadmap/milestones/m01")
    measures = words_of(page.by_class("measures")[0])
    assert "Seen6 of 11 questions" in measures
    assert "7.5 of 9 right" in measures
    assert "Too few checked answers to compare: 6 of the 10" in measures
    rows = [[words_of(cell) for cell in row] for row in page.all("tr")[1:]]
    assert [row[5].split(" right")[0] for row in rows] == ["6 of 6", "1.5 of 3"]
    answers = learner.get("/roadmap/milestones/m01/answers")
    assert len(answers.all("tr")) == 10
    assert "7.5 of 9 right" in answers.text
    learner.post("/roadmap/choices", {"topic": "beta", "choice": "skip"})
    measures = words_of(learner.get("/roadmap/milestones/m01").by_class("measures")[0])
    assert "6 of 6 right" in measures
    assert "1.5 of 3 right" in words_of(learner.get("/roadmap/milestones/m02").all("table")[0])


def test_a_milestone_shows_its_rule_its_arithmetic_and_two_steps_up(
    learner: Journey, well: Logbook
) -> None:
    for prompt in ("prints", "fails"):
        well.answer(prompt, 4)
    page = learner.get("/roadmap/milestones/m01")
    measures = words_of(page.by_class("measures")[0])
    assert "Seen8 of 11 questions" in measures
    assert "Knowledge71 % (likely" in measures
    inside = {one.get("href") for one in page.by_class("measures")[0].iter("a")}
    assert inside == {"#topics", "#rule", "/roadmap/milestones/m01/answers"}
    assert page.all("h2", id="topics")
    (rule,) = [one for one in page.all("section") if one.get("aria-labelledby") == "rule"]
    assert "of those that you count: 1 of 2 do." in words_of(rule)
    assert "Knowledge = seen × remembered = 8 / 11 × 0.9" in words_of(rule)
    assert "By chance alone" in words_of(rule)
    (steps,) = [one for one in page.all("section") if one.get("aria-labelledby") == "steps"]
    (step,) = [words_of(one) for one in steps.iter("li")]
    assert step.startswith("Beta topic to Holding: ")
    assert "See 2 new questions" in step
    learner.post("/roadmap/choices", {"topic": "beta", "choice": "skip"})
    page = learner.get("/roadmap/milestones/m01")
    (steps,) = [one for one in page.all("section") if one.get("aria-labelledby") == "steps"]
    assert [words_of(one).split(":")[0] for one in steps.iter("li")] == ["Alpha topic to Mastered"]


def test_a_milestone_names_the_two_topics_that_take_least(learner: Journey, log: Logbook) -> None:
    for prompt in ("prints", "fails", "list-files"):
        log.answer(prompt, 5)
    log.answer("sky", 4)
    page = learner.get("/roadmap/milestones/m01")
    (steps,) = [one for one in page.all("section") if one.get("aria-labelledby") == "steps"]
    listed = [words_of(one).split(" to Holding: ") for one in steps.iter("li")]
    assert [one for one, _ in listed] == ["Beta topic", "Alpha topic"]
    answers = [int(words.split(" ")[0]) for _, words in listed]
    assert answers == sorted(answers)


def test_a_holding_topic_shows_a_second_step_where_there_is_one(
    learner: Journey, well: Logbook, clock: Clock
) -> None:
    def steps() -> list[str]:
        page = learner.get("/roadmap/topics/alpha")
        (found,) = [one for one in page.all("section") if one.get("aria-labelledby") == "steps"]
        return [words_of(one) for one in found.iter("li")]

    (check,) = steps()
    assert check.startswith("Check yourself: 10 right answers")
    clock.pass_time(days=12)
    well.answer("sky", 0)
    clock.pass_time(days=12)
    first, second = steps()
    assert first == check
    assert second.startswith("So that the check goes well. Review the weakest")


def test_checked_answers_are_listed_page_by_page(
    learner: Journey, well: Logbook, clock: Clock
) -> None:
    for _ in range(9):
        take_check(well, "alpha", [(prompt, 1.0) for prompt in ALPHA])
        clock.pass_time(days=1)
    page = learner.get("/roadmap/topics/alpha/answers")
    assert len(page.all("tr")) == 51
    (older,) = [one for one in page.all("a") if "Older" in words_of(one)]
    rows = learner.get(older.get("href") or "").all("tr")
    assert len(rows) == 5
    assert {words_of(row[5]) for row in rows[1:]} == {"too long ago"}


def test_sections_have_figures_of_their_own(learner: Journey, well: Logbook) -> None:
    page = learner.get("/roadmap/topics/alpha")
    (sections,) = [one for one in page.all("section") if one.get("aria-labelledby") == "sections"]
    assert "First things" in words_of(sections)
    remember, known = [words_of(one) for one in list(sections.iter("td"))[1:3]]
    assert known == remember
    well.mark("sky", Occasion.RESET)
    well.mark("pick", Occasion.RESET)
    page = learner.get("/roadmap/topics/alpha")
    (sections,) = [one for one in page.all("section") if one.get("aria-labelledby") == "sections"]
    seen, remember, known = [words_of(one) for one in list(sections.iter("td"))[:3]]
    assert seen == "4 of 6"
    assert remember.startswith("98 % (likely")
    assert known.startswith("65 % (likely")
    assert known.endswith("–67)")
    rows = learner.get("/roadmap/topics/alpha/questions?section=first-things")
    assert "Knowledge = seen × remembered = 4 / 6 × 0.9" in words_of(rows.all("main")[0])
    assert "/hub/alpha#first-things" in {one.get("href") for one in sections.iter("a")}


def test_checked_answers_are_listed_beside_what_the_cards_said(
    learner: Journey, well: Logbook, clock: Clock
) -> None:
    scores = [(prompt, float(number > 3)) for number, prompt in enumerate(ALPHA)]
    for _ in range(2):
        take_check(well, "alpha", scores)
        clock.pass_time(days=1)
    page = learner.get("/roadmap/topics/alpha/answers")
    assert "4 of 12 right (19–52 %), the last one 1 day ago." in page.text
    assert "you grade yourself kindly here." in page.text
    rows = [[words_of(cell) for cell in row] for row in page.all("tr")[1:]]
    assert len(rows) == 12
    assert [row[2] for row in rows[:6]] == ["100 %", "100 %", "0 %", "0 %", "0 %", "0 %"]
    assert {row[5] for row in rows} == {"yes"}
    body = words_of(learner.get("/roadmap").by_class("topic__body")[0])
    assert "4 of 12 right" in body
    assert "quizzes .33 (.19–.52, 12 answers)" in body


def test_without_evidence_no_page_shows_a_figure(learner: Journey) -> None:
    main = words_of(learner.get("/roadmap/topics/alpha").all("main")[0])
    assert "No figure yet: nothing is seen." in main
    assert "Nothing is measured yet" in learner.get("/roadmap/error").text
    assert "Your own error is not measured yet" not in main


def test_every_page_gives_the_same_figures_of_a_topic_and_its_sections(
    learner: Journey, well: Logbook, clock: Clock
) -> None:
    clock.pass_time(days=20)
    topic = learner.get("/roadmap/topics/alpha")
    measures = words_of(topic.by_class("measures")[0])
    figure = measures.split("Remember")[1].split(" of those seen")[0]
    assert "likely" in figure
    in_words = figure.replace(" %", " % of them recalled", 1)
    assert in_words in words_of(learner.get("/").by_class("station__note")[0])
    hub = learner.get("/hub/alpha")
    tag = hub.all("a", href="/roadmap/topics/alpha")[0]
    assert words_of(tag) == f"6 of 6 seen · {in_words.replace('recalled', 'recalled now')}"
    assert figure in words_of(learner.get("/roadmap").by_class("topic__body")[0])
    assert figure in words_of(learner.get("/roadmap/milestones/m01").all("table")[0])
    (sections,) = [one for one in topic.all("section") if one.get("aria-labelledby") == "sections"]
    seen, remember = [words_of(one) for one in list(sections.iter("td"))[:2]]
    assert seen == "6 of 6"
    (cites,) = [one for one in hub.by_class("cites") if "on this section" in words_of(one)]
    assert remember.replace(" %", " % of them recalled now", 1) in words_of(cites)
    assert "4 cards with 6 questions on this section · 6 of 6 seen" in words_of(cites)
    assert {one.get("href") for one in cites.iter("a")} >= {
        "/roadmap/topics/alpha/questions?section=first-things"
    }
