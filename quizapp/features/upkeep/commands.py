"""`quizapp doctor`, `quizapp replay` and `quizapp log`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import click
from flask import Flask

from quizapp.core.grades import grade_of
from quizapp.core.reviews import Review
from quizapp.core.study_day import date_of
from quizapp.storage import search_index
from quizapp.storage.database import reading, transaction
from quizapp.storage.inspection import Finding, inspect, inspect_search
from quizapp.storage.learners import LOCAL_LEARNER, learner, locked_learner
from quizapp.storage.rebuild import rebuild as rebuild_all
from quizapp.storage.review_log import whole_log
from quizapp.web.current import moment_of

OpenApp = Callable[[], Flask]
SHOWN_DIFFERENCES = 20


@click.command()
@click.pass_obj
def doctor(open_app: OpenApp) -> None:
    """Prove that every memory equals the replay of its log.

    Says in one line each what was checked and how many; exit 1 on any difference.
    """
    healthy = True
    with open_app().app_context():
        for finding in _findings():
            word = "ok" if not finding.differences else "WRONG"
            healthy = healthy and not finding.differences
            click.echo(f"{word:5}  {finding.subject}: {finding.number:,} checked")
            for difference in finding.differences[:SHOWN_DIFFERENCES]:
                click.echo(f"       {difference}")
            hidden = len(finding.differences) - SHOWN_DIFFERENCES
            if hidden > 0:
                click.echo(f"       and {hidden:,} more")
    if not healthy:
        click.echo("The log is the truth: `quizapp replay` builds the rest anew from it.", err=True)
        sys.exit(1)


def _findings() -> Iterator[Finding]:
    with reading() as connection:
        yield from inspect(connection, learner(connection, LOCAL_LEARNER))
    with transaction() as connection:
        yield inspect_search(connection)


@click.command("replay")
@click.pass_obj
def rebuild(open_app: OpenApp) -> None:
    """Build all memories and totals anew from the review log, and the search from the deck."""
    with open_app().app_context(), transaction() as connection:
        who = locked_learner(connection, LOCAL_LEARNER)
        number = rebuild_all(connection, who, moment_of(who).day)
        search_index.rebuild(connection)
    click.echo(f"{number:,} memories built from {who.last_seq:,} log entries.")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def log(open_app: OpenApp, as_json: bool) -> None:
    """Print the review log, entries that were taken back marked."""
    with open_app().app_context(), reading() as connection:
        for _, entry in whole_log(connection, LOCAL_LEARNER):
            click.echo(json.dumps(_as_json(entry)) if as_json else _as_line(entry))


def _as_json(entry: Review) -> dict[str, object]:
    return {
        "seq": entry.seq,
        "at": _moment(entry),
        "study_day": entry.study_day,
        "date": date_of(entry.study_day).isoformat(),
        "zone": entry.zone,
        "prompt": entry.prompt_id,
        "content_hash": entry.content_hash,
        "grade": None if entry.quality is None else grade_of(entry.quality).value,
        "quality": entry.quality,
        "scale": int(entry.scale),
        "answer_id": entry.answer_id,
        "occasion": entry.occasion.value,
        "seconds": entry.seconds,
        "given": entry.given,
        "value": entry.value,
        "retracted": entry.retracted_at is not None,
    }


def _as_line(entry: Review) -> str:
    grade = "-" if entry.quality is None else grade_of(entry.quality).value
    mark = "  (taken back)" if entry.retracted_at is not None else ""
    return f"{_moment(entry)}  {entry.occasion.value:9} {grade:5} {entry.prompt_id}{mark}"


def _moment(entry: Review) -> str:
    moment = datetime.fromtimestamp(entry.at / 1000, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
