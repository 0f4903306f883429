"""A quiz and its answers, as they are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quizapp.core.quizzes.evidence import Confidence, Mode, Purpose


@dataclass(frozen=True, slots=True)
class Quiz:
    """One quiz: what was drawn, in order, and the seed that drew it and shuffles its options.

    `study_day` is the day it was started, moments are milliseconds since 1970 (UTC);
    `finished_at` is None as long as it can be resumed.
    """

    id: int
    purpose: Purpose
    mode: Mode
    title: str
    topics: tuple[str, ...]
    seed: str
    prompt_ids: tuple[str, ...]
    started_at: int
    study_day: int
    finished_at: int | None = None

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None


@dataclass(frozen=True, slots=True)
class QuizAnswer:
    """The facts of one answer; `place` counts the quiz's questions from 0.

    `given` is the answer in plain words, `form` what the form sent, so that the verdict can be
    shown again; `score` a share from 0 to 1; `unknown` says "I don't know"; `first_of_day` that
    the item had no earlier quiz answer on this study day; `seconds` from shown to answered;
    `options` how many were offered and `ways` in how many ways one could choose among them.
    """

    quiz_id: int
    place: int
    answer_id: str
    prompt_id: str
    content_hash: str
    topic: str
    anchor: str | None
    kind: str
    score: float
    at: int
    study_day: int
    given: str = ""
    form: Mapping[str, Sequence[str]] = field(default_factory=dict)
    options: int = 0
    ways: int = 0
    unknown: bool = False
    confidence: Confidence | None = None
    self_marked: bool = False
    first_of_day: bool = True
    seconds: float = 0.0
    predicted: float | None = None

    @property
    def is_right(self) -> bool:
        return self.score >= 1.0
