"""What a quiz answer says to those who judge mastery."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Confidence(StrEnum):
    """How sure the learner was, said before the verdict was seen."""

    SURE = "sure"
    THINK = "think"
    GUESS = "guess"


class Mode(StrEnum):
    """When feedback comes: after each question, or at the end (only then it counts to mastery)."""

    PRACTICE = "practice"
    CHECK = "check"


class Purpose(StrEnum):
    """What a quiz is for: it decides which cards are drawn, and in which proportions."""

    TOPICS = "topics"
    MILESTONE = "milestone"
    WEAK = "weak"
    MISTAKES = "mistakes"
    RETAKE = "retake"
    PLACEMENT = "placement"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class CheckedAnswer:
    """A first answer of its day to an item, given in a Check quiz.

    `anchor` is the section that the card rests on as the card names it, or None; `day` the study
    day and `at` the moment in milliseconds since 1970 (UTC); `score` a share from 0 to 1;
    `ways` in how many ways one could choose, 0 where nothing was offered; `self_marked` says
    that the learner judged it; `predicted` is the chance of recall that the memory gave at that
    moment, None for a card that was never reviewed.
    """

    card_id: str
    topic: str
    anchor: str | None
    kind: str
    day: int
    at: int
    score: float
    ways: int
    confidence: Confidence | None
    self_marked: bool
    predicted: float | None
