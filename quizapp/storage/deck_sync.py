"""Deck files → database: idempotent, keyed by card id, and never a deletion.

A card that left its files is retired and comes back with its history when its id does.  What a
change of a card means to those who learned it is written into their logs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from sqlalchemy import Connection, bindparam, func, select, update

from quizapp.core.cards import Card, Deck, Face, Markdown, Topic
from quizapp.core.edits import Change
from quizapp.core.kinds import kind_of, prompts_of
from quizapp.core.page_links import with_addresses
from quizapp.core.search_words import searchable
from quizapp.storage import answer_statistics, memory_rows
from quizapp.storage.tables import card_changes, cards, prompts, topics
from quizapp.storage.upsert import dialect_of, upsert


class Renderer(Protocol):
    """Turns Markdown into safe HTML; `version` changes when its output does."""

    version: str

    def html(self, text: str) -> str: ...

    def inline(self, text: str) -> str: ...

    def plain(self, text: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Known:
    """What the database holds of a card."""

    content_hash: str
    rendered_by: str
    rev: int
    source: str
    retired: bool
    topic: str
    position: int
    path: str
    line: int
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Revision:
    """A card whose wording changed, and what kind of change it was."""

    card_id: str
    change: Change
    renewed: bool
    old_source: str
    content_hash: str


@dataclass(slots=True)
class SyncReport:
    """How many cards were added, changed, retired, brought back, or left alone.

    `moved` counts those that belong to another topic now, whether changed or not.
    """

    added: int = 0
    changed: int = 0
    retired: int = 0
    restored: int = 0
    unchanged: int = 0
    moved: int = 0
    revisions: list[Revision] = field(default_factory=list)

    @property
    def touched(self) -> int:
        return self.added + self.changed + self.retired + self.restored + self.moved


def known_cards(connection: Connection) -> dict[str, Known]:
    """Every card ever synced, retired ones included."""
    columns = (
        cards.c.id,
        cards.c.content_hash,
        cards.c.rendered_by,
        cards.c.rev,
        cards.c.source,
        cards.c.retired_at.is_not(None),
        cards.c.topic,
        cards.c.position,
        cards.c.path,
        cards.c.line,
        cards.c.anchor,
    )
    return {row[0]: Known(*row[1:]) for row in connection.execute(select(*columns))}


def cards_in_files(connection: Connection, paths: set[str]) -> frozenset[str]:
    """Ids of the live cards that were last read from one of these files or folders."""
    rows = connection.execute(select(cards.c.id, cards.c.path).where(cards.c.retired_at.is_(None)))
    folders = tuple(f"{path}/" for path in paths)
    return frozenset(row.id for row in rows if row.path in paths or row.path.startswith(folders))


def rendered(card: Card, renderer: Renderer) -> dict[str, Any]:
    """The columns of a card that cost time to make: rendered once, when it changes."""
    kind = kind_of(card)
    return {
        "title": renderer.plain(card.front.split("\n\n")[0]),
        "search_text": searchable(card.text),
        "why_html": renderer.html(card.why),
        "sources_html": json.dumps(
            [renderer.inline(with_addresses(one.text, card.place.path)) for one in card.sources]
        ),
        "rendered_by": renderer.version,
        "faces": {
            prompt.id: json.dumps(_rendered_face(kind.face(card, prompt), renderer))
            for prompt in prompts_of(card)
        },
    }


def write_topics(connection: Connection, all_topics: Sequence[Topic]) -> None:
    """Replace the roadmap's topics, unless they are these already."""
    rows = [
        {
            "id": topic.id,
            "position": position,
            "title": topic.title,
            "group_name": topic.group,
            "needs": json.dumps(topic.needs),
            "hub": json.dumps(topic.hub),
            "optional": topic.optional,
        }
        for position, topic in enumerate(all_topics)
    ]
    columns = [column for column in topics.columns if column is not topics.c.prompts]
    kept = connection.execute(select(*columns).order_by(topics.c.position)).mappings()
    if [dict(row) for row in kept] == rows:
        return
    connection.execute(topics.delete())
    if rows:
        connection.execute(topics.insert(), rows)


def write_cards(
    connection: Connection,
    deck: Deck,
    ready: Mapping[str, dict[str, Any]],
    keep: frozenset[str],
    at: int,
) -> SyncReport:
    """Bring the cards' rows to what the deck says.

    `ready` holds what `rendered` gave for new and changed cards; `keep` are ids that must not be
    retired although they could not be read (their file is broken at the moment).
    """
    known = known_cards(connection)
    asked = connection.execute(select(prompts.c.id, prompts.c.position, prompts.c.topic)).all()
    report = SyncReport()
    order = {topic.id: place for place, topic in enumerate(deck.topics)}
    listed = sorted(
        enumerate(deck.cards), key=lambda pair: (order.get(pair[1].topic, len(order)), pair[0])
    )
    positions = _positions([card for _, card in listed])
    for place, (_, card) in enumerate(listed):
        _write_card(connection, card, place, positions, ready.get(card.id), known, report)
    present = {card.id for card in deck.cards} | keep
    gone = [one for one, was in known.items() if one not in present and not was.retired]
    _move_prompts(connection, deck.cards, positions, {row[0]: (row[1], row[2]) for row in asked})
    _retire(connection, gone, at, report)
    _count_prompts(connection)
    return report


