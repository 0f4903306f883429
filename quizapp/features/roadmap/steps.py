"""The steps up for a topic, worked out on its questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.core.checked_topics import WINDOW
from quizapp.core.kinds import KINDS
from quizapp.core.levels import Level
from quizapp.core.next_steps import (
    SHOWN,
    Question,
    Step,
    StepKind,
    goal_above,
    steps_to,
    towards_check,
)
from quizapp.core.quizzes.questions import is_self_marked
from quizapp.core.recall_error import RecallError
from quizapp.storage import card_store
from quizapp.storage.database import Connection
from quizapp.storage.standings import TopicStanding
from quizapp.storage.stored_cards import stored_card
from quizapp.storage.topic_rows import QuestionRow


@dataclass(frozen=True, slots=True)
class Steps:
    """What is missing to the next level: all `steps`, the cheapest first.

    Where there are not two of them, `later` are some to the level after it, and `helpful` is one
    that makes the check go well.  `checkable` is how many questions a program can judge.
    """

    goal: Level | None
    steps: list[Step]
    later: list[Step]
    helpful: Step | None
    checkable: int


def steps_of(
    connection: Connection, one: TopicStanding, rows: Sequence[QuestionRow], error: RecallError
) -> Steps:
    """The steps of a topic from the rows of its questions."""
    goal = goal_above(one.level)
    seen = [
        Question(row.memory, row.recall or 0.0, row.is_taken_over)
        for row in rows
        if row.memory is not None
    ]
    checkable = _checkable(connection, rows)
    if goal is None:
        return Steps(None, [], [], None, checkable)
    steps = steps_to(goal, one.standing, seen, error, checkable)
    later: list[Step] = []
    helpful = None
    if goal is Level.HOLDING and len(steps) < SHOWN:
        beyond = steps_to(Level.MASTERED, one.standing, seen, error, checkable)
        later = [step for step in beyond if step not in steps][: SHOWN - len(steps)]
    if goal is Level.MASTERED and [step.kind for step in steps] == [StepKind.CHECK]:
        helpful = towards_check(one.standing, seen, error)
    return Steps(goal, steps, later, helpful, checkable)


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
