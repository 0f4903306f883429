"""What a page says of the change that led to it, read from the log and not from the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizapp.core.edits import Change
from quizapp.core.replay import REVISED_WITHIN_DAYS
from quizapp.core.wording import plural
from quizapp.storage import log_views, review_log
from quizapp.storage.database import Connection

#: What each mark did, and why it left a prompt alone.
MARKS = {
    "suspend": ("Suspended", "suspended already"),
    "unsuspend": ("Asked again", "not suspended"),
    "reset": ("Reset", "new already"),
    "due": ("Set", "new, so without a day to change"),
    "flag": ("Flagged", "flagged already"),
    "unflag": ("Freed of its flag", "not flagged"),
}
SAVED = {
    "nothing": "The text is the same as before, so nothing was saved.",
    Change.COSMETIC: "Saved. It reads as before, so nothing changes for your reviews.",
    Change.WORDING: "Saved. It asks for the same thing in other words: your reviews stay.",
    Change.MEANING: (
        "Saved. Its meaning changed: the history stays, and it is asked within "
        f"{plural(REVISED_WITHIN_DAYS, 'day')}."
    ),
    "renewed": "Saved. It starts afresh as a new card; its history stays in the log.",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence, and the log entry that an undo must name (0 where there is nothing to undo)."""

    sentence: str
    undo_entry: int = 0


def notice(connection: Connection, learner_id: int, values: Mapping[str, str]) -> Notice | None:
    """What to say on a page with these values in its address."""
    if values.get("saved") in SAVED:
        return Notice(SAVED[values["saved"]])
    if "undone" in values:
        number = _number(values["undone"])
        return Notice(f"Taken back: {plural(number, 'prompt')}." if number else NOT_NEWEST)
    if values.get("mark") in MARKS and values.get("action"):
        return _marked(connection, learner_id, values)
    return None


NOT_NEWEST = "Something else was done since, so that was not taken back."


def _marked(connection: Connection, learner_id: int, values: Mapping[str, str]) -> Notice | None:
    done, why_left = MARKS[values["mark"]]
    left = _number(values.get("left", ""))
    batch = log_views.batch_of(connection, learner_id, values["action"])
    alone = f" {plural(left, 'prompt')} left alone: {why_left}." if left else ""
    if batch is None:
        return Notice(f"Nothing was changed.{alone}")
    newest = review_log.last_action(connection, learner_id)
    is_newest = bool(newest) and newest[0].seq == batch.last_seq
    return Notice(
        f"{done}: {plural(batch.entries, 'prompt')}.{alone}", batch.last_seq if is_newest else 0
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
