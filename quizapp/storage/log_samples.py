"""Whole logs of some prompts, for what only a replay can tell: bounded, and always the same ones.

A prompt's place in line is a digest of its id, so the sample is as good as drawn by lot, stays
what it was as the log grows, and two looks at it agree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from zlib import crc32

from sqlalchemy import Connection, select

from quizapp.core.reviews import Review
from quizapp.storage.memory_spread import LEFT
from quizapp.storage.review_rows import to_review
from quizapp.storage.tables import memories, reviews

#: So many entries are replayed in about a third of a second.
MOST_ENTRIES = 12_000
#: Fewer than the parameters that a statement may have on either database.
_PROMPTS_EACH = 400


@dataclass(frozen=True, slots=True)
class Sample:
    """Prompts with their topics, and how many there were to choose from."""

    topics: dict[str, str]
    entries: int
    all_by_topic: dict[str, int]
    all_entries: int

    @property
    def all_prompts(self) -> int:
        return sum(self.all_by_topic.values())

    @property
    def prompts(self) -> int:
        return len(self.topics)

    @property
    def is_whole(self) -> bool:
        return self.prompts == self.all_prompts


def sample_of(
    connection: Connection, learner_id: int, topic: str = "", most: int | None = None
) -> Sample:
    """As many prompts of the deck as hold so many entries together, but one at the least."""
    most = MOST_ENTRIES if most is None else most
    statement = select(memories.c.prompt_id, memories.c.topic, memories.c.entries).where(
        memories.c.learner_id == learner_id, memories.c.prompt_id.not_in(LEFT)
    )
    if topic:
        statement = statement.where(memories.c.topic == topic)
    rows = [tuple(row) for row in connection.execute(statement.order_by(memories.c.prompt_id))]
    all_entries = sum(entries for *_, entries in rows)
    if all_entries > most:
        rows.sort(key=lambda row: (crc32(row[0].encode()), row[0]))
    chosen: dict[str, str] = {}
    entries = 0
    for prompt_id, its_topic, number in rows:
        if chosen and entries + number > most:
            break
        chosen[prompt_id] = its_topic
        entries += number
    return Sample(chosen, entries, Counter(name for _, name, _ in rows), all_entries)


def logs_of(
    connection: Connection, learner_id: int, sample: Sample
) -> Iterator[tuple[str, str, list[Review]]]:
    """Prompt, topic and the entries that count of every prompt in the sample."""
    for prompt_id, entries in logs(connection, learner_id, sorted(sample.topics)):
        yield prompt_id, sample.topics[prompt_id], entries


def logs(
    connection: Connection, learner_id: int, names: Sequence[str]
) -> Iterator[tuple[str, list[Review]]]:
    """The entries that count of some prompts, in the order of the log."""
    for start in range(0, len(names), _PROMPTS_EACH):
        rows = connection.execute(
            select(reviews)
            .where(
                reviews.c.learner_id == learner_id,
                reviews.c.prompt_id.in_(names[start : start + _PROMPTS_EACH]),
                reviews.c.retracted_at.is_(None),
            )
            .order_by(reviews.c.prompt_id, reviews.c.seq)
        )
        for prompt_id, entries in groupby(rows, lambda row: row.prompt_id):
            yield prompt_id, [to_review(row) for row in entries]
