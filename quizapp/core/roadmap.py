"""The order of topics, and what a topic needs before it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from quizapp.core.card_fields import near_miss
from quizapp.core.cards import Topic
from quizapp.core.errors import Problem
from quizapp.core.kinds.block import shortened

_ID = re.compile("[a-z0-9-]{2,40}")
_TABLE = re.compile(r"[ \t]*\[\[[ \t]*topic[ \t]*\]\]")
_LINE_OF_ERROR = re.compile(r"at line ([0-9]+)")
#: Each key of a topic, the type of its value, and how to write one.
_KEYS: dict[str, tuple[type, str]] = {
    "id": (str, 'Write id = "http".'),
    "title": (str, 'Write title = "HTTP".'),
    "group": (str, 'Write group = "foundations".'),
    "needs": (list, 'Write needs = ["http", "sql"].'),
    "optional": (bool, "Write optional = true."),
    "hub": (list, 'Write hub = ["technology:django"].'),
}


def parse_roadmap(text: str, path: str) -> tuple[tuple[Topic, ...], list[Problem]]:
    """The topics in the order of the file, and what is wrong with it.

    A topic that needs an unknown one is kept without that need; topics in a circle are kept.
    """
    try:
        document = tomllib.loads(text.replace("\r\n", "\n").removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        return (), [_unreadable(str(error), path)]
    except RecursionError:
        return (), [_unreadable("Its values are nested too deep.", path)]
    problems = [
        Problem(path, 1, f"The roadmap has no key `{shortened(key)}`.", near_miss(key, ["topic"]))
        for key in document
        if key != "topic"
    ]
    tables = document.get("topic", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        remedy = "Begin each topic with a line `[[topic]]`."
        return (), [*problems, Problem(path, 1, "`topic` is no list of topics.", remedy)]
    lines = _lines_of_tables(text, len(tables))
    topics: dict[str, Topic] = {}
    line_of: dict[str, int] = {}
    for table, line in zip(tables, lines, strict=True):
        topic, found = _topic_of(table, path, line)
        problems += found
        if topic is None:
            continue
        if topic.id in topics:
            message = f"The topic `{topic.id}` stands on line {line_of[topic.id]} already."
            problems.append(Problem(path, line, message, "Remove one, or rename it."))
            continue
        topics[topic.id], line_of[topic.id] = topic, line
    known = [_with_known_needs(topic, topics, path, line_of, problems) for topic in topics.values()]
    circle = _circle_in(known)
    if circle:
        names = " → ".join(circle)
        message = f"These topics need each other in a circle: {names}."
        remedy = "Remove one of these needs: a learner could never begin."
        problems.append(Problem(path, line_of[circle[0]], message, remedy))
    return tuple(known), sorted(problems)


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


def _topic_of(table: Mapping[str, Any], path: str, line: int) -> tuple[Topic | None, list[Problem]]:
    problems = []
    for key, value in table.items():
        if key not in _KEYS:
            message = f"A topic has no key `{shortened(key)}`."
            problems.append(Problem(path, line, message, near_miss(key, _KEYS)))
        elif not _is_of(_KEYS[key][0], value):
            message = f"The topic's `{key}` has the wrong type."
            problems.append(Problem(path, line, message, _KEYS[key][1]))
    problems += [
        Problem(path, line, f"The topic has no {key}.", _KEYS[key][1])
        for key in ("id", "title")
        if not table.get(key)
    ]
    if isinstance(table.get("id"), str) and table["id"] and _ID.fullmatch(table["id"]) is None:
        message = f"`{shortened(table['id'])}` cannot be the id of a topic."
        problems.append(Problem(path, line, message, "Use 2 to 40 of a-z, 0-9 and `-`."))
    if problems:
        return None, problems
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in table.items()
    }
    return Topic(**values), []


def _is_of(kind: type, value: object) -> bool:
    if isinstance(value, list) and kind is list:
        return all(isinstance(item, str) for item in value)
    return type(value) is kind


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


def _circle_in(topics: Iterable[Topic]) -> list[str]:
    """One circle of needs as a path that ends where it begins; empty when there is none."""
    ordered = learning_order(tuple(topics))
    needs_of = {topic.id: topic.needs for topic in ordered}
    done: set[str] = set()
    for topic in ordered:
        if not done.issuperset(topic.needs):
            break
        done.add(topic.id)
    else:
        return []
    path, name = [topic.id], topic.id
    while True:
        name = next(need for need in needs_of[name] if need not in done)
        if name in path:
            return [*path[path.index(name) :], name]
        path.append(name)


def _lines_of_tables(text: str, count: int) -> list[int]:
    """Where the topics begin; `tomllib` does not say."""
    lines = [n for n, line in enumerate(text.split("\n"), start=1) if _TABLE.match(line)]
    return (lines + [1] * count)[:count]


def _unreadable(reason: str, path: str) -> Problem:
    found = _LINE_OF_ERROR.search(reason)
    line = int(found[1]) if found else 1
    return Problem(path, line, f"The roadmap is not valid TOML: {reason}", "Mend this line.")
