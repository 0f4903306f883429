"""Rows of the receipts in words: questions with their curves, reviews, answers of quizzes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from quizapp.core.checked_topics import window_of
from quizapp.core.explanation import day_in_words, due_in_words, grade_in_words
from quizapp.core.mastery import corrected
from quizapp.core.mastery_words import percent
from quizapp.core.quizzes.evidence import CheckedAnswer
from quizapp.core.recall_error import RecallError
from quizapp.core.scheduling import fsrs
from quizapp.storage import topic_rows
from quizapp.storage.topic_rows import QuestionRow


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question as a row: `curve` are the points of its fall, `at` the place of today on it."""

    row: QuestionRow
    recall: str
    counted: str
    last: str
    due: str
    stability: str
    curve: str
    at: tuple[str, str]


#: The drawing area of a small curve, in the units of its view box.
WIDTH, HEIGHT, SAMPLES = 96.0, 28.0, 12


def question_lines(
    rows: Sequence[QuestionRow], error: RecallError, today: int
) -> list[QuestionLine]:
    """Rows of questions in words, with a small curve each."""
    return [_question(row, error, today) for row in rows]


def _question(row: QuestionRow, error: RecallError, today: int) -> QuestionLine:
    if row.recall is None or row.last_day is None:
        return QuestionLine(row, "not seen", "0 %", "–", "–", "–", "", ("", ""))
    return QuestionLine(
        row=row,
        recall=percent(row.recall),
        counted=percent(corrected(row.recall, error)),
        last=day_in_words(row.last_day),
        due="–" if row.due_day is None else due_in_words(row.due_day, today),
        stability="–" if row.memory is None else f"{row.memory.stability:.1f} days",
        **_curve(row, today),
    )


def _curve(row: QuestionRow, today: int) -> dict[str, Any]:
    if row.memory is None or row.last_day is None:
        return {"curve": "", "at": ("", "")}
    elapsed = max(0, today - row.last_day)
    days = max(7.0, 1.5 * elapsed, 1.2 * ((row.due_day or today) - row.last_day))
    points = []
    for place in range(SAMPLES + 1):
        share = fsrs.recall(row.memory, round(days * place / SAMPLES))
        points.append(f"{WIDTH * place / SAMPLES:.0f},{HEIGHT - HEIGHT * share:.1f}")
    share = fsrs.recall(row.memory, elapsed)
    return {
        "curve": " ".join(points),
        "at": (f"{WIDTH * elapsed / days:.1f}", f"{HEIGHT - HEIGHT * share:.1f}"),
    }


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One entry of the log as a row."""

    when: str
    iso: str
    card_id: str
    title: str
    occasion: str
    grade: str
    seconds: str
    is_retracted: bool


def review_lines(rows: Sequence[topic_rows.ReviewRow], zone: str) -> list[ReviewLine]:
    """Entries of the log in words, the newest first."""
    found = []
    for row in rows:
        when, iso = _moment(row.entry.at, zone)
        found.append(
            ReviewLine(
                when,
                iso,
                row.card_id,
                row.title,
                row.entry.occasion.value,
                grade_in_words(row.entry),
                "–" if row.entry.quality is None else f"{row.entry.seconds:.0f} s",
                row.entry.retracted_at is not None,
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer of a Check quiz as a row; `counts` when it is among the newest twenty."""

    when: str
    iso: str
    card_id: str
    kind: str
    score: str
    predicted: str
    confidence: str
    counts: bool
    self_marked: bool


def answer_lines(answers: Sequence[CheckedAnswer], zone: str) -> list[AnswerLine]:
    """Checked answers in words, the newest first."""
    counted = {id(one) for one in window_of(answers)}
    found = []
    for one in reversed(answers):
        when, iso = _moment(one.at, zone)
        found.append(
            AnswerLine(
                when,
                iso,
                one.card_id,
                one.kind,
                percent(one.score),
                "–" if one.predicted is None else percent(one.predicted),
                "–" if one.confidence is None else one.confidence.value,
                id(one) in counted,
                one.self_marked,
            )
        )
    return found


def _moment(at: int, zone: str) -> tuple[str, str]:
    local = datetime.fromtimestamp(at / 1000, ZoneInfo(zone))
    return f"{local.day} {local:%b %Y, %H:%M}", local.isoformat(timespec="seconds")
