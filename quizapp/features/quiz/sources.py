"""What a quiz can be drawn from: topics, a milestone, weak ones, mistakes, one quiz again, all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quizapp.core.errors import InvalidInput
from quizapp.core.moment import Moment
from quizapp.core.quizzes import placement, questions
from quizapp.core.quizzes.blueprints import FINAL_SIZE, MILESTONE_SIZE, SIZES
from quizapp.core.quizzes.drawing import Item
from quizapp.core.quizzes.evidence import Mode, Purpose
from quizapp.core.weak_topics import strength
from quizapp.core.wording import plural
from quizapp.storage import (
    card_store,
    milestone_store,
    quiz_log,
    quiz_pool,
    quiz_views,
    stored_cards,
    topic_choices,
)
from quizapp.storage.card_store import TopicLine
from quizapp.storage.database import Connection
from quizapp.storage.learners import Learner
from quizapp.storage.standings import standings_on

#: So many of the weakest topics make a quiz on them.
WEAK_TOPICS = 3
#: A milestone's checkpoint goes back to so many topics of earlier ones.
EARLIER_TOPICS = 3
#: A placement is drawn from so many cards of the topic.
MOST_LOOKED_AT = 60
ALL = "all"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was picked; `size` is None for as many as there are."""

    purpose: Purpose
    topics: tuple[str, ...]
    size: int | None
    mode: Mode
    retaken: int = 0
    milestone: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be asked instead: the button's words and the form's fields."""

    label: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shortage:
    """Why a quiz cannot be made as it was picked, and what is possible."""

    sentence: str
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What a quiz is drawn from; `first` are asked before others, `fixed` is the only size."""

    title: str
    topics: tuple[str, ...]
    pool: list[Item]
    first: tuple[str, ...] = ()
    fixed: int | None = None


def source_of(
    connection: Connection,
    who: Learner,
    now: Moment,
    wanted: Wanted,
    lines: Sequence[TopicLine],
    chance: int,
) -> Source | Shortage:
    """What to draw from, or why there is nothing; `chance` decides which part of a large topic."""
    match wanted.purpose:
        case Purpose.MISTAKES:
            ids = tuple(one.prompt_id for one in quiz_views.mistakes(connection, who.id))
            if not ids:
                return Shortage("There are no mistakes to mend: each was answered right since.")
            items = quiz_pool.pool_of(connection, who.id, ids)
            return Source("Mistakes", _topics_of(items), items)
        case Purpose.RETAKE:
            return _retake(connection, who, wanted, chance)
        case Purpose.WEAK:
            weakest = weak_topics(connection, who, now)
            topics = weakest.topics
            if not topics:
                sentence = (
                    "No topic has enough reviews yet to call it weak. Review some cards first, or "
                    "pick topics."
                )
                return Shortage(sentence)
            title = weakest.title(lines)
        case Purpose.FINAL:
            topics = tuple(line.topic.id for line in _path(connection, who, lines) if line.prompts)
            title = "Final over all topics"
        case Purpose.PLACEMENT:
            return _placement(connection, who, wanted, lines, chance)
        case Purpose.MILESTONE:
            title, topics = _milestone(connection, wanted, _path(connection, who, lines))
        case _:
            topics = wanted.topics
            title = names(topics, lines)
    items = quiz_pool.pool(connection, who.id, topics, chance)
    fixed = {Purpose.FINAL: FINAL_SIZE, Purpose.MILESTONE: MILESTONE_SIZE}.get(wanted.purpose)
    return Source(title, topics, items, fixed=fixed)


def _path(connection: Connection, who: Learner, lines: Sequence[TopicLine]) -> Sequence[TopicLine]:
    """The topics that the learner has not left out; all when none is left."""
    left_out = topic_choices.left_out(connection, who.id)
    return [line for line in lines if line.topic.id not in left_out] or lines


def _milestone(
    connection: Connection, wanted: Wanted, lines: Sequence[TopicLine]
) -> tuple[str, tuple[str, ...]]:
    """A checkpoint: the milestone's topics, mixed with some of those that came before."""
    there = {line.topic.id for line in lines if line.prompts}
    before: list[str] = []
    for one in milestone_store.all_milestones(connection):
        own = tuple(topic for topic in one.topics if topic in there)
        if one.id == wanted.milestone:
            earlier = [topic for topic in before if topic not in own][-EARLIER_TOPICS:]
            return f"Checkpoint: {one.title}", (*own, *earlier)
        before = [topic for topic in before if topic not in own] + list(own)
    known = ", ".join(one.id for one in milestone_store.all_milestones(connection))
    raise InvalidInput(f"milestone is {wanted.milestone[:60]!r}; it must be one of: {known}.")


