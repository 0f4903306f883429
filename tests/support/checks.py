"""Check quizzes that were taken, written by the same steps as the pages take."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.core.quizzes.evidence import Mode, Purpose
from quizapp.core.quizzes.records import Quiz, QuizAnswer
from quizapp.storage import levels_settled, memory_rows, quiz_log
from quizapp.storage.database import transaction
from quizapp.storage.learners import locked_learner
from quizapp.web.current import moment_of
from tests.support.logbook import Logbook


def take_check(
    log: Logbook, topic: str, scores: Sequence[tuple[str, float]], *, self_marked: bool = False
) -> None:
    """A whole Check quiz of a topic, answered now: prompts with their scores."""
    with log.app.app_context(), transaction() as connection:
        who = locked_learner(connection, log.learner_id)
        now = moment_of(who)
        prompts = tuple(prompt for prompt, _ in scores)
        quiz = Quiz(
            0, Purpose.TOPICS, Mode.CHECK, "A check", (topic,), "s", prompts, now.at, now.day
        )
        made = quiz_log.start(connection, who.id, quiz, log.minted())
        for place, (prompt, score) in enumerate(scores):
            memory = memory_rows.memory_of(connection, who.id, prompt)
            answer = QuizAnswer(
                quiz_id=made.id,
                place=place,
                answer_id=log.minted(),
                prompt_id=prompt,
                content_hash="0",
                topic=topic,
                anchor=None,
                kind="basic",
                score=score,
                at=now.at + place,
                study_day=now.day,
                self_marked=self_marked,
                first_of_day=not quiz_log.was_asked_on(connection, who.id, prompt, now.day),
                predicted=None if memory.is_new else memory.recall(now.day),
            )
            assert quiz_log.append(connection, who.id, answer)
        quiz_log.finish(connection, who.id, made.id, now.at)
        levels_settled.settle(connection, who, now)
