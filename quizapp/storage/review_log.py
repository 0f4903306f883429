"""The review log: the truth, and the only writer of reviews and memories.

Each entry is written with what follows from it (the memory of its prompt and the running
totals) in one transaction of the caller, who holds the learner's lock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, bindparam, select, update

from quizapp.core.answer_facts import facts_of
from quizapp.core.edits import Change
from quizapp.core.moment import Moment
from quizapp.core.replay import Memory, advance, first_days, replay
from quizapp.core.reviews import Occasion, Review
from quizapp.storage import answer_statistics, memory_rows, tallies
from quizapp.storage.deck_sync import Revision
from quizapp.storage.learners import Learner
from quizapp.storage.prepared import Prepared
from quizapp.storage.review_rows import history as history
from quizapp.storage.review_rows import to_review, to_row
from quizapp.storage.tables import learners, memories, prompts, reviews
from quizapp.storage.upsert import insert_once

#: Entries that a change of the deck wrote: no learner's action, so no learner's undo.
DECK_BATCH = "deck"


@dataclass(frozen=True, slots=True)
class Appended:
    """What an entry did; `is_repeat` when the same answer id had been written before."""

    memory: Memory
    is_repeat: bool = False


def append(
    connection: Connection, learner: Learner, entry: Review, topic: str, memory: Memory
) -> Appended:
    """Write one entry, its memory and the totals.  `memory` is the prompt's before it."""
    seq = learner.last_seq + 1
    if _INSERT.run(connection, to_row(learner.id, seq, entry)) == 0:
        return Appended(memory, is_repeat=True)
    _MOVE_ON.run(connection, {"learner": learner.id, "seq": seq, "day": entry.study_day})
    after = advance(memory, entry, learner.preferences.policy)
    _keep(connection, learner.id, entry.prompt_id, topic, entry.study_day, memory, after)
    if entry.is_work:
        first = memory.is_new and not after.is_new  # a quiz leaves a new prompt new
        tallies.answer_counted(connection, learner.id, entry, was_new=first)
        answer_statistics.answered(connection, learner.id, topic, memory, entry, after)
    return Appended(after)


def retract(
    connection: Connection, learner: Learner, entries: Sequence[Review], at: int, today: int
) -> None:
    """Take entries back: they stay in the log with a mark, and their prompts are replayed."""
    policy = learner.preferences.policy
    for entry in entries:
        all_entries = history(connection, learner.id, entry.prompt_id)
        left = [one for one in all_entries if one.seq != entry.seq]
        connection.execute(_RETRACT, {"learner": learner.id, "entry": entry.seq, "now": at})
        topic = connection.scalar(_TOPIC_OF, {"prompt": entry.prompt_id}) or ""
        before, after = replay(all_entries, policy), replay(left, policy)
        _keep(connection, learner.id, entry.prompt_id, topic, today, before, after)
        if entry.is_work:
            tallies.answer_counted(connection, learner.id, entry, was_new=False, sign=-1)
        # Where entries follow that no undo touches (a reset, an import), another answer may be
        # the first one now.
        tallies.firsts_changed(
            connection, learner.id, first_days(all_entries, policy), first_days(left, policy)
        )
        answer_statistics.changed(
            connection, learner.id, topic, facts_of(all_entries, policy), facts_of(left, policy)
        )


def note_revisions(
    connection: Connection, learner: Learner, revisions: Iterable[Revision], now: Moment
) -> None:
    """Write into the log what a change of the deck means to prompts that were learned.

    A change of meaning caps the next interval, a new `rev` starts afresh; other changes mean
    nothing to a learner.
    """
    for one in revisions:
        if not one.renewed and one.change is not Change.MEANING:
            continue
        occasion = Occasion.RESET if one.renewed else Occasion.REVISED
        learned = connection.execute(_LEARNED, {"learner": learner.id, "card": one.card_id})
        for row in learned.all():
            learner = replace(learner, last_seq=_last_seq(connection, learner.id))
            entry = Review(
                prompt_id=row.prompt_id,
                occasion=occasion,
                at=now.at,
                study_day=now.day,
                answer_id=f"deck.{one.content_hash}.{learner.last_seq}",
                content_hash=one.content_hash,
                zone=now.zone,
                offset_minutes=now.offset_minutes,
                batch=DECK_BATCH,
            )
            memory = memory_rows.memory_of(connection, learner.id, row.prompt_id)
            append(connection, learner, entry, row.topic, memory)


def last_entry(connection: Connection, learner_id: int) -> int:
    """The number of the newest entry that can be taken back; 0 when there is none."""
    row = _LAST_SEQ.row(connection, learner=learner_id)
    return 0 if row is None else int(row[0])


