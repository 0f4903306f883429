"""What the review says of a mark or an undo, read from the log so that a reload says it again."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.core.grades import QUALITY_WORDS, GradeScale, grade_of
from quizapp.core.moment import Moment
from quizapp.core.reviews import Occasion, Review
from quizapp.core.wording import plural
from quizapp.storage import card_store, log_views
from quizapp.storage.database import Connection
from quizapp.web.faces import question_in_words

LONGEST_TITLE = 60
NOT_NEWEST = "Something else was done since, so that was not taken back."

#: What a screen reader hears of a mark; the page shows it otherwise.
MARKED = {
    Occasion.SUSPEND: "Suspended.",
    Occasion.BURY: "Not today.",
    Occasion.FLAG: "Flagged to fix.",
    Occasion.UNFLAG: "The flag is off.",
}
_DONE = {
    Occasion.SUSPEND: "suspended",
    Occasion.UNSUSPEND: "asked again",
    Occasion.BURY: "put off to the next day",
    Occasion.FLAG: "flagged",
    Occasion.UNFLAG: "freed of the flag",
    Occasion.RESET: "reset",
    Occasion.DUE: "given another day",
    Occasion.PLACEMENT: "placed as known",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence, the prompt that it is about where that is one, and whether it can be seen."""

    sentence: str
    prompt_id: str = ""
    is_shown: bool = True

    def said_with(self, question: str, prompt_id: str = "") -> str:
        """What is announced when this question comes with it: no question that it names."""
        named = bool(prompt_id) and self.prompt_id == prompt_id
        return self.sentence if named else f"{self.sentence} {question}"


def marked(occasion: Occasion, prompt_id: str) -> Notice:
    """That a prompt got a mark."""
    return Notice(MARKED[occasion], prompt_id, is_shown=False)


def taken_back(connection: Connection, learner_id: int, now: Moment, seq: int) -> Notice | None:
    """What the undo of the log's entry with this number did; None where there is none."""
    entries = log_views.action_at(connection, learner_id, seq)
    if not entries:
        return None
    entries = [one for one in entries if one.retracted_at is not None]
    if not entries:
        return Notice(NOT_NEWEST)
    entry = entries[0]
    when = _when(now.day - entry.study_day)
    if entry.batch is None:
        return Notice(f"Taken back: {_one(connection, entry)}{when}.", entry.prompt_id)
    cards = len({one.prompt_id.partition("~")[0] for one in entries})
    what = f"{_DONE.get(entry.occasion, 'changed')} {plural(cards, 'card')}"
    return Notice(f"Taken back: {what}{when}. That was done on another page.")


def _one(connection: Connection, entry: Review) -> str:
    title = question_in_words(card_store.shown_prompt(connection, entry.prompt_id))
    if len(title) > LONGEST_TITLE:
        title = title[: LONGEST_TITLE - 1].rstrip() + "…"
    if entry.quality is None:
        return f"{_DONE.get(entry.occasion, 'changed')} “{title}”"
    if entry.scale is GradeScale.SIX:
        return f"{entry.quality} ({QUALITY_WORDS[entry.quality]}) on “{title}”"
    return f"{grade_of(entry.quality).value.capitalize()} on “{title}”"


def _when(days: int) -> str:
    if days < 1:
        return ""
    return ", yesterday" if days == 1 else f", {days} days ago"
