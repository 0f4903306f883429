"""The prompts that were forgotten most often within a period.

Forgotten is what lowers the recall that statistics show: Again as a day's first answer to a prompt
that was seen on an earlier day.  An index holds the answers that were Again, so counting the days
on which a prompt had one reads nothing else, and gives a number that is never too small.  In its
order whole logs are then looked at, of few prompts, until no later one can be harder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Any

from sqlalchemy import Connection, Select, distinct, func, select

from quizapp.core.answer_facts import facts_of
from quizapp.storage import log_samples
from quizapp.storage.learners import Learner
from quizapp.storage.memory_spread import LEFT
from quizapp.storage.tables import cards, memories, prompts, reviews

#: Prompts that were forgotten fewer times are not called hard.
HARD_FORGOTTEN = 2
#: So many logs are read in one go.
_LOGS_EACH = 100
_AGAIN = 1


@dataclass(frozen=True, slots=True)
class HardPrompt:
    """A prompt that was forgotten again and again; both numbers are those of the period."""

    card_id: str
    part: str
    title: str
    topic: str
    forgotten: int
    answers: int
    interval_days: int


#: How often it was forgotten (negative, so that the hardest comes first), its answers, its id.
_Found = tuple[int, int, str]


def hardest(
    connection: Connection, learner: Learner, number: int, first_day: int = 1, topic: str = ""
) -> list[HardPrompt]:
    """The prompts in the deck that were forgotten most often since a day, at most so many."""
    possible = connection.execute(days_with_again(learner.id, first_day, topic)).all()
    found: list[_Found] = []
    for start in range(0, len(possible), _LOGS_EACH):
        if len(found) == number and -found[-1][0] >= possible[start][1]:
            break  # what follows was forgotten no more often than the last of these
        names = [name for name, _ in possible[start : start + _LOGS_EACH]]
        found = nsmallest(number, [*found, *_counted(connection, learner, names, first_day)])
    return _described(connection, learner.id, found)


def days_with_again(learner_id: int, first_day: int, topic: str) -> Select[Any]:
    """Prompts with the number of days since one on which some answer was Again, most days first."""
    days = func.count(distinct(reviews.c.study_day))
    statement = select(reviews.c.prompt_id, days).where(
        reviews.c.learner_id == learner_id,
        # As the index says it, or it is not taken.
        reviews.c.quality < 3,
        reviews.c.retracted_at.is_(None),
        reviews.c.study_day >= first_day,
        reviews.c.prompt_id.not_in(LEFT),
    )
    if topic:
        of_topic = select(prompts.c.id).where(prompts.c.topic == topic)
        statement = statement.where(reviews.c.prompt_id.in_(of_topic))
    return (
        statement.group_by(reviews.c.prompt_id)
        .having(days >= HARD_FORGOTTEN)
        .order_by(days.desc(), reviews.c.prompt_id)
    )


def _counted(
    connection: Connection, learner: Learner, names: Sequence[str], first_day: int
) -> list[_Found]:
    """Of some prompts those that are hard, by their logs."""
    found = []
    for name, entries in log_samples.logs(connection, learner.id, names):
        facts = facts_of(entries, learner.preferences.policy)
        mine = [one for one in facts if one.day >= first_day]
        forgotten = sum(one.is_test and one.grade == _AGAIN for one in mine)
        if forgotten >= HARD_FORGOTTEN:
            found.append((-forgotten, len(mine), name))
    return found


def _described(
    connection: Connection, learner_id: int, found: Sequence[_Found]
) -> list[HardPrompt]:
    """What is shown of each, in the same order."""
    statement = (
        select(
            prompts.c.id,
            prompts.c.card_id,
            prompts.c.part,
            cards.c.title,
            prompts.c.topic,
            memories.c.interval_days,
        )
        .select_from(
            memories.join(prompts, prompts.c.id == memories.c.prompt_id).join(
                cards, cards.c.id == prompts.c.card_id
            )
        )
        .where(
            memories.c.learner_id == learner_id,
            memories.c.prompt_id.in_([name for *_, name in found]),
        )
    )
    rows: dict[str, Any] = {row.id: row for row in connection.execute(statement)}
    return [
        HardPrompt(
            rows[name].card_id,
            rows[name].part,
            rows[name].title,
            rows[name].topic,
            -forgotten,
            answers,
            rows[name].interval_days,
        )
        for forgotten, answers, name in found
    ]
