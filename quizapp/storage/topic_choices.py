"""Which topics a learner leaves out of the path, and which optional ones are taken."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, select

from quizapp.core.roadmap import Choice, is_counted
from quizapp.storage import card_store
from quizapp.storage.mastery_tables import topic_choices
from quizapp.storage.prepared import Prepared
from quizapp.storage.upsert import dialect_of, upsert


def choices_of(connection: Connection, learner_id: int) -> dict[str, Choice]:
    """The learner's decisions by topic."""
    rows = _CHOICES.rows(connection, learner=learner_id)
    return {topic: Choice(choice) for topic, choice in rows}


def left_out(connection: Connection, learner_id: int) -> set[str]:
    """The topics that are no part of the learner's path: skipped, or optional and not taken."""
    choices = choices_of(connection, learner_id)
    topics = [line.topic for line in card_store.topic_lines(connection)]
    return {one.id for one in topics if not is_counted(one, choices.get(one.id))}


def choose(connection: Connection, learner_id: int, topic: str, choice: Choice | None) -> None:
    """Keep a decision about a topic; None goes back to what the roadmap says."""
    if choice is None:
        mine = (topic_choices.c.learner_id == learner_id) & (topic_choices.c.topic == topic)
        connection.execute(delete(topic_choices).where(mine))
        return
    row = {"learner_id": learner_id, "topic": topic, "choice": choice.value}
    connection.execute(upsert(dialect_of(connection), topic_choices), row)


_CHOICES = Prepared(
    select(topic_choices.c.topic, topic_choices.c.choice).where(
        topic_choices.c.learner_id == bindparam("learner")
    )
)
