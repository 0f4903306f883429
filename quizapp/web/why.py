"""Why today: what a page shows of one prompt's memory, with this prompt's own numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from quizapp.core.explanation import (
    Step,
    account,
    day_in_words,
    due_in_words,
    grade_in_words,
    steps_of,
)
from quizapp.core.grades import QUALITY_WORDS, Grade, GradeScale
from quizapp.core.moment import Moment
from quizapp.core.replay import Memory, Policy, advance
from quizapp.core.reviews import Occasion, Review
from quizapp.core.wording import days_in_words
from quizapp.storage import log_views
from quizapp.storage.card_store import ShownPrompt
from quizapp.storage.database import Connection
from quizapp.storage.learners import Learner
from quizapp.web.faces import question_in_words

#: The drawing area of the curve, in the units of its view box.
LEFT, RIGHT, TOP, BOTTOM = 40.0, 310.0, 10.0, 110.0
SAMPLES = 40
TABLE_ROWS = 8


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One entry of the log as a table shows it; `is_retracted` when it was taken back."""

    when: str
    iso: str
    occasion: str
    grade: str
    seconds: str
    interval: str
    is_retracted: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one grade would do if it were given now."""

    grade: str
    interval: str
    again_today: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """The fall of recall since the last answer; places are in units of the view box."""

    line: str
    today_x: str
    today_y: str
    due_x: str | None
    last_label: str
    end_label: str
    summary: str
    rows: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Why:
    """Everything that explains one prompt's day."""

    prompt_id: str
    card_id: str
    title: str
    memory: Memory
    due: str
    sentences: list[str]
    outcomes: list[Outcome]
    history: list[HistoryRow]
    curve: Curve | None


def explain(connection: Connection, learner: Learner, prompt: ShownPrompt, now: Moment) -> Why:
    """The explanation of one prompt for one learner, from the log."""
    policy = learner.preferences.policy
    entries = log_views.entries_of_prompt(connection, learner.id, prompt.id)
    steps = steps_of(entries, policy)
    memory = steps[-1].after if steps else Memory()
    return Why(
        prompt_id=prompt.id,
        card_id=prompt.card_id,
        title=question_in_words(prompt),
        memory=memory,
        due="new" if memory.due_day is None else due_in_words(memory.due_day, now.day),
        sentences=account(steps, policy, now.day),
        outcomes=_outcomes(prompt.id, memory, policy, learner.preferences.grade_scale, now),
        history=[_row(step, learner.preferences.zone) for step in reversed(steps)],
        curve=_curve(memory, now.day),
    )


_OCCASIONS = {
    Occasion.REVIEW: "Review",
    Occasion.DRILL: "Repeated the same day",
    Occasion.QUIZ: "Quiz",
    Occasion.PLACEMENT: "Placement",
    Occasion.IMPORT: "Imported",
    Occasion.SUSPEND: "Suspended",
    Occasion.UNSUSPEND: "Suspension ended",
    Occasion.BURY: "Put off",
    Occasion.FLAG: "Flagged",
    Occasion.UNFLAG: "Flag removed",
    Occasion.RESET: "Reset",
    Occasion.DUE: "Day set",
    Occasion.REVISED: "Meaning changed",
}


def _outcomes(
    prompt_id: str, memory: Memory, policy: Policy, scale: GradeScale, now: Moment
) -> list[Outcome]:
    offered = [(grade.value.capitalize(), grade.quality) for grade in Grade]
    if scale is GradeScale.SIX:
        offered = [(f"{quality}: {words}", quality) for quality, words in enumerate(QUALITY_WORDS)]
    occasion = Occasion.DRILL if memory.drill_day == now.day else Occasion.REVIEW
    outcomes = []
    for label, quality in offered:
        entry = Review(prompt_id, occasion, now.at, now.day, "", quality)
        after = advance(memory, entry, policy)
        days = max(0, (after.due_day or now.day) - now.day)
        outcomes.append(Outcome(label, days_in_words(days), after.drill_day is not None))
    return outcomes


def _row(step: Step, zone: str) -> HistoryRow:
    entry = step.entry
    local = datetime.fromtimestamp(entry.at / 1000, ZoneInfo(zone))
    return HistoryRow(
        when=f"{local.day} {local:%b %Y, %H:%M}",
        iso=local.isoformat(timespec="seconds"),
        occasion=_OCCASIONS[entry.occasion],
        grade=grade_in_words(entry),
        seconds="–" if entry.quality is None else f"{entry.seconds:.0f} s",
        interval=_effect(step),
        is_retracted=entry.retracted_at is not None,
    )


def _effect(step: Step) -> str:
    if step.entry.quality is not None:
        return days_in_words(step.after.interval_days)
    if step.entry.occasion in (Occasion.BURY, Occasion.DUE) and step.entry.value is not None:
        return f"until {day_in_words(step.entry.value)}"
    return "–"


def _curve(memory: Memory, today: int) -> Curve | None:
    if memory.fsrs is None or memory.last_day is None:
        return None
    elapsed = max(0, today - memory.last_day)
    until_due = max(0, (memory.due_day or today) - memory.last_day)
    days = max(7, round(1.25 * max(elapsed, until_due)))

    def x_of(day: float) -> str:
        return f"{LEFT + (RIGHT - LEFT) * day / days:.1f}"

    def y_of(day: int) -> str:
        recall = memory.recall(memory.last_day + day) if memory.last_day is not None else 0.0
        return f"{BOTTOM - (BOTTOM - TOP) * recall:.1f}"

    sampled = sorted({round(days * place / SAMPLES) for place in range(SAMPLES + 1)})
    listed = sorted({round(days * place / TABLE_ROWS) for place in range(TABLE_ROWS + 1)})
    recall_now = f"{100 * memory.recall(today):.0f} %"
    return Curve(
        line=" ".join(f"{x_of(day)},{y_of(day)}" for day in sampled),
        today_x=x_of(elapsed),
        today_y=y_of(elapsed),
        due_x=None if memory.due_day is None else x_of(until_due),
        last_label="last answer",
        end_label=f"{days_in_words(days)} later",
        summary=f"Recall today: {recall_now}, {days_in_words(elapsed)} after the last answer.",
        rows=[
            (days_in_words(day), f"{100 * memory.recall(memory.last_day + day):.0f} %")
            for day in listed
        ],
    )
