"""The order of topics, what a topic needs before it, and what to learn next."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

from quizapp.core.card_fields import near_miss
from quizapp.core.cards import Topic
from quizapp.core.circles import circles, in_words
from quizapp.core.errors import Problem
from quizapp.core.kinds.block import shortened
from quizapp.core.toml_tables import TableForm, read_tables

_ID = re.compile("[a-z0-9-]{2,40}")
_FORM = TableForm(
    name="topic",
    noun="topic",
    file="The roadmap",
    keys={
        "id": (str, 'Write id = "http".'),
        "title": (str, 'Write title = "HTTP".'),
        "group": (str, 'Write group = "foundations".'),
        "needs": (list, 'Write needs = ["http", "sql"].'),
        "optional": (bool, "Write optional = true."),
        "hub": (list, 'Write hub = ["technology:django"].'),
    },
    required=("id", "title"),
    beside=("milestone",),
)


class Choice(StrEnum):
    """What a learner decided about a topic: leave it out, or take an optional one."""

    SKIP = "skip"
    TAKE = "take"


def is_counted(topic: Topic, choice: Choice | None) -> bool:
    """Whether a topic is part of the learner's path: optional ones only when they are taken."""
    return choice is not Choice.SKIP and (choice is Choice.TAKE or not topic.optional)


def next_topics(
    topics: Sequence[Topic], holding: Collection[str], counted: Collection[str], most: int = 3
) -> list[Topic]:
    """What prerequisites and mastery suggest: topics that do not hold yet but whose needs do.

    In learning order, those that more of the path builds on first.  A need that the learner does
    not count is no need, and where nothing is ready the first topics in order are; so there is
    always a next one as long as some topic does not hold.
    """
    waiting = [one for one in learning_order(topics) if one.id in counted and one.id not in holding]
    ready = [
        one for one in waiting if all(need in holding or need not in counted for need in one.needs)
    ]
    built_on = {one.id: sum(one.id in other.needs for other in waiting) for one in waiting}
    ready.sort(key=lambda one: -built_on[one.id])
    return (ready or waiting)[:most]


def parse_roadmap(text: str, path: str) -> tuple[tuple[Topic, ...], list[Problem]]:
    """The topics in the order of the file, and what is wrong with it.

    A topic that needs an unknown one is kept without that need; topics in a circle are kept.
    """
    tables, problems = read_tables(text, path, _FORM)
    topics: dict[str, Topic] = {}
    line_of: dict[str, int] = {}
    for line, values in tables:
        topic = Topic(**values)
        if _ID.fullmatch(topic.id) is None:
            message = f"`{shortened(topic.id)}` cannot be the id of a topic."
            problems.append(Problem(path, line, message, "Use 2 to 40 of a-z, 0-9 and `-`."))
        elif topic.id in topics:
            message = f"The topic `{topic.id}` stands on line {line_of[topic.id]} already."
            problems.append(Problem(path, line, message, "Remove one, or rename it."))
        else:
            topics[topic.id], line_of[topic.id] = topic, line
    known = [_with_known_needs(topic, topics, path, line_of, problems) for topic in topics.values()]
    needs_of = {topic.id: topic.needs for topic in known}
    for circle in circles(needs_of):
        message = f"These topics need each other in a circle: {in_words(circle, needs_of)}."
        remedy = "Remove one of these needs: a learner could never begin."
        problems.append(Problem(path, line_of[circle[0]], message, remedy))
    return tuple(known), sorted(problems)


def stages(topics: Sequence[Topic]) -> list[list[Topic]]:
    """The topics by how far along they are: none of a stage needs another one of it.

    The first stage needs nothing, each later one at least one topic of the stage before.  Within a
    stage they keep the learning order; topics in a circle share the stage after the others.
    """
    ordered = learning_order(topics)
    known = {topic.id for topic in ordered}
    stage_of: dict[str, int] = {}
    for topic in ordered:
        needed = [need for need in topic.needs if need in known]
        if any(need not in stage_of for need in needed):
            break
        stage_of[topic.id] = max((stage_of[need] + 1 for need in needed), default=0)
    last = max(stage_of.values(), default=-1) + 1
    found: list[list[Topic]] = [[] for _ in range(last + 1)]
    for topic in ordered:
        found[stage_of.get(topic.id, last)].append(topic)
    return [stage for stage in found if stage]


def learning_order(topics: Sequence[Topic]) -> tuple[Topic, ...]:
    """The topics, each after those that it needs, else in the order given.

    Topics that need each other in a circle come last.
    """
    by_id = {topic.id: topic for topic in topics}
    waiting = {topic.id: {need for need in topic.needs if need in by_id} for topic in topics}
    ordered: list[Topic] = []
    while waiting:
        # The first that is ready is taken each time, so the author's order decides among equals.
        ready = next((name for name, needs in waiting.items() if not needs), None)
        if ready is None:
            return (*ordered, *(by_id[name] for name in waiting))
        del waiting[ready]
        for needs in waiting.values():
            needs.discard(ready)
        ordered.append(by_id[ready])
    return tuple(ordered)


def _with_known_needs(
    topic: Topic,
    topics: Mapping[str, Topic],
    path: str,
    line_of: Mapping[str, int],
    problems: list[Problem],
) -> Topic:
    for need in topic.needs:
        if need not in topics:
            message = f"The topic `{topic.id}` needs `{shortened(need)}`, which is no topic."
            problems.append(Problem(path, line_of[topic.id], message, near_miss(need, topics)))
    needs = tuple(need for need in topic.needs if need in topics)
    return Topic(topic.id, topic.title, topic.group, needs, topic.optional, topic.hub)
