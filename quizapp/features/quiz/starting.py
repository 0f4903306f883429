"""From what was picked to a quiz: which cards it can be drawn from, and what if they are few."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quizapp.core.errors import InvalidInput
from quizapp.core.moment import Moment
from quizapp.core.quizzes import drawing
from quizapp.core.quizzes.blueprints import SIZES, blueprint_of
from quizapp.core.quizzes.evidence import Mode, Purpose
from quizapp.core.quizzes.records import Quiz
from quizapp.core.wording import plural
from quizapp.features.quiz.sources import ALL, Shortage, Source, Wanted, names, offer, source_of
from quizapp.storage import quiz_log, quiz_pool
from quizapp.storage.card_store import TopicLine
from quizapp.storage.database import Connection
from quizapp.storage.learners import Learner
from quizapp.web.forms import Form, read_choice, read_number


def read(form: Form, lines: Sequence[TopicLine]) -> Wanted:
    """What the form has picked.  Raises InvalidInput naming what is allowed."""
    purpose = Purpose(read_choice(form, "purpose", tuple(Purpose)))
    topics = read_topics(form, lines)
    if purpose is Purpose.TOPICS and not topics:
        raise InvalidInput("No topic is picked: tick one or several, then start.")
    if purpose is Purpose.PLACEMENT and len(topics) != 1:
        raise InvalidInput("A placement is about one topic: pick one, then start.")
    size = read_choice(form, "size", (*map(str, SIZES), ALL))
    return Wanted(
        purpose,
        topics,
        None if size == ALL else int(size),
        Mode(read_choice(form, "mode", tuple(Mode))),
        read_number(form, "quiz", 1, quiz_log.MOST_QUIZZES) if purpose is Purpose.RETAKE else 0,
        form.get("milestone", ""),
    )


def read_topics(form: Form, lines: Sequence[TopicLine]) -> tuple[str, ...]:
    """The topics that are named, each once.  Raises InvalidInput naming what is allowed."""
    known = [line.topic.id for line in lines]
    topics = tuple(dict.fromkeys(form.getlist("topic")))
    for topic in topics:
        if topic not in known:
            raise InvalidInput(f"Topic is ‘{topic[:60]}’; it must be one of: {', '.join(known)}.")
    return topics


def make(
    connection: Connection,
    who: Learner,
    now: Moment,
    wanted: Wanted,
    seed: str,
    lines: Sequence[TopicLine],
) -> Quiz | Shortage:
    """The quiz as it was picked, not written yet; or why it cannot be, with what can."""
    source = source_of(connection, who, now, wanted, lines, int(seed[:8], 16))
    if isinstance(source, Shortage):
        return source
    there = drawing.available(source.pool)
    size = source.fixed or wanted.size or there
    if there == 0:
        return Shortage(f"{source.title} has no questions yet.")
    # The large quizzes and repeated ones take what there is; a number that was picked is kept.
    if there < size and not source.fixed and wanted.purpose in (Purpose.TOPICS, Purpose.WEAK):
        counts = quiz_pool.cards_by_topic(connection)
        suspended = sum(counts.get(one, 0) for one in source.topics) - there
        picked = replace(wanted, topics=source.topics)
        return _too_few(picked, source, there, size, lines, suspended)
    drawn = drawing.draw(
        source.pool, size, blueprint_of(source.topics), seed, now.day, source.first
    )
    return Quiz(
        id=0,
        purpose=wanted.purpose,
        mode=Mode.CHECK if wanted.purpose is Purpose.PLACEMENT else wanted.mode,
        title=source.title,
        topics=source.topics,
        seed=seed,
        prompt_ids=drawn,
        started_at=now.at,
        study_day=now.day,
    )


def _too_few(
    wanted: Wanted,
    source: Source,
    there: int,
    size: int,
    lines: Sequence[TopicLine],
    suspended: int,
) -> Shortage:
    """How many there are, and the ways to a quiz: all of them, or with the topics they need."""
    by_id = {line.topic.id: line for line in lines}
    needed = [
        need
        for topic in wanted.topics
        for need in by_id[topic].topic.needs
        if need in by_id and need not in wanted.topics
    ]
    offers = [offer(f"Ask {'this 1' if there == 1 else f'these {there}'}", wanted, size=None)]
    smaller = [one for one in SIZES if one < there]
    if smaller:
        offers.append(offer(f"Ask {smaller[-1]} of them", wanted, size=smaller[-1]))
    if needed:
        more = (*wanted.topics, *dict.fromkeys(needed))
        label = f"Add what it builds on: {names(tuple(needed), lines)}"
        offers.append(offer(label, wanted, topics=more))
    cards = "1 card, asked" if there == 1 else f"{there} cards, each asked"
    sentence = f"{source.title} has {cards} once, and you asked for {size} questions."
    if suspended > 0:
        sentence += (
            f" {plural(suspended, 'more card')} {'is' if suspended == 1 else 'are'} suspended."
        )
    return Shortage(sentence, tuple(offers))
