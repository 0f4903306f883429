"""Cards, prompts and topics as the pages need them."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, bindparam, select

from quizapp.core.cards import Topic
from quizapp.core.errors import NotFound
from quizapp.core.review_queue import Candidate
from quizapp.core.scheduling.fsrs import FsrsMemory
from quizapp.storage.prepared import Prepared
from quizapp.storage.tables import card_changes, cards, memories, prompts, topics


@dataclass(frozen=True, slots=True)
class ShownPrompt:
    """A prompt with all that a page shows of it; `face` and `sources_html` are JSON texts."""

    id: str
    card_id: str
    part: str
    kind: str
    topic: str
    topic_title: str
    title: str
    level: int
    face: str
    why_html: str
    sources_html: str
    proof: str | None
    proved_on: str
    anchor: str | None
    content_hash: str
    path: str
    source: str
    retired: bool


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic of the roadmap with the number of its live prompts."""

    topic: Topic
    prompts: int


def shown_prompt(connection: Connection, prompt_id: str) -> ShownPrompt:
    """The prompt with this id, retired or not.  Raises NotFound."""
    row = _SHOWN.row(connection, prompt=_possible(prompt_id))
    if row is None:
        raise _no_card(prompt_id)
    return _as_shown(row)


def topic_of(connection: Connection, prompt_id: str) -> str:
    """The topic of a prompt, retired or not.  Raises NotFound."""
    row = _TOPIC.row(connection, prompt=_possible(prompt_id))
    if row is None:
        raise _no_card(prompt_id)
    return str(row[0])


def shown_prompts_of(connection: Connection, card_id: str) -> list[ShownPrompt]:
    """All live prompts of a card, in order; all of them where the card is retired."""
    rows = connection.execute(_OF_CARD, {"card": _possible(card_id)}).all()
    if not rows:
        raise _no_card(card_id)
    shown = [_as_shown(row) for row in rows]
    return [one for one in shown if not one.retired] or shown


def topic_lines(connection: Connection) -> list[TopicLine]:
    """The roadmap, in its order."""
    return [
        TopicLine(
            Topic(topic_id, title, group, _names(needs), bool(optional), _names(hub)), prompts_of
        )
        for topic_id, title, group, needs, optional, hub, prompts_of in _TOPICS.rows(connection)
    ]


@lru_cache(maxsize=1000)
def _names(text: str) -> tuple[str, ...]:
    """A list of names as it is stored; each page reads the same few dozen again."""
    return tuple(json.loads(text))


def due_candidates(connection: Connection, learner_id: int, today: int) -> list[Candidate]:
    """Every prompt that is due on a day or earlier, and not set aside."""
    rows = _DUE.rows(connection, learner=learner_id, today=today)
    return [
        Candidate(
            prompt_id,
            card_id,
            topic,
            None if stability is None else FsrsMemory(stability, difficulty),
            last_day,
        )
        for prompt_id, card_id, topic, stability, difficulty, last_day in rows
    ]


def drills(connection: Connection, learner_id: int, today: int) -> list[str]:
    """Prompts still to be repeated today, in the order of their ids."""
    return list(connection.scalars(_DRILLS, {"learner": learner_id, "today": today}))


def new_candidates(
    connection: Connection,
    learner_id: int,
    today: int,
    most: int,
    left_out: Collection[str] = (),
) -> list[Candidate]:
    """The next prompts never asked, in the order of learning; none of the topics left out."""
    if most <= 0:
        return []
    statement = _NEW.limit(most)
    if left_out:
        statement = statement.where(prompts.c.topic.not_in(sorted(left_out)))
    rows = connection.execute(statement, {"learner": learner_id, "today": today})
    return [Candidate(row.id, row.card_id, row.topic) for row in rows]


def new_among(
    connection: Connection, learner_id: int, ids: Collection[str], topics: Collection[str]
) -> set[str]:
    """Which of these prompts belong to some topics and were neither asked nor made due."""
    wanted = _UNTOUCHED.where(prompts.c.id.in_(ids), prompts.c.topic.in_(topics))
    return set(connection.scalars(wanted, {"learner": learner_id}))


