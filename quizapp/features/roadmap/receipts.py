"""The receipts of a topic: the rule with this learner's numbers, steps, sections, changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.core.checked_topics import WINDOW, checked_of, gap_of
from quizapp.core.errors import InvalidInput, NotFound
from quizapp.core.explanation import day_in_words
from quizapp.core.kinds import KINDS
from quizapp.core.levels import Level
from quizapp.core.mastery import Estimate, estimate
from quizapp.core.mastery_words import (
    Condition,
    answers_in_words,
    check_in_words,
    conditions,
    gap_in_words,
    range_in_words,
    step_in_words,
)
from quizapp.core.moment import Moment
from quizapp.core.next_steps import SHOWN, Question, goal_above, steps_to
from quizapp.core.page_links import guide_path, section_address
from quizapp.core.quizzes.evidence import CheckedAnswer
from quizapp.core.quizzes.questions import is_self_marked
from quizapp.core.recall_error import MOST_CERTAIN, RecallError
from quizapp.storage import (
    card_store,
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
from quizapp.storage.stored_cards import stored_card
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
    there are not two to the goal.
    """

    one: TopicStanding
    error: RecallError
    measured_on: str
    conditions: list[Condition]
    goal: Level | None
    steps: list[str]
    later: list[str]
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
    goal = goal_above(one.level)
    seen = [
        Question(row.memory, row.recall or 0.0, row.is_taken_over)
        for row in rows
        if row.memory is not None
    ]
    checkable = _checkable(connection, rows)
    steps = steps_to(goal, one.standing, seen, error, checkable)[:SHOWN] if goal else []
    later = []
    if goal is Level.HOLDING and len(steps) < SHOWN:
        beyond = steps_to(Level.MASTERED, one.standing, seen, error, checkable)
        later = [step for step in beyond if step not in steps][: SHOWN - len(steps)]
    each = day_figures.pace(connection, learner.id)
    shares = [min(row.recall, MOST_CERTAIN) for row in rows if row.recall is not None]
    has_page = page_store.exists(connection, guide_path(topic))
    return Receipts(
        one=one,
        error=error,
        measured_on="" if measured_on is None else day_in_words(measured_on),
        conditions=conditions(one.standing),
        goal=goal,
        steps=[step_in_words(step, each) for step in steps],
        later=[step_in_words(step, each) for step in later],
        can_be_checked=checkable > 0,
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


def _checkable(connection: Connection, rows: Sequence[QuestionRow]) -> int:
    """How many questions a program can judge in a quiz; as many as a check takes are enough."""
    found = 0
    for row in rows:
        if row.suspended or found == WINDOW:
            continue
        is_judged = KINDS[row.kind].program_graded
        if row.kind == "cloze":
            # Short gaps are typed in a quiz, and that depends on the words they hide.
            card = stored_card(card_store.shown_prompt(connection, row.prompt_id))
            is_judged = not is_self_marked(card, row.part)
        found += is_judged
    return found


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
        shares = [min(row.recall, MOST_CERTAIN) for row in mine if row.recall is not None]
        variance = sum(share * (1 - share) for share in shares)
        inferred = sum(row.is_taken_over for row in mine)
        checked = checked_of([one for one in answers if one.card_id in ids])
        age = None if checked.last_day is None else max(0, today - checked.last_day)
        found.append(
            SectionLine(
                section.title,
                section.anchor,
                section_address(guide_path(topic), section.anchor),
                estimate(len(shares), len(mine), sum(shares), variance, error, inferred),
                answers_in_words(checked, age),
            )
        )
    return found
