"""What `doctor` checks of mastery's evidence: quizzes with their answers, and the log of levels.

They are facts of their own beside the review log.  What only repeats them can be built anew.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict

from sqlalchemy import Connection, select, update

from quizapp.core.levels import Level, LevelState
from quizapp.storage import level_log
from quizapp.storage.mastery_tables import level_changes
from quizapp.storage.tables import quiz_answers, quizzes


def quiz_differences(connection: Connection, learner_id: int) -> tuple[int, list[str]]:
    """How many answers were looked at, and those that do not agree with their quizzes.

    Each stands at the place that its quiz planned for it, and of the answers to one item on one
    study day exactly one is the first.
    """
    plans = {
        row.id: json.loads(row.plan)
        for row in connection.execute(
            select(quizzes.c.id, quizzes.c.plan).where(quizzes.c.learner_id == learner_id)
        )
    }
    answers = connection.execute(_ANSWERS.where(quiz_answers.c.learner_id == learner_id)).all()
    firsts = Counter((row.prompt_id, row.study_day) for row in answers if row.first_of_day)
    asked = {(row.prompt_id, row.study_day) for row in answers}
    found = [
        f"answer {row.place + 1} of quiz {row.quiz_id} is not to the question planned there"
        for row in answers
        if row.prompt_id not in plans[row.quiz_id][row.place : row.place + 1]
    ]
    found += [
        f"{firsts[one]} answers to {one[0]} are the first on day {one[1]} in a quiz"
        for one in sorted(asked)
        if firsts[one] != 1
    ]
    return len(answers), found


def level_differences(connection: Connection, learner_id: int) -> tuple[int, list[str]]:
    """How many changes of level were looked at, and where they do not lead to what is kept."""
    rows = connection.execute(_CHANGES.where(level_changes.c.learner_id == learner_id)).all()
    found = [
        f"level change {row.number} stands in place {place}"
        for place, row in enumerate(rows, start=1)
        if row.number != place
    ]
    at: dict[str, Level] = defaultdict(lambda: Level.NOT_STARTED)
    for row in rows:
        if row.old_level != at[row.topic].value:
            found.append(f"{row.topic} changes from {row.old_level}, but was {at[row.topic].value}")
        at[row.topic] = Level(row.new_level)
    kept = level_log.states_of(connection, learner_id)
    for topic in sorted(at.keys() | kept.keys()):
        was = kept.get(topic, LevelState()).level
        if was is not at[topic]:
            found.append(f"{topic} is kept as {was.value}, its last change is {at[topic].value}")
    return len(rows), found


def mend(connection: Connection, learner_id: int) -> None:
    """Set what repeats the facts to what they say: first answers of a day, levels reached."""
    seen: set[tuple[str, int]] = set()
    for row in connection.execute(_ANSWERS.where(quiz_answers.c.learner_id == learner_id)).all():
        item = (row.prompt_id, row.study_day)
        if bool(row.first_of_day) != (item not in seen):
            this = (quiz_answers.c.quiz_id == row.quiz_id) & (quiz_answers.c.place == row.place)
            connection.execute(
                update(quiz_answers)
                .where(quiz_answers.c.learner_id == learner_id, this)
                .values(first_of_day=item not in seen)
            )
        seen.add(item)
    changes = connection.execute(_CHANGES.where(level_changes.c.learner_id == learner_id)).all()
    last = {row.topic: LevelState(Level(row.new_level), row.study_day) for row in changes}
    kept = level_log.states_of(connection, learner_id)
    for topic in kept.keys() | last.keys():
        state = last.get(topic, LevelState())
        if kept.get(topic, LevelState()).level is not state.level:
            level_log.keep(connection, learner_id, topic, state)


_ANSWERS = select(
    quiz_answers.c.quiz_id,
    quiz_answers.c.place,
    quiz_answers.c.prompt_id,
    quiz_answers.c.study_day,
    quiz_answers.c.first_of_day,
).order_by(quiz_answers.c.at, quiz_answers.c.quiz_id, quiz_answers.c.place)
_CHANGES = select(level_changes).order_by(level_changes.c.number)