def revision_of(connection: Connection, card_id: str, seen_hash: str) -> str | None:
    """The wording a learner saw last, when the card's meaning has changed since; else None."""
    if not seen_hash:
        return None
    changes: Sequence[Any] = connection.execute(_CHANGES, {"card": card_id}).all()
    seen_at = next((one.changed_at for one in changes if one.content_hash == seen_hash), None)
    missed = [one for one in changes if seen_at is None or one.changed_at > seen_at]
    return missed[0].old_source if any(one.change == "meaning" for one in missed) else None


def _possible(one_id: str) -> str:
    """The id itself; one with a NUL, which PostgreSQL refuses to be asked for, names nothing."""
    if "\0" in one_id:
        raise _no_card(one_id)
    return one_id


def _no_card(one_id: str) -> NotFound:
    return NotFound(f"There is no card with the id {one_id[:80]!r}.")


def _as_shown(row: Sequence[Any]) -> ShownPrompt:
    values: list[Any] = [*row[:-1], bool(row[-1])]
    return ShownPrompt(*values)


_TOPICS = Prepared(
    select(
        topics.c.id,
        topics.c.title,
        topics.c.group_name,
        topics.c.needs,
        topics.c.optional,
        topics.c.hub,
        topics.c.prompts,
    ).order_by(topics.c.position)
)
_SHOWN_COLUMNS = (
    prompts.c.id,
    prompts.c.card_id,
    prompts.c.part,
    cards.c.kind,
    cards.c.topic,
    topics.c.title,
    cards.c.title.label("card_title"),
    cards.c.level,
    prompts.c.face,
    cards.c.why_html,
    cards.c.sources_html,
    cards.c.proof,
    cards.c.proved_on,
    cards.c.anchor,
    cards.c.content_hash,
    cards.c.path,
    cards.c.source,
    prompts.c.retired,
)
_JOINED = prompts.join(cards, cards.c.id == prompts.c.card_id).outerjoin(
    topics, topics.c.id == cards.c.topic
)
_SHOWN = Prepared(
    select(*_SHOWN_COLUMNS).select_from(_JOINED).where(prompts.c.id == bindparam("prompt"))
)
_TOPIC = Prepared(select(prompts.c.topic).where(prompts.c.id == bindparam("prompt")))
_OF_CARD = (
    select(*_SHOWN_COLUMNS)
    .select_from(_JOINED)
    .where(prompts.c.card_id == bindparam("card"))
    .order_by(prompts.c.part, prompts.c.position)
)
_MINE = memories.c.learner_id == bindparam("learner")
_DUE = Prepared(
    select(
        memories.c.prompt_id,
        prompts.c.card_id,
        memories.c.topic,
        memories.c.stability,
        memories.c.difficulty,
        memories.c.last_day,
    )
    .join(prompts, prompts.c.id == memories.c.prompt_id)
    .where(
        _MINE,
        memories.c.due_day <= bindparam("today"),
        memories.c.suspended.is_(False),
        prompts.c.retired.is_(False),
    )
)
_DRILLS = (
    select(memories.c.prompt_id)
    .join(prompts, prompts.c.id == memories.c.prompt_id)
    .where(
        _MINE,
        memories.c.drill_day == bindparam("today"),
        memories.c.due_day + 0 > bindparam("today"),  # the index of drills is the short one
        memories.c.suspended.is_(False),
        prompts.c.retired.is_(False),
    )
    .order_by(memories.c.prompt_id)
)
_NEW = (
    select(prompts.c.id, prompts.c.card_id, prompts.c.topic)
    .outerjoin(memories, (memories.c.prompt_id == prompts.c.id) & (_MINE))
    .where(
        prompts.c.retired.is_(False),
        memories.c.first_day.is_(None),
        memories.c.suspended.is_not(True),
        (memories.c.buried_until.is_(None)) | (memories.c.buried_until <= bindparam("today")),
    )
    .order_by(prompts.c.position)
)
_UNTOUCHED = (
    select(prompts.c.id)
    .outerjoin(memories, (memories.c.prompt_id == prompts.c.id) & (_MINE))
    .where(memories.c.first_day.is_(None), memories.c.due_day.is_(None))
)
_CHANGES = (
    select(card_changes)
    .where(card_changes.c.card_id == bindparam("card"))
    .order_by(card_changes.c.changed_at)
)