def record_revisions(connection: Connection, revisions: Iterable[Revision], at: int) -> None:
    """Keep the old wording of changed cards, so a learner can be shown what changed."""
    for one in revisions:
        row = {
            "card_id": one.card_id,
            "content_hash": one.content_hash,
            "changed_at": at,
            "change": one.change.value,
            "old_source": one.old_source,
        }
        connection.execute(upsert(dialect_of(connection), card_changes), row)


def _write_card(
    connection: Connection,
    card: Card,
    place: int,
    positions: Mapping[str, int],
    ready: dict[str, Any] | None,
    known: Mapping[str, Known],
    report: SyncReport,
) -> None:
    was = known.get(card.id)
    anchor = next((one.anchor for one in card.sources if one.anchor), None)
    values: dict[str, Any] = {
        "topic": card.topic,
        "position": place,
        "path": card.place.path,
        "line": card.place.line,
        "anchor": anchor,
        "retired_at": None,
    }
    if ready is not None:
        values |= {name: value for name, value in ready.items() if name != "faces"}
        values |= {
            "kind": card.kind,
            "level": card.level,
            "source": card.text,
            "content_hash": card.content_hash,
            "rev": card.rev,
            "proof": card.proof,
        }
    if was is None:
        report.added += 1
        next_number = select(func.coalesce(func.max(cards.c.number), 0) + 1).scalar_subquery()
        connection.execute(cards.insert().values(id=card.id, number=next_number, **values))
    else:
        report.restored += was.retired
        report.changed += was.content_hash != card.content_hash and not was.retired
        report.unchanged += was.content_hash == card.content_hash and not was.retired
        report.moved += was.topic != card.topic
        here = (card.topic, place, card.place.path, card.place.line, anchor)
        there = (was.topic, was.position, was.path, was.line, was.anchor)
        if ready is not None or was.retired or here != there:
            connection.execute(update(cards).where(cards.c.id == card.id).values(**values))
    if ready is not None or was is None or was.retired:
        _write_prompts(connection, card, positions, ready["faces"] if ready else None)


def _write_prompts(
    connection: Connection,
    card: Card,
    positions: Mapping[str, int],
    faces: Mapping[str, str] | None,
) -> None:
    retired = update(prompts).where(prompts.c.card_id == card.id).values(retired=True)
    connection.execute(retired)
    number = connection.scalar(select(cards.c.number).where(cards.c.id == card.id))
    for prompt in prompts_of(card):
        values = {"position": positions[prompt.id], "topic": card.topic, "retired": False}
        if faces is None:
            connection.execute(update(prompts).where(prompts.c.id == prompt.id).values(**values))
            continue
        row = {"id": prompt.id, "card_id": card.id, "card_number": number, **values}
        row["part"] = prompt.part
        row["face"] = faces[prompt.id]
        connection.execute(upsert(dialect_of(connection), prompts), row)


def _move_prompts(
    connection: Connection,
    all_cards: Iterable[Card],
    positions: Mapping[str, int],
    asked: Mapping[str, tuple[int, str]],
) -> None:
    """Give known prompts their new places, and their memories the topic that they are in now."""
    moves = []
    for card in all_cards:
        for prompt in prompts_of(card):
            position, topic = here = (positions[prompt.id], card.topic)
            was = asked.get(prompt.id, here)
            if was != here:
                moves.append({"prompt": prompt.id, "place": position, "in_topic": topic})
            if was[1] != topic:
                memory_rows.move(connection, prompt.id, topic)
                answer_statistics.moved(connection, prompt.id, was[1], topic)
    if moves:
        connection.execute(_MOVE, moves)


_MOVE = (
    update(prompts)
    .where(prompts.c.id == bindparam("prompt"))
    .values(position=bindparam("place"), topic=bindparam("in_topic"))
)


def _retire(connection: Connection, gone: Sequence[str], at: int, report: SyncReport) -> None:
    for card_id in gone:
        report.retired += 1
        connection.execute(update(cards).where(cards.c.id == card_id).values(retired_at=at))
        retired = update(prompts).where(prompts.c.card_id == card_id).values(retired=True)
        connection.execute(retired)


def _positions(listed: Sequence[Card]) -> dict[str, int]:
    """The order of learning: topic by topic, each card's first prompt before any second one."""
    rows = [
        (card.topic, part, place, prompt.id)
        for place, card in enumerate(listed)
        for part, prompt in enumerate(prompts_of(card))
    ]
    topic_order = {topic: n for n, topic in enumerate(dict.fromkeys(row[0] for row in rows))}
    rows.sort(key=lambda row: (topic_order[row[0]], row[1], row[2]))
    return {prompt_id: position for position, (*_, prompt_id) in enumerate(rows)}


def _count_prompts(connection: Connection) -> None:
    live = (
        select(func.count())
        .select_from(prompts)
        .where(prompts.c.topic == topics.c.id, prompts.c.retired.is_(False))
        .scalar_subquery()
    )
    connection.execute(update(topics).where(topics.c.prompts != live).values(prompts=live))


def _rendered_face(face: Face, renderer: Renderer) -> Any:
    def walk(value: Any) -> Any:
        if isinstance(value, Markdown):
            return {"$html": renderer.html(value)}
        if isinstance(value, dict):
            return {key: walk(one) for key, one in value.items()}
        if isinstance(value, list | tuple):
            return [walk(one) for one in value]
        return value

    return walk(face)
