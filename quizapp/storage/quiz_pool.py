"""What a quiz can be drawn from: live prompts of topics, with the day each was last met."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from quizapp.core.page_links import guide_path
from quizapp.core.quizzes.drawing import Item
from quizapp.storage.prepared import Prepared
from quizapp.storage.tables import cards, memories, page_sections, prompts, quiz_answers, topics

#: So many cards of a topic are looked at: drawing twenty of 300 is as good as of 3,000.
MOST_OF_A_TOPIC = 300
#: Of each topic at least so many, however many topics a quiz has.
LEAST_OF_A_TOPIC = 20
#: The same for all topics of a quiz together.
MOST_IN_ALL = 1_200


def pool(
    connection: Connection, learner_id: int, names: Sequence[str], chance: int = 0
) -> list[Item]:
    """The prompts of some topics that a quiz may ask: live, and not suspended by the learner.

    A topic with more than is looked at gives a stretch that begins at a place decided by
    `chance`, so that over several quizzes all of it is asked.
    """
    most = max(LEAST_OF_A_TOPIC, min(MOST_OF_A_TOPIC, MOST_IN_ALL // max(1, len(names))))
    found: list[Item] = []
    for name, number in sizes(connection, names).items():
        skipped = chance % (number - most + 1) if number > most else 0
        values = {"learner": learner_id, "topic": name, "most": most, "skipped": skipped}
        found += [_item(row) for row in _OF_TOPIC.rows(connection, **values)]
    return found


def pool_of(connection: Connection, learner_id: int, prompt_ids: Iterable[str]) -> list[Item]:
    """The same for prompts by their ids; those that may not be asked are left out."""
    wanted = {"learner": learner_id, "ids": list(prompt_ids)}
    return [_item(row) for row in connection.execute(_BY_ID, wanted)] if wanted["ids"] else []


def sizes(connection: Connection, names: Sequence[str]) -> dict[str, int]:
    """How many live prompts each of these topics has, in the order of the roadmap."""
    wanted = frozenset(names)
    return {name: number for name, number in _SIZES.rows(connection) if name in wanted}


def cards_by_topic(connection: Connection) -> dict[str, int]:
    """How many cards each topic has: a quiz asks each of them once, by one of its prompts.

    Of a topic with very many the number of its prompts is told, which is kept: counting them for
    a page would take longer than the page.
    """
    kept = select(topics.c.id, topics.c.prompts)
    found = {row.id: row.prompts for row in connection.execute(kept)}
    small = [topic for topic, number in found.items() if number <= MOST_OF_A_TOPIC]
    statement = (
        select(cards.c.topic, func.count().label("cards"))
        .where(cards.c.topic.in_(small), cards.c.retired_at.is_(None))
        .group_by(cards.c.topic)
    )
    counted = {row.topic: row.cards for row in connection.execute(statement)}
    return found | counted


def levels_of(connection: Connection, prompt_ids: Sequence[str]) -> list[int]:
    """The authors' levels (1 to 3) of prompts, in their order."""
    statement = (
        select(prompts.c.id, cards.c.level)
        .join(cards, cards.c.id == prompts.c.card_id)
        .where(prompts.c.id.in_(prompt_ids))
    )
    levels = {row.id: row.level for row in connection.execute(statement)}
    return [levels.get(one, 2) for one in prompt_ids]


def new_prompts(connection: Connection, learner_id: int, topic: str) -> list[str]:
    """The live prompts of a topic that were never reviewed, in the order of learning."""
    values = {"learner": learner_id, "topic": topic}
    return list(connection.scalars(_NEW, values))


def section_titles(connection: Connection, names: Iterable[str]) -> dict[tuple[str, str], str]:
    """(topic, anchor as cards name it) → the title of that section of the topic's page."""
    paths = {guide_path(name): name for name in names}
    statement = select(page_sections.c.path, page_sections.c.anchor, page_sections.c.title).where(
        page_sections.c.path.in_(list(paths))
    )
    return {
        (paths[row.path], f"guide.md#{row.anchor}"): row.title
        for row in connection.execute(statement)
    }


def _item(row: Sequence[Any]) -> Item:
    prompt_id, card_id, topic, anchor, kind, level, last_day, last_asked = row
    met = last_day if last_asked is None or (last_day or 0) > last_asked else last_asked
    return Item(prompt_id, card_id, topic, anchor, kind, level, met)


_MINE = (memories.c.prompt_id == prompts.c.id) & (memories.c.learner_id == bindparam("learner"))
_LAST_ASKED = (
    select(func.max(quiz_answers.c.study_day))
    .where(
        quiz_answers.c.learner_id == bindparam("learner"),
        quiz_answers.c.prompt_id == prompts.c.id,
    )
    .scalar_subquery()
)
_ITEMS = (
    select(
        prompts.c.id,
        prompts.c.card_id,
        prompts.c.topic,
        cards.c.anchor,
        cards.c.kind,
        cards.c.level,
        memories.c.last_day,
        _LAST_ASKED.label("last_asked"),
    )
    .select_from(prompts.join(cards, cards.c.id == prompts.c.card_id).outerjoin(memories, _MINE))
    .where(prompts.c.retired.is_(False), memories.c.suspended.is_not(True))
)
# In the order of the index of cards: a large topic is neither sorted nor read whole.
_STRETCH = (
    select(cards.c.id)
    .where(cards.c.topic == bindparam("topic"))
    .order_by(cards.c.position)
    .limit(bindparam("most"))
    .offset(bindparam("skipped"))
)
_SIZES = Prepared(select(topics.c.id, topics.c.prompts).order_by(topics.c.position))
_OF_TOPIC = Prepared(_ITEMS.where(prompts.c.card_id.in_(_STRETCH)))
_BY_ID = _ITEMS.where(prompts.c.id.in_(bindparam("ids", expanding=True)))
_NEW = (
    select(prompts.c.id)
    .outerjoin(memories, _MINE)
    .where(
        prompts.c.topic == bindparam("topic"),
        prompts.c.retired.is_(False),
        memories.c.first_day.is_(None),
        memories.c.suspended.is_not(True),
    )
    .order_by(prompts.c.position)
)
