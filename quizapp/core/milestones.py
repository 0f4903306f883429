"""Milestones: projects that take several topics, as the roadmap's file lists them."""

from __future__ import annotations

import re
from collections.abc import Collection

from quizapp.core.card_fields import near_miss
from quizapp.core.cards import Milestone
from quizapp.core.errors import Problem
from quizapp.core.kinds.block import shortened
from quizapp.core.toml_tables import TableForm, read_tables

_ID = re.compile("[a-z0-9-]{2,40}")
#: Stands for every topic of the roadmap.
ALL = "all"
_FORM = TableForm(
    name="milestone",
    noun="milestone",
    file="The roadmap",
    keys={
        "id": (str, 'Write id = "m03".'),
        "title": (str, 'Write title = "Advanced SQL".'),
        "topics": (list, 'Write topics = ["sql", "transactions"], or ["all"].'),
    },
    required=("id", "title"),
    beside=("topic",),
)


def parse_milestones(
    text: str, path: str, topics: Collection[str]
) -> tuple[tuple[Milestone, ...], list[Problem]]:
    """The milestones in the order of the file, and what is wrong with them.

    A topic that is none is left out.  Faults of the file as a whole are told with its topics.
    """
    tables, problems = read_tables(text, path, _FORM)
    # What is wrong with the file itself, `parse_roadmap` says already.
    problems = [one for one in problems if "milestone" in one.message]
    found: dict[str, Milestone] = {}
    for line, values in tables:
        one = Milestone(**values)
        if _ID.fullmatch(one.id) is None:
            message = f"`{shortened(one.id)}` cannot be the id of a milestone."
            problems.append(Problem(path, line, message, "Use 2 to 40 of a-z, 0-9 and `-`."))
        elif one.id in found:
            message = f"The milestone `{one.id}` is there already."
            problems.append(Problem(path, line, message, "Remove one, or rename it."))
        else:
            known = _known_topics(one, topics, path, line, problems)
            found[one.id] = Milestone(one.id, one.title, known)
    return tuple(found.values()), sorted(problems)


def _known_topics(
    one: Milestone, topics: Collection[str], path: str, line: int, problems: list[Problem]
) -> tuple[str, ...]:
    if one.topics == (ALL,):
        return tuple(topics)
    for name in one.topics:
        if name not in topics:
            message = f"The milestone `{one.id}` takes `{shortened(name)}`, which is no topic."
            problems.append(Problem(path, line, message, near_miss(name, topics)))
    return tuple(dict.fromkeys(name for name in one.topics if name in topics))
