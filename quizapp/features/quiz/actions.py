"""Steps of a quiz: start, answer, end, bring cards back, place.  In the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from quizapp.core import answer_ids
from quizapp.core.errors import InvalidInput, StaleAnswer
from quizapp.core.moment import Moment
from quizapp.core.quizzes import placement, questions
from quizapp.core.quizzes.evidence import Confidence, Mode, Purpose
from quizapp.core.quizzes.records import Quiz, QuizAnswer
from quizapp.core.reviews import INFERRED, Occasion, Review
from quizapp.storage import (
    card_search,
    card_store,
    levels_settled,
    memory_rows,
    quiz_log,
    quiz_pool,
    review_log,
    session_plans,
    stored_cards,
)
from quizapp.storage.card_search import Markable
from quizapp.storage.card_store import ShownPrompt
from quizapp.storage.database import Connection
from quizapp.storage.learners import Learner

ANSWERED = (
    "This question was answered in another window or before going back. That answer stands, and "
    "nothing was changed."
)
CHANGED = "This card was changed after it was shown here. Nothing was saved: here it is anew."
DONE = "This quiz is done: nothing was changed."
#: What is kept of an answer's words.
LONGEST_GIVEN = 2000


@dataclass(frozen=True, slots=True)
class Given:
    """What a form says of an answer: its question, when it was shown, and what was filled in.

    `mark` is the learner's own verdict on a question that only they can judge.
    """

    place: int
    answer_id: answer_ids.AnswerId
    form: Mapping[str, Sequence[str]]
    unknown: bool = False
    mark: str | None = None
    confidence: Confidence | None = None


def answer(
    connection: Connection, learner: Learner, now: Moment, quiz: Quiz, given: Given
) -> QuizAnswer:
    """Write the answer to one question, and end the quiz after the last one.

    The same answer sent again changes nothing.  Raises StaleAnswer when another answer stands
    there or the card has changed, InvalidInput for what cannot be an answer.
    """
    answers = quiz_log.answers_of(connection, learner.id, quiz.id)
    before = next((one for one in answers if one.place == given.place), None)
    if before is not None:
        if before.answer_id == given.answer_id.text:
            return before
        raise StaleAnswer(ANSWERED)
    if quiz.is_finished:
        raise StaleAnswer(DONE)
    prompt = card_store.shown_prompt(connection, prompt_at(quiz, given.place))
    if prompt.content_hash != given.answer_id.content_hash:
        raise StaleAnswer(CHANGED)
    new = _judged(connection, learner, now, quiz, given, prompt)
    if not quiz_log.append(connection, learner.id, new):
        raise StaleAnswer(ANSWERED)
    _end_when_done(connection, learner, now, quiz, [*answers, new])
    return new


def prompt_at(quiz: Quiz, place: int) -> str:
    """The prompt of a question.  Raises InvalidInput for a place that the quiz does not have."""
    if not 0 <= place < len(quiz.prompt_ids):
        raise InvalidInput(f"place must be a whole number from 0 to {len(quiz.prompt_ids) - 1}.")
    return quiz.prompt_ids[place]


def next_place(connection: Connection, quiz: Quiz, answers: Sequence[QuizAnswer]) -> int | None:
    """The question that is next: in order, except in a placement; None when all are answered."""
    if quiz.purpose is Purpose.PLACEMENT:
        levels = quiz_pool.levels_of(connection, quiz.prompt_ids)
        return placement.next_place(levels, answers)
    done = {one.place for one in answers}
    return next((n for n in range(len(quiz.prompt_ids)) if n not in done), None)


def bring_to_today(
    connection: Connection,
    learner: Learner,
    now: Moment,
    prompt_ids: Sequence[str],
    action_id: str,
) -> int:
    """Have cards asked today: those with a day get today, and today's session begins with all.

    Easiness is not touched.  The marks are one batch, so one undo takes them back; sent twice
    they count once.  Returns how many cards come.
    """
    found = card_search.markable_of(connection, learner.id, list(prompt_ids))
    found = [one for one in found if not one.memory.suspended]
    if not found or review_log.was_written(connection, learner.id, f"{action_id}.0"):
        return len(found)
    learned = [one for one in found if one.memory.scheduled_day is not None]
    entries = [
        _entry(one, now, Occasion.DUE, action_id, number, value=now.day)
        for number, one in enumerate(learned)
    ]
    learner = _append(connection, learner, list(zip(learned, entries, strict=True)))
    session_plans.put_first(connection, learner, now, [one.prompt_id for one in found])
    return len(found)


def undo(connection: Connection, learner: Learner, now: Moment, quiz: Quiz, expected: int) -> int:
    """Take back the newest action if it is still the one that was meant; how many entries.

    A placement can be taken back later too: what rests on it since, a card that was answered,
    keeps its entries.
    """
    entries = review_log.last_action(connection, learner.id)
    if not entries or entries[0].seq != expected:
        entries = placed_and_untouched(connection, learner, quiz)
    if not entries or entries[0].seq != expected:
        return 0
    review_log.retract(connection, learner, entries, now.at, now.day)
    return len(entries)


def placed_and_untouched(connection: Connection, learner: Learner, quiz: Quiz) -> list[Review]:
    """What a placement wrote for cards to which nothing else has happened, the newest first."""
    entries = review_log.batch_of(connection, learner.id, _placement_batch(quiz))
    ours = {one.seq for one in entries}
    untouched = {
        prompt_id
        for prompt_id in {one.prompt_id for one in entries}
        if all(one.seq in ours for one in _since(connection, learner, prompt_id, min(ours)))
    }
    return [one for one in entries if one.prompt_id in untouched]


def _since(connection: Connection, learner: Learner, prompt_id: str, seq: int) -> list[Review]:
    history = review_log.history(connection, learner.id, prompt_id)
    return [one for one in history if one.seq >= seq]


def _placement_batch(quiz: Quiz) -> str:
    return f"placement.{quiz.id}"


def _judged(
    connection: Connection,
    learner: Learner,
    now: Moment,
    quiz: Quiz,
    given: Given,
    prompt: ShownPrompt,
) -> QuizAnswer:
    card = stored_cards.stored_card(prompt)
    marks_itself = questions.is_self_marked(card, prompt.part)
    words, score = "", 0.0
    if given.unknown:
        pass
    elif marks_itself:
        if given.mark not in questions.MARKS:
            allowed = ", ".join(questions.MARKS)
            raise InvalidInput(f"Show the answer and compare; mark must be one of: {allowed}.")
        score = questions.MARKS[given.mark]
        words = " ".join(given.form.get("typed", ()))
    else:
        verdict = questions.check(card, prompt.part, given.form)
        words, score = verdict.given, verdict.score
    memory = memory_rows.memory_of(connection, learner.id, prompt.id)
    asked_before = quiz_log.was_asked_on(connection, learner.id, prompt.id, now.day)
    return QuizAnswer(
        quiz_id=quiz.id,
        place=given.place,
        answer_id=given.answer_id.text,
        prompt_id=prompt.id,
        content_hash=prompt.content_hash,
        topic=prompt.topic,
        anchor=prompt.anchor,
        kind=prompt.kind,
        score=score,
        at=now.at,
        study_day=now.day,
        given=words[:LONGEST_GIVEN],
        form={} if given.unknown else given.form,
        options=questions.options_of(card),
        ways=questions.ways_of(card),
        unknown=given.unknown,
        confidence=given.confidence,
        self_marked=marks_itself,
        first_of_day=not asked_before,
        seconds=given.answer_id.seconds_until(now.at),
        predicted=None if memory.is_new else memory.recall(now.day),
    )


def _end_when_done(
    connection: Connection, learner: Learner, now: Moment, quiz: Quiz, answers: list[QuizAnswer]
) -> None:
    if quiz.purpose is Purpose.PLACEMENT:
        found = placement.outcome(answers, len(quiz.prompt_ids))
        if found is placement.Outcome.GOING_ON:
            return
        if found is placement.Outcome.PASSED:
            _seed(connection, learner, now, quiz, answers)
    elif len(answers) < len(quiz.prompt_ids):
        return
    quiz_log.finish(connection, learner.id, quiz.id, now.at)
    levels_settled.settle(connection, learner, now)


def _seed(
    connection: Connection, learner: Learner, now: Moment, quiz: Quiz, answers: list[QuizAnswer]
) -> None:
    """Give the new cards of a passed topic their first intervals, as one batch of the log."""
    new = quiz_pool.new_prompts(connection, learner.id, quiz.topics[0])
    right = [one.prompt_id for one in answers if one.is_right]
    seeds = placement.seeds(new, right)
    batch = _placement_batch(quiz)
    entries: list[tuple[Markable, Review]] = []
    for one in card_search.markable_of(connection, learner.id, new):
        seed = seeds[one.prompt_id]
        words = "" if one.prompt_id in right else f"{INFERRED} {quiz.id}"
        number = len(entries)
        entries.append(
            (
                one,
                replace(
                    _entry(one, now, Occasion.PLACEMENT, batch, number),
                    quality=seed.quality,
                    given=words,
                ),
            )
        )
        due = _entry(one, now, Occasion.DUE, batch, number + 1, value=now.day + seed.days)
        entries.append((one, due))
    _append(connection, learner, entries)


def _append(
    connection: Connection, learner: Learner, entries: Sequence[tuple[Markable, Review]]
) -> Learner:
    """Write entries in order, each upon what the one before has made of its prompt."""
    memories = {one.prompt_id: one.memory for one, _ in entries}
    for one, entry in entries:
        done = review_log.append(connection, learner, entry, one.topic, memories[one.prompt_id])
        memories[one.prompt_id] = done.memory
        learner = replace(learner, last_seq=learner.last_seq + 1)
    return learner


def _entry(
    one: Markable,
    now: Moment,
    occasion: Occasion,
    batch: str,
    number: int,
    value: int | None = None,
) -> Review:
    return Review(
        prompt_id=one.prompt_id,
        occasion=occasion,
        at=now.at,
        study_day=now.day,
        answer_id=f"{batch}.{number}",
        content_hash=one.content_hash,
        zone=now.zone,
        offset_minutes=now.offset_minutes,
        value=value,
        batch=batch,
    )


def counts_to_mastery(quiz: Quiz) -> bool:
    """Whether first answers of this quiz are evidence."""
    return quiz.mode is Mode.CHECK and quiz.purpose is not Purpose.PLACEMENT