def last_action(connection: Connection, learner_id: int) -> list[Review]:
    """The newest thing the learner did that can be taken back: one entry, or one batch."""
    row = connection.execute(_LAST, {"learner": learner_id}).first()
    if row is None:
        return []
    if row.batch is None:
        return [to_review(row)]
    return batch_of(connection, learner_id, row.batch)


def batch_of(connection: Connection, learner_id: int, batch: str) -> list[Review]:
    """The entries of one batch that count, the newest first."""
    rows = connection.execute(_BATCH, {"learner": learner_id, "of_batch": batch})
    return [to_review(row) for row in rows]


def was_written(connection: Connection, learner_id: int, answer_id: str) -> bool:
    """Whether an answer with this id stands in the log, taken back or not."""
    found = select(reviews.c.seq).where(
        reviews.c.learner_id == learner_id, reviews.c.answer_id == answer_id
    )
    return connection.execute(found).first() is not None


def entries_of_day(
    connection: Connection, learner_id: int, day: int, after_seq: int
) -> list[Review]:
    """Entries of one study day that count, written after a place in the log, in its order."""
    values = {"learner": learner_id, "day": day, "after": after_seq}
    rows = connection.execute(_OF_DAY, values)
    return [to_review(row) for row in rows]


def whole_log(
    connection: Connection, learner_id: int | None = None
) -> Iterator[tuple[int, Review]]:
    """The log in order, retracted entries included, with the learner of each."""
    statement = select(reviews).order_by(reviews.c.learner_id, reviews.c.seq)
    if learner_id is not None:
        statement = statement.where(reviews.c.learner_id == learner_id)
    for row in connection.execute(statement, execution_options={"yield_per": 2000}):
        yield row.learner_id, to_review(row)


def _keep(
    connection: Connection,
    learner_id: int,
    prompt_id: str,
    topic: str,
    today: int,
    before: Memory,
    after: Memory,
) -> None:
    memory_rows.keep(connection, learner_id, prompt_id, topic, after)
    # What has left the deck is neither due nor part of its topic's recall.
    if _IS_LIVE.row(connection, prompt=prompt_id):
        tallies.memory_changed(connection, learner_id, topic, today, before, after)


def _last_seq(connection: Connection, learner_id: int) -> int:
    return connection.scalar(select(learners.c.last_seq).where(learners.c.id == learner_id)) or 0


_LEARNED = (
    select(memories.c.prompt_id, memories.c.topic)
    .join(prompts, prompts.c.id == memories.c.prompt_id)
    .where(
        memories.c.learner_id == bindparam("learner"),
        prompts.c.card_id == bindparam("card"),
        memories.c.first_day.is_not(None),
    )
)
_COUNTS = reviews.c.retracted_at.is_(None)
_OF_LEARNER = reviews.c.learner_id == bindparam("learner")
_INSERT = Prepared(lambda dialect: insert_once(dialect, reviews, "learner_id", "answer_id"))
_OF_DAY = (
    select(reviews)
    .where(
        _OF_LEARNER,
        # Sessions know where in the log their day began, which spares the log another index.
        reviews.c.seq > bindparam("after"),
        reviews.c.study_day == bindparam("day"),
        _COUNTS,
    )
    .order_by(reviews.c.seq)
)
_UNDOABLE = (reviews.c.occasion != Occasion.IMPORT.value) & (
    reviews.c.batch.is_(None) | (reviews.c.batch != DECK_BATCH)
)
_LAST = (
    select(reviews).where(_OF_LEARNER, _COUNTS, _UNDOABLE).order_by(reviews.c.seq.desc()).limit(1)
)
_LAST_SEQ = Prepared(
    select(reviews.c.seq)
    .where(_OF_LEARNER, _COUNTS, _UNDOABLE)
    .order_by(reviews.c.seq.desc())
    .limit(1)
)
_BATCH = (
    select(reviews)
    .where(_OF_LEARNER, _COUNTS, reviews.c.batch == bindparam("of_batch"))
    .order_by(reviews.c.seq.desc())
)
_RETRACT = (
    update(reviews)
    .where(_OF_LEARNER, reviews.c.seq == bindparam("entry"), _COUNTS)
    .values(retracted_at=bindparam("now"))
)
_MOVE_ON = Prepared(
    update(learners)
    .where(learners.c.id == bindparam("learner"))
    .values(last_seq=bindparam("seq"), last_study_day=bindparam("day"))
)
_IS_LIVE = Prepared(
    select(prompts.c.id).where(prompts.c.id == bindparam("prompt"), prompts.c.retired.is_(False))
)
_TOPIC_OF = select(prompts.c.topic).where(prompts.c.id == bindparam("prompt"))
