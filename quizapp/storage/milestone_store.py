"""The roadmap's milestones in the database."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Connection, select

from quizapp.core.cards import Milestone
from quizapp.storage.mastery_tables import milestones

_ALL = select(milestones).order_by(milestones.c.position)


def write(connection: Connection, listed: Sequence[Milestone]) -> None:
    """Replace the milestones, unless they are these already."""
    if all_milestones(connection) == list(listed):
        return
    connection.execute(milestones.delete())
    rows = [
        {
            "id": one.id,
            "position": position,
            "title": one.title,
            "topics": json.dumps(one.topics),
        }
        for position, one in enumerate(listed)
    ]
    if rows:
        connection.execute(milestones.insert(), rows)


def all_milestones(connection: Connection) -> list[Milestone]:
    """The milestones in the order of the roadmap."""
    return [
        Milestone(row.id, row.title, tuple(json.loads(row.topics)))
        for row in connection.execute(_ALL)
    ]
