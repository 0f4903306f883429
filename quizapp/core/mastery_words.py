"""Mastery in plain words: conditions with this learner's numbers, causes, gaps and steps."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.core.checked_topics import ENOUGH_ANSWERS, ENOUGH_DAYS, Checked, Gap, Verdict
from quizapp.core.estimate_words import percent as percent
from quizapp.core.estimate_words import seen_in_words, span
from quizapp.core.levels import (
    DAYS_OF_GRACE,
    REACH,
    Bar,
    Level,
    LevelState,
    Standing,
    holds,
    is_checked,
)
from quizapp.core.next_steps import Step, StepKind
from quizapp.core.wording import days_in_words, minutes_in_words, plural


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a level: what it asks, what there is, and whether that is enough."""

    asks: str
    has: str
    is_met: bool
    rows: str


def conditions(standing: Standing, bar: Bar = REACH) -> list[Condition]:
    """What Holding asks for and, last, what Mastered asks for besides.

    `rows` names the part of the receipts where the numbers come from.
    """
    met, estimate = holds(standing, bar), standing.estimate
    return [
        Condition(
            f"At least {percent(bar.seen)} of the questions seen",
            seen_in_words(estimate),
            met["seen"],
            "questions",
        ),
        Condition(
            f"Recall of those at least {percent(bar.recall_low)}, by the lower end of its range",
            "too few seen to say" if estimate.low is None else f"{percent(estimate.low)}",
            met["recall"],
            "questions",
        ),
        Condition(
            f"At least {percent(bar.steady)} of the questions hold for three weeks",
            f"{standing.steady} of {estimate.total} ({percent(standing.steady_share)})",
            met["steady"],
            "questions",
        ),
        Condition(
            f"For Mastered: Check quizzes of the last {bar.check_days} days at least "
            f"{percent(bar.check_low)}, by the lower end of their range",
            check_in_words(standing.checked, standing.check_age_days),
            is_checked(standing, bar),
            "answers",
        ),
    ]


def check_in_words(checked: Checked, age_days: int | None) -> str:
    """`16 of 20 right (66–89 %), the last one 3 days ago`, and what a level takes when too few."""
    words = answers_in_words(checked, age_days)
    if checked.answers and not checked.is_enough:
        words += f"; a level takes {ENOUGH_ANSWERS} answers or more over {ENOUGH_DAYS} days or more"
    return words


def answers_in_words(checked: Checked, age_days: int | None) -> str:
    """`16 of 20 right (66–89 %), the last one 3 days ago`."""
    if not checked.answers or checked.low is None or checked.high is None:
        left = f" ({plural(checked.self_marked, 'self-marked answer')} kept apart)"
        return f"no checked answers yet{left if checked.self_marked else ''}"
    when = "today" if not age_days else f"{days_in_words(age_days)} ago"
    return (
        f"{score_in_words(checked.score)} of {checked.answers} right "
        f"({span(checked.low, checked.high)}), the last one {when}"
    )


def cause_of(old: LevelState, new: LevelState, standing: Standing) -> str:
    """Why a level changed, from the totals of that day."""
    estimate = standing.estimate
    if new.level is Level.NOT_STARTED:
        return "No question counts as seen any more: answers were taken back or cards were reset."
    if new.level is Level.LEARNING and old.level is Level.NOT_STARTED:
        if estimate.taken_over:
            return (
                f"A placement was passed. Of {plural(estimate.total, 'question')} "
                f"{estimate.answered} answered, {estimate.taken_over} taken over from it."
            )
        return f"The first {plural(estimate.seen, 'question')} of {estimate.total} seen."
    if new.level.rank > old.level.rank:
        bar = conditions(standing)
        shown = bar if new.level is Level.MASTERED else bar[:-1]
        return "; ".join(f"{one.asks.removeprefix('For Mastered: ')}: {one.has}" for one in shown)
    short = [one for one in conditions(standing) if not one.is_met]
    if new.level is Level.HOLDING:
        short = short[-1:]
    else:
        short = [one for one in short if one.rows != "answers"] or short
    missing = "; ".join(f"{one.asks.removeprefix('For Mastered: ')}: {one.has}" for one in short)
    return f"For {DAYS_OF_GRACE} days it was less than it takes to keep the level. {missing}"


def gap_in_words(gap: Gap) -> str:
    """The gap between cards and quizzes, with its uncertainty and what it says."""
    if gap.cards is None or gap.quizzes is None or gap.low is None or gap.high is None:
        return (
            f"Too few checked answers to compare: {gap.answers} of the {ENOUGH_ANSWERS} that a "
            "comparison takes."
        )
    words = (
        f"cards say {_point(gap.cards)}, quizzes {_point(gap.quizzes)} "
        f"({_point(gap.low)}–{_point(gap.high)}, {gap.answers} answers)"
    )
    return f"{words}: {_VERDICTS[gap.verdict]}"


_VERDICTS = {
    Verdict.FAIR: "you grade yourself fairly here.",
    Verdict.KIND: "you grade yourself kindly here.",
    Verdict.STRICT: "you grade yourself strictly here.",
}


def step_in_words(step: Step, seconds_each: float) -> str:
    """What to do, how long it takes at the learner's pace, and over how many days."""
    number = plural(step.questions, "question")
    time = minutes_in_words(step.answers * seconds_each)
    time = time if time.startswith("less") else f"about {time}"
    match step.kind:
        case StepKind.SEE:
            return f"See {plural(step.questions, 'new question')}: {time}."
        case StepKind.RECALL:
            which = "the weakest question" if step.questions == 1 else f"the weakest {number}"
            return f"Review {which}: {time}."
        case StepKind.STEADY:
            over = f" over {days_in_words(step.days)}" if step.days else ""
            return (
                f"Keep on until {plural(step.questions, 'more question')} "
                f"{'holds' if step.questions == 1 else 'hold'} for three weeks: "
                f"{plural(step.answers, 'answer')}{over}, {time}."
            )
        case StepKind.CHECK:
            days = f" on {plural(step.days + 1, 'day')}" if step.days else ""
            return (
                f"Check yourself: {plural(step.questions, 'right answer')}{days} in Check quizzes, "
                f"{time}."
            )


def score_in_words(score: float) -> str:
    """Whole scores as such, others with one decimal."""
    return f"{score:.1f}".removesuffix(".0")


def _point(share: float) -> str:
    """`.88`, as a share is written between 0 and 1."""
    return f"{share:.2f}".removeprefix("0")
