"""The end page: what happened today, and what tomorrow brings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from quizapp.core.grades import Grade, grade_of
from quizapp.core.moment import Moment
from quizapp.core.replay import replay
from quizapp.core.reviews import Occasion
from quizapp.storage import (
    card_store,
    day_figures,
    memory_rows,
    review_log,
    sessions,
    topic_choices,
)
from quizapp.storage.database import Connection
from quizapp.storage.learners import Learner
from quizapp.storage.open_sessions import left_today
from quizapp.storage.tallies import MILLION, TopicRecall

HARDEST = 3
MOST_TOPICS = 5


@dataclass(frozen=True, slots=True)
class Summary:
    """Figures of the study day so far.

    `left` is what the open session still asks, `waiting` what is due beyond that.  Tomorrow counts
    all that is due by then if the learner stops here: `tomorrow_kept` of it is due today already.
    New cards are nobody's duty, so they are in none but `left`.
    """

    answered: int
    minutes: int
    recalled: int
    asked_first: int
    grades: list[tuple[str, int]] = field(default_factory=list)
    topics: list[tuple[str, str, str]] = field(default_factory=list)
    hardest: list[tuple[str, str, int]] = field(default_factory=list)
    left: int = 0
    left_minutes: int = 0
    tomorrow_due: int = 0
    tomorrow_kept: int = 0
    tomorrow_minutes: int = 0
    waiting: int = 0
    waiting_days: int = 0
    can_undo: int = 0
    can_continue: bool = False


def summarise(connection: Connection, learner: Learner, now: Moment, undo_entry: int) -> Summary:
    """The summary of a learner's study day."""
    begin = sessions.day_begins_after(connection, learner.id, now.day)
    after = learner.last_seq if begin is None else begin
    entries = review_log.entries_of_day(connection, learner.id, now.day, after)
    answers = [one for one in entries if one.quality is not None]
    first = [one for one in answers if one.occasion is Occasion.REVIEW]
    counts = Counter(grade_of(one.quality or 0) for one in first)
    each = day_figures.pace(connection, learner.id)
    work = day_figures.work_on(connection, learner.id, now.day)
    days, _ = day_figures.due_by_day(connection, learner.id, now.day + 1)
    due_now = sum(number for day, number in days.items() if day <= now.day)
    tomorrow = sum(days.values())
    left = left_today(connection, learner, now.day)
    waiting = max(0, due_now - left.due)
    room = max(1, round(learner.preferences.minutes_per_day * 60 / each))
    left_out = topic_choices.left_out(connection, learner.id)
    more_new = card_store.new_candidates(connection, learner.id, now.day, 1, left_out)
    return Summary(
        answered=len(answers),
        minutes=max(1, round(work.seconds / 60)) if answers else 0,
        recalled=sum((one.quality or 0) >= 3 for one in first),
        asked_first=len(first),
        grades=[(grade.value.capitalize(), counts[grade]) for grade in Grade],
        topics=_moved(connection, learner, now, {one.prompt_id for one in answers}, after),
        hardest=_hardest(connection, learner, {one.prompt_id for one in first}),
        left=len(left),
        left_minutes=round(len(left) * left.seconds_each / 60),
        tomorrow_due=tomorrow,
        tomorrow_kept=due_now,
        tomorrow_minutes=round(tomorrow * each / 60),
        waiting=waiting,
        waiting_days=-(-waiting // room) if waiting else 0,
        can_undo=undo_entry,
        can_continue=not left and bool(waiting or more_new),
    )


def _moved(
    connection: Connection, learner: Learner, now: Moment, prompt_ids: set[str], after_seq: int
) -> list[tuple[str, str, str]]:
    """Topics whose expected recall the day's answers changed most, before and after."""
    recalls = day_figures.kept_recalls(connection, learner.id, now.day) or {}
    policy = learner.preferences.policy
    gained: Counter[str] = Counter()
    for prompt_id in prompt_ids:
        log = review_log.history(connection, learner.id, prompt_id)
        before = replay([one for one in log if one.seq <= after_seq], policy)
        # Counted as the totals of Today are, or the two would part.
        change = TopicRecall().plus(replay(log, policy), now.day).plus(before, now.day, sign=-1)
        gained[card_store.topic_of(connection, prompt_id)] += change.recall_millionths
    moved: list[tuple[int, tuple[str, str, str]]] = []
    for line in card_store.topic_lines(connection):
        gain = gained[line.topic.id]
        recall = recalls.get(line.topic.id)
        if recall is None or not line.prompts:
            continue
        later = recall.recall_millionths
        was = _percent((later - gain) / MILLION / line.prompts)
        is_now = _percent(later / MILLION / line.prompts)
        if was != is_now:
            moved.append((abs(gain), (line.topic.title, was, is_now)))
    moved.sort(reverse=True)
    return [words for _, words in moved[:MOST_TOPICS]]


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"


def _hardest(
    connection: Connection, learner: Learner, prompt_ids: set[str]
) -> list[tuple[str, str, int]]:
    lapsed = [
        (memory.lapses, prompt_id)
        for prompt_id in sorted(prompt_ids)
        if (memory := memory_rows.memory_of(connection, learner.id, prompt_id)).lapses
    ]
    found = []
    for lapses, prompt_id in sorted(lapsed, key=lambda pair: (-pair[0], pair[1]))[:HARDEST]:
        prompt = card_store.shown_prompt(connection, prompt_id)
        found.append((prompt.title, prompt.card_id, lapses))
    return found
