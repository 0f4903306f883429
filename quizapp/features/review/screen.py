"""What the review page shows: the card, its grades with their intervals, and the way ahead."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from markupsafe import Markup

from quizapp.core.answer_ids import mint
from quizapp.core.cards import Prompt
from quizapp.core.grades import QUALITY_WORDS, Grade, GradeScale, grade_of
from quizapp.core.kinds import KINDS
from quizapp.core.moment import Moment
from quizapp.core.replay import Memory, outlook
from quizapp.core.reviews import Verdict
from quizapp.core.wording import days_in_words
from quizapp.features.review.notices import Notice
from quizapp.storage import card_store, memory_rows
from quizapp.storage.card_store import ShownPrompt
from quizapp.storage.database import Connection
from quizapp.storage.learners import Learner
from quizapp.storage.sessions import Session
from quizapp.storage.stored_cards import stored_card
from quizapp.web.faces import announced, load_face, load_sources

#: What is kept of an answer; a longer one is checked whole, then cut.
LONGEST_ANSWER = 2000


@dataclass(frozen=True, slots=True)
class Shown:
    """All that is read for a card before its page is drawn."""

    prompt: ShownPrompt
    memory: Memory
    left: tuple[str, ...]
    session: Session | None
    undo_entry: int
    revised_from: str | None = None


class Offered(NamedTuple):
    """One grade of a scale: the form's value, its name, its key, its colour."""

    value: str
    label: str
    quality: int
    key: str
    tone: str


class GradeButton(NamedTuple):
    """One way to grade, with what it leads to."""

    value: str
    label: str
    quality: int
    key: str
    tone: str
    interval: str
    note: str
    suggested: bool
    is_default: bool


_OFFERED = {
    GradeScale.FOUR: [
        Offered(one.value, one.value.capitalize(), one.quality, str(place), one.value)
        for place, one in enumerate(Grade, start=1)
    ],
    GradeScale.SIX: [
        Offered(str(quality), words, quality, str(quality), grade_of(quality).value)
        for quality, words in enumerate(QUALITY_WORDS)
    ],
}


def read(
    connection: Connection,
    learner: Learner,
    prompt: ShownPrompt,
    left: tuple[str, ...],
    session: Session | None,
    undo_entry: int,
) -> Shown:
    """Read what the page of a prompt needs."""
    memory = memory_rows.memory_of(connection, learner.id, prompt.id)
    revised = None
    if memory.content_hash and memory.content_hash != prompt.content_hash:
        revised = card_store.revision_of(connection, prompt.card_id, memory.content_hash)
    return Shown(prompt, memory, left, session, undo_entry, revised)


def context(
    shown: Shown,
    learner: Learner,
    now: Moment,
    *,
    revealed: bool = False,
    was_revealed: bool = False,
    given: Mapping[str, Sequence[str]] | None = None,
    answer_id: str | None = None,
    seen: int | None = None,
    problem: str | None = None,
    notice: Notice | None = None,
) -> dict[str, Any]:
    """The names that the review templates use.

    `seen` is the count of entries that the page knew when the prompt was shown; a page drawn
    again keeps it, so that an answer given elsewhere meanwhile still makes this one stale.
    """
    prompt, memory = shown.prompt, shown.memory
    given = dict(given or {})
    kind = KINDS[prompt.kind]
    question = announced(prompt)
    seen = memory.entries if seen is None else seen
    seed = f"{prompt.id}:{seen}"
    face = kind.arrange(load_face(prompt.face), seed, given)
    # An answer that the program checks is not in the form that grades it, so it is asked for again.
    revealed = revealed or (was_revealed and not kind.program_graded)
    verdict = check(prompt, given) if revealed and kind.program_graded else None
    return {
        "card": {
            "topic_title": prompt.topic_title or prompt.topic,
            "prompt_id": prompt.id,
            "card_id": prompt.card_id,
            "kind": prompt.kind,
            "said": notice.said_with(question, prompt.id) if notice else question,
            "face": face,
            "why": Markup(prompt.why_html),
            "sources": load_sources(prompt.sources_html),
            "proved_on": prompt.proved_on,
            "level": prompt.level,
            "flagged": memory.flagged,
            "changed": shown.revised_from and REVISED,
        },
        "answer_id": answer_id or mint(now.at, prompt.content_hash, secrets.token_urlsafe(12)),
        "seen": seen,
        "progress": progress(shown),
        "revealed": revealed,
        "verdict": verdict,
        "given": given,
        "program_graded": kind.program_graded,
        "grades": grades(shown, learner, now, verdict),
        "can_undo": shown.undo_entry,
        "hidden_answer": [("given", verdict.given[:LONGEST_ANSWER])] if verdict else [],
        "problem": problem,
        "notice": notice,
    }


REVISED = "The meaning of this card has changed since you last saw it. Read it as if it were new."


def check(prompt: ShownPrompt, given: Mapping[str, Sequence[str]]) -> Verdict | None:
    """What the program thinks of an answer to a stored prompt."""
    return KINDS[prompt.kind].check(stored_card(prompt), Prompt(prompt.card_id, prompt.part), given)


def grades(
    shown: Shown, learner: Learner, now: Moment, verdict: Verdict | None
) -> list[GradeButton]:
    """The grades on offer, each with the interval that it would give."""
    offered = _OFFERED[learner.preferences.grade_scale]
    suggested = (verdict.grade if verdict else Grade.GOOD).quality
    return [
        GradeButton(
            *one,
            *_outcome(shown, learner, now, one.quality),
            suggested=verdict is not None and suggested == one.quality,
            is_default=suggested == one.quality,
        )
        for one in offered
    ]


def _outcome(shown: Shown, learner: Learner, now: Moment, quality: int) -> tuple[str, str]:
    """The interval in words, and a note beside it."""
    memory, policy = shown.memory, learner.preferences.policy
    drilled = memory.drill_day == now.day
    is_drill = drilled and memory.scheduled_day is not None
    after = outlook(memory, shown.prompt.id, quality, now.day, policy, is_drill=is_drill)
    days = max(0, after.due_day - now.day)
    interval = "in " + days_in_words(days) if drilled and days else days_in_words(days)
    if after.drill_day is None:
        return interval, ""
    others = max(0, len(shown.left) - 1)
    each = shown.session.seconds_per_prompt if shown.session else 12.0
    minutes = max(1, round(others * each / 60))
    if quality < 3:
        return f"in {minutes} min", ""
    return interval, f"and in {minutes} min"


def progress(shown: Shown) -> dict[str, int]:
    """How far the session is: prompts done, in all, and the minutes left."""
    if shown.session is None:
        return {"done": 0, "total": 1, "minutes_left": 0}
    left = len(shown.left)
    total = len(set(shown.session.prompt_ids))
    minutes = max(1, round(left * shown.session.seconds_per_prompt / 60))
    return {"done": max(0, total - left), "total": total, "minutes_left": minutes}
