"""Which topics a learner leaves out of the path, and which optional ones are taken."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select

from quizapp.core.roadmap import Choice
from quizapp.storage.mastery_tables import topic_choices
from quizapp.storage.upsert import dialect_of, upsert


def choices_of(connection: Connection, learner_id: int) -> dict[str, Choice]:
    """The learner's decisions by topic."""
    found = select(topic_choices.c.topic, topic_choices.c.choice).where(
        topic_choices.c.learner_id == learner_id
    )
    return {topic: Choice(choice) for topic, choice in connection.execute(found)}


def choose(connection: Connection, learner_id: int, topic: str, choice: Choice | None) -> None:
    """Keep a decision about a topic; None goes back to what the roadmap says."""
    if choice is None:
        mine = (topic_choices.c.learner_id == learner_id) & (topic_choices.c.topic == topic)
        connection.execute(delete(topic_choices).where(mine))
        return
    row = {"learner_id": learner_id, "topic": topic, "choice": choice.value}
    connection.execute(upsert(dialect_of(connection), topic_choices), row)
