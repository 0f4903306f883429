"""Why a prompt comes when it comes: its history step by step, and the arithmetic in sentences.

Nothing is worked out twice: each step is `advance`, as in the replay, and the sentences read the
numbers that it left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quizapp.core.grades import GradeScale, grade_of
from quizapp.core.replay import REVISED_WITHIN_DAYS, Memory, Policy, advance
from quizapp.core.reviews import Occasion, Review
from quizapp.core.scheduling.sm2 import MAX_INTERVAL_DAYS
from quizapp.core.study_day import date_of
from quizapp.core.wording import days_in_words, plural

#: A longer row of passes is told from its end.
MOST_STEPS_TOLD = 4
_TIMES = ("never", "once", "twice", "three times", "four times", "five times", "six times")


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the log with the memory before and after it; a retracted one changes none."""

    entry: Review
    before: Memory
    after: Memory


def steps_of(entries: Iterable[Review], policy: Policy) -> list[Step]:
    """The replay of one prompt, entry by entry."""
    memory = Memory()
    steps = []
    for entry in entries:
        after = advance(memory, entry, policy)
        steps.append(Step(entry, memory, after))
        memory = after
    return steps


def account(steps: Sequence[Step], policy: Policy, today: int) -> list[str]:
    """The sentences: why it is asked or not, how its interval came about, what moved it since."""
    memory = steps[-1].after if steps else Memory()
    if memory.is_new:
        return [*_new(steps), *_set_aside(memory, today)]
    counted = [one for one in steps if one.entry.retracted_at is None]
    told = [*_set_aside(memory, today), *_drill(memory, policy, today)]
    told += _sm2(counted) if policy.scheduler == "sm2" else _fsrs(memory, policy)
    told += _moved(counted)
    told.append(_dates(memory, today))
    if memory.fsrs is not None:
        recall = f"{100 * memory.recall(today):.0f} %"
        told.append(f"The chance that you recall it today is {recall}, by FSRS.")
    return told


def grade_in_words(entry: Review) -> str:
    """The grade of an answer in the words of the scale that it was given on."""
    if entry.quality is None:
        return "–"
    if entry.scale is GradeScale.SIX:
        return str(entry.quality)
    return grade_of(entry.quality).value.capitalize()


def day_in_words(day: int) -> str:
    """`Monday 1 June 2026`."""
    date = date_of(day)
    return f"{date:%A} {date.day} {date:%B %Y}"


def due_in_words(due_day: int, today: int) -> str:
    """`today`, `tomorrow`, `in 4 days`, `2 days late`."""
    days = due_day - today
    if days == 0:
        return "today"
    if days < 0:
        return f"{days_in_words(-days)} late"
    return "tomorrow" if days == 1 else f"in {days_in_words(days)}"


def _new(steps: Sequence[Step]) -> list[str]:
    resets = [one for one in steps if one.entry.occasion is Occasion.RESET]
    live = [one for one in resets if one.entry.retracted_at is None]
    if live:
        since = day_in_words(live[-1].entry.study_day)
        return [f"It was reset on {since} and counts as new: it has not been answered since."]
    return ["You have not answered it yet. New ones come in the order of the roadmap."]


def _set_aside(memory: Memory, today: int) -> list[str]:
    if memory.suspended:
        return ["It is suspended, so it is not asked until you take that back."]
    if memory.buried_until is not None and memory.buried_until > today:
        return [f"You put it off until {day_in_words(memory.buried_until)}."]
    return []


def _drill(memory: Memory, policy: Policy, today: int) -> list[str]:
    if memory.drill_day != today:
        return []
    until = "Good" if policy.drill_below == 4 else "at least Hard"
    return [f"It comes again today, until you grade it {until}; that moves no due day."]


def _sm2(counted: Sequence[Step]) -> list[str]:
    answers = [one for one in counted if _schedules(one)]
    if not answers:
        return []
    run = _last_run(answers)
    if not run:
        grade = grade_in_words(answers[-1].entry)
        return [f"You graded it {grade}, so SM-2 starts it over: 1 day, then 6."]
    grades = [grade_in_words(one.entry) for one in run]
    if len(set(grades)) == 1:
        count = len(run)
        times = _TIMES[count] if count < len(_TIMES) else f"{count} times"
        opening = f"You graded it {grades[0]} {times}{' in a row' if count > 1 else ''}"
    else:
        *others, last = grades[-MOST_STEPS_TOLD:]
        opening = f"Your last grades were {', '.join(others)} and {last}"
    terms = [_term(one) for one in run[-MOST_STEPS_TOLD:]]
    if len(run) > MOST_STEPS_TOLD:
        terms.insert(0, "…")
    easiness = run[-1].after.sm2.easiness / 100
    return [
        f"{opening}: {', then '.join(terms)}.",
        f"After that its easiness is {easiness:.2f}: the next pass multiplies by it.",
    ]


def _schedules(step: Step) -> bool:
    occasion = step.entry.occasion
    return step.entry.quality is not None and occasion not in (Occasion.DRILL, Occasion.QUIZ)


def _last_run(answers: Sequence[Step]) -> list[Step]:
    """The passes since the last failure or reset."""
    repetitions = answers[-1].after.sm2.repetitions
    return list(answers[-repetitions:]) if repetitions else []


def _term(step: Step) -> str:
    before, days = step.before.sm2, step.after.sm2.interval_days
    if before.repetitions == 0:
        return "1 day"
    if before.repetitions == 1:
        return "6 days"
    product = before.interval_days * before.easiness
    sum_ = f"{before.interval_days:,} × {before.easiness / 100:.2f} = {product / 100:,.10g}"
    if days == MAX_INTERVAL_DAYS and product > 100 * days:
        return f"{sum_}, but at most {days:,} days"
    return f"{sum_} days" if product % 100 == 0 else f"{sum_}, rounded up to {days:,} days"


def _fsrs(memory: Memory, policy: Policy) -> list[str]:
    if memory.fsrs is None:
        return []
    stability, difficulty = memory.fsrs.stability, memory.fsrs.difficulty
    known = (
        f"FSRS puts its stability at {stability:.1f} days, the time in which recall falls to "
        f"90 %, and its difficulty at {difficulty:.1f} on a scale of 1 to 10."
    )
    interval = plural(memory.interval_days, "day")
    aim = f"You aim at a recall of {100 * policy.retention:.0f} %, which makes {interval}"
    if memory.fuzz_days:
        moved = plural(abs(memory.fuzz_days), "day")
        way = "later" if memory.fuzz_days > 0 else "earlier"
        aim += f", and {moved} {way} so that cards learned together do not stay together"
    return [known, f"{aim}."]


def _moved(counted: Sequence[Step]) -> list[str]:
    """What put another due day in place of the scheduler's, since the last answer."""
    told: list[str] = []
    for step in counted:
        on = day_in_words(step.entry.study_day)
        if _schedules(step):
            told = []
        elif step.entry.occasion is Occasion.DUE and step.entry.value is not None:
            told = [f"On {on} you set its day to {day_in_words(step.entry.value)}."]
        elif step.entry.occasion is Occasion.REVISED:
            within = plural(REVISED_WITHIN_DAYS, "day")
            told.append(f"On {on} its meaning changed, so it comes within {within} of that.")
    return told


def _dates(memory: Memory, today: int) -> str:
    last = f"Last answered on {day_in_words(memory.last_day or today)}"
    if memory.due_day is None:
        return f"{last}; it has no due day."
    return f"{last}; due on {day_in_words(memory.due_day)}, {due_in_words(memory.due_day, today)}."
