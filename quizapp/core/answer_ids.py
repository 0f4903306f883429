"""Answer ids: minted when a prompt is shown, they make an answer count once.

An id says when its prompt was shown and in which wording, so a plain form carries both without
a script: `<milliseconds in hex>.<content hash>.<random>`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from quizapp.core.errors import InvalidInput

_SHAPE = re.compile(r"([0-9a-f]{1,12})\.([0-9a-f]{16})\.([0-9a-zA-Z_-]{8,32})")

#: Longer pauses say that the learner was away; what is stored never exceeds this.
LONGEST_SECONDS = 3600.0


class AnswerId(NamedTuple):
    """What an answer id says."""

    text: str
    shown_at: int
    content_hash: str

    def seconds_until(self, at: int) -> float:
        """Seconds from being shown to a moment, never negative and at most an hour."""
        return min(max(0, at - self.shown_at) / 1000, LONGEST_SECONDS)


def mint(shown_at: int, content_hash: str, nonce: str) -> str:
    """A new id for a prompt shown at a moment (milliseconds) in a wording."""
    return f"{shown_at:x}.{content_hash}.{nonce}"


def parse(text: str) -> AnswerId:
    """The id's parts.  Raises InvalidInput for a text that was never minted."""
    match = _SHAPE.fullmatch(text)
    if match is None:
        raise InvalidInput("That form is out of date: load the page again.")
    return AnswerId(text, int(match[1], 16), match[2])
