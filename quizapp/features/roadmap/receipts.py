"""The receipts of a topic: the rule with this learner's numbers, steps, sections, changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.core.checked_topics import checked_of, gap_of
from quizapp.core.errors import InvalidInput, NotFound
from quizapp.core.estimate_words import range_in_words
from quizapp.core.explanation import day_in_words
from quizapp.core.levels import Level
from quizapp.core.mastery import Estimate, estimate
from quizapp.core.mastery_words import (
    Condition,
    answers_in_words,
    check_in_words,
    conditions,
    gap_in_words,
    step_in_words,
)
from quizapp.core.moment import Moment
from quizapp.core.next_steps import SHOWN
from quizapp.core.page_links import guide_path, section_address
from quizapp.core.quizzes.evidence import CheckedAnswer
from quizapp.core.recall_error import MOST_CERTAIN, RecallError
from quizapp.features.roadmap.steps import steps_of
from quizapp.storage import (
    day_figures,
    level_log,
    page_store,
    quiz_log,
    recall_errors,
    topic_rows,
)
from quizapp.storage.database import Connection
from quizapp.storage.learners import Learner
from quizapp.storage.level_log import LevelChange
from quizapp.storage.page_store import StoredSection
from quizapp.storage.standings import TopicStanding, standings_on
from quizapp.storage.topic_rows import QuestionRow


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section of the topic's page with what is known of its questions."""

    title: str
    anchor: str
    url: str
    estimate: Estimate
    checked: str


@dataclass(frozen=True, slots=True)
class Receipts:
    """All about one topic's level.

    `steps` to the goal are sentences, the cheapest first; `later` are those to Mastered, where
    there are not two to the goal, and `helpful` is what a check is better for.
    """

    one: TopicStanding
    error: RecallError
    measured_on: str
    conditions: list[Condition]
    goal: Level | None
    steps: list[str]
    later: list[str]
    helpful: str
    can_be_checked: bool
    range: str
    checked: str
    gap: str
    changes: list[tuple[str, LevelChange]]
    sections: list[SectionLine]
    mean_before: float | None
    page: str


def standing_of(connection: Connection, learner: Learner, now: Moment, topic: str) -> TopicStanding:
    """Where one topic stands.  Raises NotFound."""
    for one in standings_on(connection, learner, now.day):
        if one.topic.id == topic:
            return one
    raise NotFound(f"There is no topic {topic[:60]!r} with questions on the roadmap.")


def section_of(connection: Connection, topic: str, anchor: str) -> StoredSection:
    """The section of a topic's page.  Raises InvalidInput with those that there are."""
    found = page_store.sections_of_topics(connection, [topic])
    for one in found:
        if one.anchor == anchor:
            return one
    known = ", ".join(one.anchor for one in found if one.cards) or "there are none"
    raise InvalidInput(f"section is {anchor[:60]!r}; it must be one of: {known}.")


def receipts(connection: Connection, learner: Learner, now: Moment, topic: str) -> Receipts:
    """Put together the receipts of a topic.  Raises NotFound."""
    one = standing_of(connection, learner, now, topic)
    error, measured_on = recall_errors.error_of(connection, learner.id)
    rows = topic_rows.questions_of(connection, learner.id, topic, now.day)
    answers = quiz_log.checked_answers(connection, learner.id, topic=topic)
    found = steps_of(connection, one, rows, error)
    each = day_figures.pace(connection, learner.id)
    shares = [min(row.recall, MOST_CERTAIN) for row in rows if row.recall is not None]
    has_page = page_store.exists(connection, guide_path(topic))
    return Receipts(
        one=one,
        error=error,
        measured_on="" if measured_on is None else day_in_words(measured_on),
        conditions=conditions(one.standing),
        goal=found.goal,
        steps=[step_in_words(step, each) for step in found.steps[:SHOWN]],
        later=[step_in_words(step, each) for step in found.later],
        helpful="" if found.helpful is None else step_in_words(found.helpful, each),
        can_be_checked=found.checkable > 0,
        range=range_in_words(one.standing.estimate, error.inflation),
        checked=check_in_words(one.standing.checked, one.standing.check_age_days),
        gap=gap_in_words(gap_of(one.standing.checked)),
        changes=[
            (day_in_words(change.study_day), change)
            for change in level_log.changes_of(connection, learner.id, topic)
        ],
        sections=_sections(connection, topic, rows, answers, error, now.day) if has_page else [],
        mean_before=sum(shares) / len(shares) if shares else None,
        page=f"/hub/{topic}" if has_page else "",
    )


def estimate_of_rows(rows: Sequence[QuestionRow], error: RecallError) -> Estimate:
    """What is recalled of some questions, from their rows."""
    shares = [min(row.recall, MOST_CERTAIN) for row in rows if row.recall is not None]
    variance = sum(share * (1 - share) for share in shares)
    inferred = sum(row.is_taken_over for row in rows)
    return estimate(len(shares), len(rows), sum(shares), variance, error, inferred)


def _sections(
    connection: Connection,
    topic: str,
    rows: Sequence[QuestionRow],
    answers: Sequence[CheckedAnswer],
    error: RecallError,
    today: int,
) -> list[SectionLine]:
    found = []
    for section in page_store.sections_of_topics(connection, [topic]):
        ids = {card.id for card in section.cards}
        mine = [row for row in rows if row.card_id in ids]
        if not mine:
            continue
        checked = checked_of([one for one in answers if one.card_id in ids])
        age = None if checked.last_day is None else max(0, today - checked.last_day)
        found.append(
            SectionLine(
                section.title,
                section.anchor,
                section_address(guide_path(topic), section.anchor),
                estimate_of_rows(mine, error),
                answers_in_words(checked, age),
            )
        )
    return found