def _retake(connection: Connection, who: Learner, wanted: Wanted, chance: int) -> Source:
    """The same topics again, what was missed first."""
    before = quiz_log.quiz_of(connection, who.id, wanted.retaken)
    answers = quiz_log.answers_of(connection, who.id, before.id)
    missed = tuple(one.prompt_id for one in answers if not one.is_right)
    items = quiz_pool.pool(connection, who.id, before.topics, chance)
    known = {item.prompt_id for item in items}
    items += quiz_pool.pool_of(connection, who.id, [one for one in missed if one not in known])
    return Source(before.title, before.topics, items, missed, len(before.prompt_ids))


def _placement(
    connection: Connection,
    who: Learner,
    wanted: Wanted,
    lines: Sequence[TopicLine],
    chance: int,
) -> Source | Shortage:
    """Only what the program can judge: nobody places themselves."""
    title = f"Placement: {names(wanted.topics, lines)}"
    if not quiz_pool.new_prompts(connection, who.id, wanted.topics[0]):
        return Shortage(f"{names(wanted.topics, lines)} has no card left that you have not begun.")
    items = []
    best = 0.0
    for item in quiz_pool.pool(connection, who.id, wanted.topics, chance)[:MOST_LOOKED_AT]:
        prompt = card_store.shown_prompt(connection, item.prompt_id)
        card = stored_cards.stored_card(prompt)
        if not questions.is_self_marked(card, prompt.part):
            items.append(item)
            best += placement.most_evidence(questions.ways_of(card))
    if best < placement.BOUND:
        return Shortage(
            f"{names(wanted.topics, lines)} has {plural(len(items), 'question')} that the "
            "program can judge, too few to place you. A practice quiz is possible.",
            (offer("Practise it", wanted, topics=wanted.topics),),
        )
    return Source(title, wanted.topics, items, fixed=placement.MOST_QUESTIONS)


@dataclass(frozen=True, slots=True)
class WeakTopics:
    """The weakest topics; where none is weak, those least known, which is something else."""

    topics: tuple[str, ...]
    are_weak: bool

    def title(self, lines: Sequence[TopicLine]) -> str:
        """What a quiz on them is called."""
        kind = "Weak topics" if self.are_weak else "Least known topics"
        return f"{kind}: {names(self.topics, lines)}"


def weak_topics(connection: Connection, who: Learner, now: Moment) -> WeakTopics:
    """The weakest topics by their recall and checks, or those with the least knowledge.

    None that the learner leaves out of the path, unless all are left out.
    """
    found = standings_on(connection, who, now.day)
    path = [one for one in found if one.is_counted] or found
    weak = sorted((strength(one.standing), one.topic.id) for one in path if one.is_weak)
    if weak:
        return WeakTopics(tuple(topic for _, topic in weak[:WEAK_TOPICS]), are_weak=True)
    known = sorted(
        (one.standing.estimate.knowledge_low, one.topic.id)
        for one in path
        if one.standing.estimate.knowledge_low is not None
    )
    return WeakTopics(tuple(topic for _, topic in known[:WEAK_TOPICS]), are_weak=False)


def offer(
    label: str,
    wanted: Wanted,
    *,
    size: int | None = SIZES[0],
    topics: tuple[str, ...] | None = None,
) -> Offer:
    """A quiz on topics of a size, or on other topics of the size that was picked."""
    if topics is not None:
        size = wanted.size
    chosen = replace(wanted, purpose=Purpose.TOPICS, topics=topics or wanted.topics)
    mode = Mode.PRACTICE if wanted.purpose is Purpose.PLACEMENT else wanted.mode
    return Offer(
        label,
        (
            ("purpose", chosen.purpose.value),
            ("size", ALL if size is None else str(size)),
            ("mode", mode.value),
            *(("topic", topic) for topic in chosen.topics),
        ),
    )


def _topics_of(items: Sequence[Item]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.topic for item in items))


def names(topics: Sequence[str], lines: Sequence[TopicLine]) -> str:
    """The titles of topics in a few words."""
    titles = [line.topic.title for line in lines if line.topic.id in topics]
    if len(titles) > 3:
        return f"{titles[0]}, {titles[1]} and {len(titles) - 2} more topics"
    return " and ".join([", ".join(titles[:-1]), titles[-1]] if len(titles) > 1 else titles)
