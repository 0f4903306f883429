"""Statistics on both databases: kept with each answer, and equal to what Python counts."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import delete, update

from quizapp.core.answer_facts import BAND_EDGES, MILLION
from quizapp.core.replay import Memory, Policy
from quizapp.core.reviews import Occasion
from quizapp.core.study_statistics import Spread
from quizapp.storage import hard_prompts, statistics_reads
from quizapp.storage.answer_statistics import moved
from quizapp.storage.database import reading, transaction
from quizapp.storage.hard_prompts import hardest
from quizapp.storage.learners import learner
from quizapp.storage.log_samples import logs_of, sample_of
from quizapp.storage.memory_spread import MemorySpread, spread_of
from quizapp.storage.rebuild import fill_statistics, rebuild
from quizapp.storage.statistics_reads import DaySums
from quizapp.storage.tables import answer_days, answer_weeks, prompts
from quizapp.web.deck import Synced
from tests.support.decks import ALPHA, BETA
from tests.support.logbook import Logbook
from tests.support.moments import Clock

PROMPTS = ("sky", "idempotent", "idempotent~reverse", "list-files", "full-disk")
LAST_DAY = 739_768 + 400


@pytest.fixture
def studied(log: Logbook, clock: Clock) -> Logbook:
    return study(log, clock)


def study(log: Logbook, clock: Clock) -> Logbook:
    """A log of two months, with failures, drills, a suspended card and an answer taken back."""
    for place in range(40):
        name = PROMPTS[place % len(PROMPTS)]
        log.answer(name, (4, 2, 5, 3, 4, 4)[place % 6])
        clock.pass_time(hours=37)
    log.mark("full-disk", Occasion.SUSPEND)
    log.answer("sky", 1)
    log.undo()
    return log


def read(book: Logbook, topic: str = "") -> dict[int, DaySums]:
    with book.app.app_context(), reading() as connection:
        return statistics_reads.days_of(connection, book.learner_id, 1, topic)


def spread(book: Logbook, day: int, topic: str = "") -> MemorySpread:
    with book.app.app_context(), reading() as connection:
        return spread_of(connection, book.learner_id, day, topic)


def whole(days: dict[int, DaySums]) -> DaySums:
    found = DaySums()
    for one in days.values():
        found = found.plus(one)
    return found


def test_each_answer_is_counted_on_its_day_with_its_time(log: Logbook, clock: Clock) -> None:
    before = whole(read(log))
    log.answer("sky", 4)
    clock.pass_time(days=1)
    log.answer("sky", 2)
    after = whole(read(log))
    assert after.answers == before.answers + 2
    assert after.new_prompts == before.new_prompts + 1
    assert after.milliseconds == before.milliseconds + 10_000
    assert (after.young, after.young_recalled, after.mature) == (1, 0, 0)


def test_the_doctor_finds_them_equal_to_a_recount(studied: Logbook) -> None:
    assert studied.faults() == []
    with studied.app.app_context(), transaction() as connection:
        connection.execute(
            update(answer_days).values(young=answer_days.c.young + 1).where(answer_days.c.young > 0)
        )
        connection.execute(delete(answer_weeks).where(answer_weeks.c.learner_id == 1))
    faults = studied.faults()
    assert [one for one in faults if "study_day" in one and "do not add up" in one]
    assert [one for one in faults if "band" in one and "do not add up" in one]


def test_a_rebuild_and_the_first_start_after_the_migration_count_them_anew(
    studied: Logbook,
) -> None:
    tables = ("answer_days", "answer_weeks")
    expected = [studied.tables()[name] for name in tables]
    for by_rebuild in (True, False):
        with studied.app.app_context(), transaction() as connection:
            for table in (answer_days, answer_weeks):
                connection.execute(delete(table).where(table.c.learner_id == 1))
            if by_rebuild:
                rebuild(connection, learner(connection, 1), LAST_DAY)
            else:
                fill_statistics(connection)
                fill_statistics(connection)  # and a second time adds nothing
        assert [studied.tables()[name] for name in tables] == expected


def test_another_scheduler_changes_what_is_mature_and_nothing_else(studied: Logbook) -> None:
    before = whole(read(studied))
    studied.choose(Policy("fsrs", 0.75))
    after = whole(read(studied))
    assert after.answers == before.answers
    assert after.young + after.mature == before.young + before.mature
    assert studied.faults() == []


def test_answers_move_with_their_prompt_to_another_topic(
    any_app: Flask, clock: Clock, rewrite: Callable[..., Synced]
) -> None:
    studied = study(Logbook(any_app), clock)
    alpha, beta = whole(read(studied, "alpha")), whole(read(studied, "beta"))
    sky, rest = ALPHA.split("## Idempotent")
    head, sky = sky.split("## Which colour")
    rewrite(BETA + "\n## Which colour" + sky, "topics/beta/cards.md")
    rewrite(head + "## Idempotent" + rest)
    moved_answers = len(studied.history("sky"))
    assert whole(read(studied, "alpha")).answers == alpha.answers - moved_answers
    assert whole(read(studied, "beta")).answers == beta.answers + moved_answers
    assert studied.faults() == []


def test_a_move_to_the_same_topic_changes_nothing(studied: Logbook) -> None:
    before = studied.tables()
    with studied.app.app_context(), transaction() as connection:
        moved(connection, "sky", "alpha", "alpha")
    assert studied.tables() == before


def test_grades_by_hour_and_predictions_by_band_hold_every_answer(studied: Logbook) -> None:
    with studied.app.app_context(), reading() as connection:
        bands, hours = statistics_reads.weeks_of(connection, 1, 1)
        alpha, _ = statistics_reads.weeks_of(connection, 1, 1, "alpha")
        beta, _ = statistics_reads.weeks_of(connection, 1, 1, "beta")
    sums = whole(read(studied))
    assert sum(one.whole for one in hours.values()) == sums.answers
    tested = [
        sum(row[0] for band, row in some.items() if band >= 0) for some in (bands, alpha, beta)
    ]
    assert tested[0] == sums.young + sums.mature == tested[1] + tested[2]
    recalled = sum(row[1] for band, row in bands.items() if band >= 0)
    assert recalled == sums.young_recalled + sums.mature_recalled


@pytest.mark.parametrize("days_later", [0, 3, 40, 400])
def test_the_spread_of_memories_is_what_python_counts(studied: Logbook, days_later: int) -> None:
    day = max(read(studied)) + days_later
    found = spread(studied, day)
    kept = [one for name in (*PROMPTS, "in-order") if not (one := studied.kept(name)).is_new]
    assert found.recall.counts == _counts(kept, lambda one: one.recall(day), BAND_EDGES)
    edges = (2, 4, 7, 14, 21, 30, 60, 90, 180, 365)
    assert found.intervals.counts == _counts(kept, lambda one: one.interval_days, edges)
    whole_ones = (2, 3, 4, 5, 6, 7, 8, 9)
    assert found.difficulty.counts == _counts(
        kept, lambda one: one.fsrs.difficulty if one.fsrs else 0, whole_ones
    )
    assert found.easiness.whole == found.stability.whole == len(kept)


def _counts(
    kept: list[Memory], value: Callable[[Memory], float], edges: tuple[float, ...]
) -> tuple[int, ...]:
    counted = Counter(bisect_right(edges, value(one)) for one in kept)
    return tuple(counted[place] for place in range(len(edges) + 1))


def test_the_spread_of_one_topic_leaves_out_the_others_and_what_left_the_deck(
    studied: Logbook,
) -> None:
    day = max(read(studied))
    both = spread(studied, day).recall.whole
    alpha, beta = (spread(studied, day, topic).recall.whole for topic in ("alpha", "beta"))
    assert alpha + beta == both
    with studied.app.app_context(), transaction() as connection:
        connection.execute(update(prompts).values(retired=True).where(prompts.c.id == "sky"))
    assert spread(studied, day).recall.whole == both - 1
    assert isinstance(spread(studied, day).recall, Spread)


def test_the_hardest_cards_come_first_and_only_those_forgotten_twice(
    log: Logbook, clock: Clock
) -> None:
    for name, lapses in (("sky", 3), ("list-files", 2), ("full-disk", 1)):
        for _ in range(lapses):
            log.answer(name, 4)
            clock.pass_time(days=1)
            log.answer(name, 2)
            clock.pass_time(days=1)
    with log.app.app_context(), reading() as connection:
        who = learner(connection, 1)
        found = hardest(connection, who, 10)
        first = hardest(connection, who, 1)
        beta = hardest(connection, who, 10, topic="beta")
    assert [(one.card_id, one.forgotten) for one in found] == [("sky", 3), ("list-files", 2)]
    assert first == found[:1]
    assert beta == found[1:]


def test_only_a_days_first_answer_to_a_card_seen_before_is_forgetting(
    log: Logbook, clock: Clock
) -> None:
    for name in PROMPTS:  # each first answer of all is Again
        log.answer(name, 2)
    for quality, drill in ((2, 2), (3, 2), (2, 4), (1, 4)):
        clock.pass_time(days=1)
        log.answer("sky", quality)
        log.answer("sky", drill)
    clock.pass_time(days=1)
    since = log.row("learners", id=1)["last_study_day"] - 1
    log.answer("list-files", 2)
    log.undo()
    with log.app.app_context(), reading() as connection:
        who = learner(connection, 1)
        (whole,) = hardest(connection, who, 10)
        (part,) = hardest(connection, who, 10, since)
        assert hardest(connection, who, 10, since + 1) == []
    assert (whole.card_id, whole.forgotten, whole.answers) == ("sky", 3, 9)
    assert (part.forgotten, part.answers) == (2, 4)


def test_logs_are_read_until_none_can_be_harder(
    log: Logbook, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two that seem hard by the days with an Again were not; the third was."""
    monkeypatch.setattr(hard_prompts, "_LOGS_EACH", 1)
    for _ in range(4):
        for name in ("full-disk", "idempotent"):
            log.answer(name, 3)
            log.answer(name, 2)
        clock.pass_time(days=1)
    for quality in (4, 2, 2):
        log.answer("sky", quality)
        clock.pass_time(days=1)
    with log.app.app_context(), reading() as connection:
        (found,) = hardest(connection, learner(connection, 1), 1)
    assert (found.card_id, found.forgotten) == ("sky", 2)


