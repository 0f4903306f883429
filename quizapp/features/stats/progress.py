"""Mastery over time: what would have been recalled on days gone by, by topic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizapp.core.knowledge_history import KnowledgeHistory, Sums
from quizapp.core.mastery import Estimate
from quizapp.core.moment import Moment
from quizapp.core.recall_error import RecallError
from quizapp.core.study_statistics import slots
from quizapp.core.wording import plural
from quizapp.features.stats.comparison import counted_in_words
from quizapp.features.stats.panels import Panel
from quizapp.features.stats.scope import Scope
from quizapp.features.stats.wording import long_date, percent, short_date
from quizapp.storage import level_log, log_samples, recall_errors, statistics_reads
from quizapp.storage.card_store import TopicLine
from quizapp.storage.database import Connection
from quizapp.storage.learners import Learner
from quizapp.storage.log_samples import Sample
from quizapp.web import charts
from quizapp.web.charts import Reading, Table

MOST_DAYS = 26
#: So many changes of level are listed, the newest.
MOST_CHANGES = 20


@dataclass(frozen=True, slots=True)
class TopicChange:
    """One topic's line: what would have been recalled at the beginning, and now."""

    topic: str
    title: str
    then: str
    now: str
    change: str
    counted: str


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a topic's level, in words."""

    day: str
    topic: str
    title: str
    old: str
    new: str
    cause: str


@dataclass(frozen=True, slots=True)
class Progress:
    """What was replayed, the curve of the scope, each topic's change, and changes of level."""

    counted: str
    panel: Panel
    topics: tuple[TopicChange, ...]
    begins: str
    steps: tuple[Step, ...]


def progress(
    connection: Connection,
    learner: Learner,
    now: Moment,
    scope: Scope,
    lines: Sequence[TopicLine],
) -> Progress:
    """Replay the log of a scope, or a sample of it, up to the days of its period."""
    sample = log_samples.sample_of(connection, learner.id, scope.topic)
    earliest = min(
        statistics_reads.days_of(connection, learner.id, 1, scope.topic), default=now.day
    )
    first = max(scope.first_day(now.day), earliest)
    days, starts = slots(first, now.day, MOST_DAYS)
    # Each day that is looked at ends a stretch, the last one today.
    history = KnowledgeHistory([min(now.day, start + days - 1) for start in starts])
    for _, topic, entries in log_samples.logs_of(connection, learner.id, sample):
        history.add(topic, entries, learner.preferences.policy)
    error, _ = recall_errors.error_of(connection, learner.id)
    stands_for = _whole(scope.prompts, sample.prompts, sample.all_prompts)
    whole = history.together().estimates(stands_for, error)
    changes = [
        change
        for line in lines
        if line.topic.id in history.topics
        and (change := _change(line, history.topics[line.topic.id], sample, error)) is not None
    ]
    return Progress(
        counted_in_words(sample),
        _panel(scope, list(history.days), whole),
        () if scope.topic else tuple(changes),
        long_date(history.days[0]),
        tuple(_steps(connection, learner, scope, first, lines)),
    )


def _steps(
    connection: Connection,
    learner: Learner,
    scope: Scope,
    first: int,
    lines: Sequence[TopicLine],
) -> Iterator[Step]:
    """The newest changes of level since a day, the newest first."""
    titles = {line.topic.id: line.topic.title for line in lines}
    topic = scope.topic or None
    for one in level_log.changes_of(connection, learner.id, topic, MOST_CHANGES):
        if one.study_day >= first and one.topic in titles:
            words = (long_date(one.study_day), one.topic, titles[one.topic])
            yield Step(*words, one.old.word, one.new.word, one.cause)


def _whole(prompts: int, sampled: int, known: int) -> int:
    """How many prompts of the deck a sample stands for."""
    return max(sampled, round(prompts * sampled / known)) if known else prompts


def _panel(scope: Scope, days: Sequence[int], found: Sequence[Estimate]) -> Panel:
    title = f"Knowledge: {scope.title}"
    known = [(day, one) for day, one in zip(days, found, strict=True) if one.knowledge is not None]
    if not known:
        lacks = "Too few cards were seen on any of these days to say what was known."
        return Panel("knowledge", title, lacks=lacks, is_wide=True)
    readings = [
        Reading(
            short_date(day),
            one.knowledge,
            one.knowledge_low or 0.0,
            one.knowledge_high or 0.0,
            f"{long_date(day)}: {_likely(one)}",
        )
        for day, one in zip(days, found, strict=True)
    ]
    rows = [
        (long_date(day), _likely(one), percent(one.seen / one.total), percent(one.recall or 0.0))
        for day, one in known
    ]
    day, last = known[-1]
    says = (
        f"{_likely(last)} of all cards would be recalled on {long_date(day)}; "
        f"{_likely(known[0][1])} on {long_date(known[0][0])}."
    )
    note = (
        "The share of the deck’s cards, those never seen included, that FSRS expects you to recall "
        "at the end of each day, with its 80 % range. It counts the cards of today’s deck."
    )
    table = Table(("Day", "Known", "Seen", "Recall of those seen"), rows)
    every = max(1, len(readings) // 4)
    return Panel("knowledge", title, charts.line(readings, says, table, every=every), note)


def _change(line: TopicLine, sums: Sums, sample: Sample, error: RecallError) -> TopicChange | None:
    known = sample.all_by_topic.get(line.topic.id, 0)
    found = sums.estimates(_whole(line.prompts, sums.prompts, known), error)
    then, now = found[0], found[-1]
    if now.knowledge is None:
        return None
    before = then.knowledge or 0.0
    return TopicChange(
        line.topic.id,
        line.topic.title,
        _likely(then) if then.knowledge is not None else "too few cards seen",
        _likely(now),
        "" if then.knowledge is None else _change_in_words(now.knowledge - before),
        f"{sums.prompts:,} of {known:,}",
    )


def _change_in_words(change: float) -> str:
    points = round(100 * change)
    if not points:
        return "none"
    return f"{'−' if points < 0 else '+'}{plural(abs(points), 'point')}"


def _likely(one: Estimate) -> str:
    if one.knowledge is None:
        return "–"
    low, high = one.knowledge_low or 0.0, one.knowledge_high or 0.0
    return f"{percent(one.knowledge)} ({round(100 * low)}–{round(100 * high)})"
