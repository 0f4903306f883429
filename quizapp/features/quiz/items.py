"""Questions across quizzes: mistakes that are still to be mended, and how each item behaves."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from quizapp.core.answer_ids import mint
from quizapp.core.moment import Moment
from quizapp.core.quizzes import item_statistics
from quizapp.core.quizzes.item_statistics import ENOUGH_ATTEMPTS, ItemFigures
from quizapp.core.quizzes.mistakes import RIGHT_DAYS
from quizapp.core.study_day import date_of
from quizapp.features.quiz.result import NO_CONTENT
from quizapp.features.quiz.titles import titles_of
from quizapp.storage import card_store, quiz_views
from quizapp.storage.card_store import ShownPrompt
from quizapp.storage.database import Connection
from quizapp.storage.learners import Learner
from quizapp.web.faces import load_face, question_in_words


@dataclass(frozen=True, slots=True)
class MistakeRow:
    """A missed item: when it was missed, and how far it is mended."""

    card_id: str
    title: str
    topic: str
    when: str
    days_ago: int
    given: str
    was_unknown: bool
    right_days: int


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One version of an item with its figures; `options` are (text, share, right)."""

    card_id: str
    title: str
    is_current: bool
    figures: ItemFigures
    options: list[tuple[str, float, bool]]


def mistakes(connection: Connection, who: Learner, now: Moment) -> dict[str, Any]:
    """The names that mistakes.html uses."""
    found = quiz_views.mistakes(connection, who.id)
    titles = titles_of(connection, [one.prompt_id for one in found])
    topics = {line.topic.id: line.topic.title for line in card_store.topic_lines(connection)}
    rows = []
    for one in found:
        miss = one.last_miss
        card_id, title = titles[one.prompt_id]
        day = date_of(miss.study_day)
        rows.append(
            MistakeRow(
                card_id,
                title,
                topics.get(miss.topic, miss.topic),
                f"{day.day} {day:%B}",
                max(0, now.day - miss.study_day),
                miss.given,
                miss.unknown,
                one.right_days,
            )
        )
    start_id = mint(now.at, NO_CONTENT, secrets.token_urlsafe(12))
    return {"rows": rows, "right_days": RIGHT_DAYS, "start_id": start_id}


def _options(
    prompt: ShownPrompt, figures: ItemFigures, *, is_current: bool
) -> list[tuple[str, float, bool]]:
    """The options of one version: those of the card as it is, or those that were picked before."""
    rates = figures.pick_rates or {}
    if is_current and prompt.kind == "choice":
        offered = load_face(prompt.face)["options"]
        return [(opt["text"], rates.get(opt["token"], 0.0), opt["right"]) for opt in offered]
    texts = figures.picked or {}
    return [
        (texts.get(token, "an option of before"), rate, token in figures.key)
        for token, rate in rates.items()
    ]


def statistics(connection: Connection) -> dict[str, Any]:
    """The names that items.html uses."""
    counted = item_statistics.figures(quiz_views.attempts(connection))
    rows = []
    for one in counted:
        if not one.is_enough:
            continue
        prompt = card_store.shown_prompt(connection, one.prompt_id)
        is_current = prompt.content_hash == one.content_hash
        options = _options(prompt, one, is_current=is_current)
        title = question_in_words(prompt)
        rows.append(ItemRow(prompt.card_id, title, is_current, one, options))
    rows.sort(key=lambda row: (not row.figures.flags, row.title))
    return {
        "rows": rows,
        "too_few": sum(not one.is_enough for one in counted),
        "enough": ENOUGH_ATTEMPTS,
    }
