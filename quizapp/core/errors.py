"""What can go wrong because of what somebody gave us, as one small tree.

    QuizappError              a sentence for the person: what is wrong, and what to do
    ├── InvalidInput          a value that cannot be used             422
    ├── NotFound              an id that names nothing                404
    ├── StaleAnswer           the card has moved on since it was shown   409
    ├── EditConflict          the file has changed since it was opened   409
    ├── NotWritable           the deck folder cannot be written       503
    └── DatabaseUnavailable   locked, read-only, full, corrupt or too new
                              (503; full: 507)

A mistake in a card's file is no exception: it is a `Problem`, a value that is
collected with the others.  `web/errors.py` alone turns these into statuses.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in the deck's files: where it is, what is wrong, what to write instead."""

    path: str
    line: int
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message} {self.remedy}"


class QuizappError(Exception):
    """The base of all errors whose text is meant to be read by a person."""


class InvalidInput(QuizappError):
    """A value that cannot be used; the text names the allowed ones."""


class NotFound(QuizappError):
    """An id that names nothing here."""


class StaleAnswer(QuizappError):
    """An answer to a prompt that was answered elsewhere after it was shown."""


class EditConflict(QuizappError):
    """A card's file changed between opening it for editing and saving it."""


class NotWritable(QuizappError):
    """The deck folder refuses to be written."""


class DatabaseUnavailable(QuizappError):
    """The database cannot serve now; `full` says that its disk has no room left."""

    def __init__(self, message: str, *, full: bool = False) -> None:
        super().__init__(message)
        self.full = full