def test_the_count_of_days_reads_its_index_alone(app: Flask) -> None:
    """On SQLite, which explains its plans in these words."""
    with app.app_context(), reading() as connection:
        for topic in ("", "alpha"):
            statement = hard_prompts.days_with_again(1, 739_768, topic).compile(
                connection, compile_kwargs={"literal_binds": True}
            )
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}").all()
            (step,) = [words for *_, words in plan if words.split()[1] == "reviews"]
            assert "USING COVERING INDEX ix_reviews_forgotten" in step


def test_a_sample_is_bounded_whole_by_prompt_and_always_the_same(studied: Logbook) -> None:
    with studied.app.app_context(), reading() as connection:
        every = sample_of(connection, 1)
        few = sample_of(connection, 1, most=20)
        assert few == sample_of(connection, 1, most=20)
        one = sample_of(connection, 1, most=1)
        logged = {name: entries for name, _, entries in logs_of(connection, 1, few)}
        alpha = sample_of(connection, 1, "alpha")
    assert every.is_whole
    assert not few.is_whole
    assert few.entries <= 20 < few.all_entries == every.entries
    assert one.prompts == 1
    assert set(alpha.topics.values()) == {"alpha"}
    for name, entries in logged.items():
        assert entries == studied.history(name)


def test_the_state_changes_with_every_step_and_with_the_deck(
    studied: Logbook, clock: Clock, any_app: Flask
) -> None:
    def state() -> object:
        with any_app.app_context(), reading() as connection:
            who = learner(connection, 1)
            return statistics_reads.state_of(connection, who, LAST_DAY)

    seen = [state()]
    studied.answer("sky", 4)
    seen.append(state())
    studied.mark("sky", Occasion.SUSPEND)
    seen.append(state())
    studied.undo()
    studied.undo()
    seen.append(state())
    studied.choose(Policy("fsrs", 0.9))
    seen.append(state())
    for place, one in enumerate(seen):
        assert one not in seen[:place]
    assert state() == seen[-1]


def test_the_state_changes_when_a_card_is_worded_anew(
    any_app: Flask, rewrite: Callable[..., Synced]
) -> None:
    def state() -> object:
        with any_app.app_context(), reading() as connection:
            return statistics_reads.state_of(connection, learner(connection, 1), LAST_DAY)

    before = state()
    rewrite(ALPHA.replace("Which colour has the sky?", "What colour has the sky?"))
    assert state() != before


def test_sums_of_predictions_are_kept_in_millionths(log: Logbook, clock: Clock) -> None:
    log.answer("sky", 4)
    clock.pass_time(days=4)
    before = log.kept("sky")
    log.answer("sky", 4)
    [row] = [
        row for row in log.tables(1)["answer_weeks"] if row["band"] >= 0 and row["topic"] == "alpha"
    ]
    day = log.history("sky")[-1].study_day
    assert row["predicted_millionths"] == round(before.recall(day) * MILLION)
