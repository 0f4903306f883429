"""`quizapp schedule`: follow one imagined prompt through a run of grades.

The numbers come from the same functions that decide the real due days, before any fuzz.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict

import click

from quizapp.core.errors import InvalidInput
from quizapp.core.scheduling import fsrs, sm2

#: A century, as for intervals: far beyond any real gap, and safe to calculate with.
_LAST_DAY = fsrs.MAX_INTERVAL_DAYS

_LOWEST_RETENTION = 0.1
_HIGHEST_RETENTION = 0.99

_FSRS_ANSWER = re.compile(r"([1-4])@([0-9]{1,9})")

_Row = dict[str, int | float | None]

_as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON array.")


class BadInput(click.ClickException):
    """A value on the command line that cannot be used: one sentence, and exit code 2."""

    exit_code = 2


@click.group()
def schedule() -> None:
    """Show what SM-2 or FSRS-6 makes of a run of grades."""


@schedule.command("sm2")
@click.argument("grades")
@_as_json
def sm2_command(grades: str, as_json: bool) -> None:
    """Follow SM-2 through GRADES: qualities 0 (worst) to 5 (best), as in 5,5,4,2,3.

    The four buttons are Again 2, Hard 3, Good 4 and Easy 5.
    """
    qualities = _read_qualities(grades)
    rows: list[_Row] = []
    memory = sm2.Sm2Memory()
    for quality in qualities:
        memory = sm2.review(memory, quality)
        rows.append(asdict(memory) | {"easiness": memory.easiness / 100})
    if as_json:
        click.echo(json.dumps(rows))
        return
    _print_table(
        ("quality", "repetitions", "easiness", "interval (days)"),
        [
            (f"{q}", f"{row['repetitions']}", f"{row['easiness']:.2f}", f"{row['interval_days']}")
            for q, row in zip(qualities, rows, strict=True)
        ],
    )


@schedule.command("fsrs")
@click.argument("answers")
@click.option(
    "--retention",
    default="0.9",
    show_default=True,
    help=f"The recall to aim at, {_LOWEST_RETENTION} to {_HIGHEST_RETENTION}.",
)
@click.option("--weights", help="The 21 weights w0 to w20, separated by commas.")
@_as_json
def fsrs_command(answers: str, retention: str, weights: str | None, as_json: bool) -> None:
    """Follow FSRS-6 through ANSWERS: grade@day, as in 3@0,3@2,1@9.

    The grades are Again 1, Hard 2, Good 3 and Easy 4; the days are counted from the start.
    """
    graded_days = _read_graded_days(answers)
    aim = _read_retention(retention)
    used_weights = fsrs.DEFAULT_WEIGHTS if weights is None else _read_weights(weights)
    rows = _follow_fsrs(graded_days, aim, used_weights)
    if as_json:
        click.echo(json.dumps(rows))
        return
    _print_table(
        ("day", "grade", "recall before", "stability (days)", "difficulty", "interval (days)"),
        [
            (
                str(day),
                str(grade),
                "-" if row["recall"] is None else f"{row['recall']:.1%}",
                f"{row['stability']:.2f}",
                f"{row['difficulty']:.2f}",
                str(row["interval_days"]),
            )
            for (grade, day), row in zip(graded_days, rows, strict=True)
        ],
    )


def _follow_fsrs(
    graded_days: list[tuple[int, int]], retention: float, weights: tuple[float, ...]
) -> list[_Row]:
    rows: list[_Row] = []
    memory: fsrs.FsrsMemory | None = None
    last_day = 0
    for grade, day in graded_days:
        elapsed = day - last_day
        recalled = None if memory is None else fsrs.recall(memory, elapsed, weights)
        memory = fsrs.review(memory, grade, elapsed, weights)
        last_day = day
        rows.append(
            asdict(memory)
            | {
                "interval_days": fsrs.interval(memory.stability, retention, weights),
                "recall": recalled,
            }
        )
    return rows


def _read_qualities(text: str) -> list[int]:
    parts = [part.strip() for part in text.split(",")]
    for position, part in enumerate(parts, start=1):
        if part not in {"0", "1", "2", "3", "4", "5"}:
            raise BadInput(
                f"Grade {position} is “{part}”; write qualities from 0 to 5 with commas between "
                "them, as in 5,5,4,2,3."
            )
    return [int(part) for part in parts]


def _read_graded_days(text: str) -> list[tuple[int, int]]:
    graded_days: list[tuple[int, int]] = []
    earliest = 0
    for position, part in enumerate(text.split(","), start=1):
        match = _FSRS_ANSWER.fullmatch(part.strip())
        if match is None:
            raise BadInput(
                f"Answer {position} is “{part.strip()}”; write a grade from 1 to 4, @ and a whole "
                "day from 0 on, with commas between the answers, as in 3@0,3@2,1@9."
            )
        grade, day = int(match[1]), int(match[2])
        if day < earliest:
            raise BadInput(
                f"Answer {position} is on day {day}, before the answer on day {earliest}; "
                "the days must not go back."
            )
        if day > _LAST_DAY:
            raise BadInput(f"Answer {position} is on day {day}; the last day is {_LAST_DAY}.")
        graded_days.append((grade, day))
        earliest = day
    return graded_days


def _read_retention(text: str) -> float:
    try:
        retention = float(text)
    except ValueError:
        retention = 0.0
    # Said this way round, the comparison refuses NaN too.
    if not _LOWEST_RETENTION <= retention <= _HIGHEST_RETENTION:
        raise BadInput(
            f"The retention is “{text}”; it must be a number from {_LOWEST_RETENTION} to "
            f"{_HIGHEST_RETENTION}."
        )
    return retention


def _read_weights(text: str) -> tuple[float, ...]:
    values: list[float] = []
    for position, part in enumerate(text.split(",")):
        try:
            values.append(float(part))
        except ValueError:
            raise BadInput(
                f"Weight w{position} is “{part.strip()}”; write 21 numbers with commas between "
                "them."
            ) from None
    try:
        return fsrs.checked_weights(values)
    except InvalidInput as error:
        raise BadInput(str(error)) from None


def _print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Columns as wide as their widest cell, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    for row in (heads, *rows):
        click.echo("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)))
