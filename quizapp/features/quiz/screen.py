"""What the page of one question shows: before the answer, while comparing, and after it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from quizapp.core.answer_ids import mint
from quizapp.core.errors import InvalidInput
from quizapp.core.kinds import KINDS
from quizapp.core.moment import Moment
from quizapp.core.quizzes import questions
from quizapp.core.quizzes.evidence import Mode, Purpose
from quizapp.core.quizzes.records import Quiz, QuizAnswer
from quizapp.core.quizzes.scoring import is_sure_and_wrong, missed
from quizapp.core.reviews import Verdict
from quizapp.features.quiz import actions
from quizapp.storage import card_store, stored_cards
from quizapp.storage.card_store import ShownPrompt
from quizapp.storage.database import Connection
from quizapp.web.faces import announced, load_face, load_sources

#: The words of a verdict by its state.
WORDS = {
    "right": "Right",
    "partly": "Partly right",
    "wrong": "Not right",
    "unknown": "You said that you don’t know",
}


@dataclass(frozen=True, slots=True)
class Head:
    """Where the learner is: `number` of the question from 1, `total` none where it adapts."""

    id: int
    title: str
    mode: Mode
    number: int
    total: int
    done: int
    is_placement: bool
    is_last: bool
    is_finished: bool


@dataclass(frozen=True, slots=True)
class NextMistake:
    """The mistake that comes next when a done quiz is gone through: its place, and which of all."""

    place: int
    number: int
    total: int


def question(
    connection: Connection,
    quiz: Quiz,
    answers: Sequence[QuizAnswer],
    place: int,
    now: Moment,
    *,
    given: Mapping[str, Sequence[str]] | None = None,
    answer_id: str = "",
    problem: str = "",
) -> dict[str, Any]:
    """The names of a question that is not answered yet; nothing of its answer is among them."""
    prompt = card_store.shown_prompt(connection, actions.prompt_at(quiz, place))
    card = stored_cards.stored_card(prompt)
    given = dict(given or {})
    try:
        face = _arranged(quiz, prompt, given)
    except InvalidInput as refusal:
        face, problem = _arranged(quiz, prompt, {}), problem or str(refusal)
    return {
        "quiz": head(quiz, answers, len(answers) + 1),
        "card": _card(prompt) | {"face": face},
        "place": place,
        "answer_id": answer_id or mint(now.at, prompt.content_hash, secrets.token_urlsafe(12)),
        "given": given,
        "compares": questions.is_self_marked(card, prompt.part),
        "problem": problem,
        "said": "",
    }


def compared(
    connection: Connection,
    quiz: Quiz,
    answers: Sequence[QuizAnswer],
    place: int,
    now: Moment,
    given: Mapping[str, Sequence[str]],
    answer_id: str,
) -> dict[str, Any]:
    """The names while the learner compares.  Raises InvalidInput where the program judges."""
    names = question(connection, quiz, answers, place, now, given=given, answer_id=answer_id)
    if not names["compares"]:
        raise InvalidInput("This question is judged by the program: answer it first.")
    prompt = card_store.shown_prompt(connection, actions.prompt_at(quiz, place))
    return names | {"shown": _shown(prompt), "marks": tuple(questions.MARKS)}


def feedback(
    connection: Connection,
    quiz: Quiz,
    answers: Sequence[QuizAnswer],
    answer: QuizAnswer,
    *,
    goes_through: bool = False,
) -> dict[str, Any]:
    """The names of a question that was answered: verdict, reasons, section and source.

    `goes_through` says that mistakes are looked at one by one, so the next one follows.
    """
    prompt = card_store.shown_prompt(connection, answer.prompt_id)
    is_same = prompt.content_hash == answer.content_hash
    verdict = None
    if is_same and not answer.unknown and not answer.self_marked:
        verdict = _verdict(prompt, answer)
    face = load_face(prompt.face)
    if verdict is not None or prompt.kind != "order":
        face = KINDS[prompt.kind].arrange(face, _seed(quiz, prompt), answer.form)
    return {
        "quiz": head(quiz, answers, _in_time(answers).index(answer) + 1),
        "card": _card(prompt) | {"face": face},
        "place": answer.place,
        "shown": _shown(prompt),
        "verdict": verdict,
        "answer": answer,
        "state": state_of(answer),
        "words": words_of(answer),
        "is_sure_and_wrong": is_sure_and_wrong(answer),
        "has_changed": not is_same,
        "next_mistake": _next_mistake(answers, answer) if goes_through else None,
    }


def _in_time(answers: Sequence[QuizAnswer]) -> list[QuizAnswer]:
    """In the order of answering, which a placement chooses as it goes."""
    return sorted(answers, key=lambda one: (one.at, one.place))


def _next_mistake(answers: Sequence[QuizAnswer], answer: QuizAnswer) -> NextMistake | None:
    """What comes after this mistake: sure and wrong first, as the result lists them."""
    wrong = missed(answers)
    if answer not in wrong or answer == wrong[-1]:
        return None
    number = wrong.index(answer) + 1
    return NextMistake(wrong[number].place, number + 1, len(wrong))


def head(quiz: Quiz, answers: Sequence[QuizAnswer], number: int) -> Head:
    """Where a question stands in its quiz."""
    total = len(quiz.prompt_ids)
    return Head(
        id=quiz.id,
        title=quiz.title,
        mode=quiz.mode,
        number=number,
        total=total,
        done=len(answers),
        is_placement=quiz.purpose is Purpose.PLACEMENT,
        is_last=quiz.is_finished or len(answers) >= total,
        is_finished=quiz.is_finished,
    )


def state_of(answer: QuizAnswer) -> str:
    """right, partly, wrong or unknown."""
    if answer.unknown:
        return "unknown"
    return "right" if answer.is_right else "partly" if answer.score else "wrong"


def words_of(answer: QuizAnswer) -> str:
    """The verdict in words; a learner's own mark is called that."""
    words = WORDS[state_of(answer)]
    if answer.self_marked and not answer.unknown:
        return f"{words}, by your own mark"
    return words


def _verdict(prompt: ShownPrompt, answer: QuizAnswer) -> Verdict | None:
    try:
        return questions.check(stored_cards.stored_card(prompt), prompt.part, answer.form)
    except InvalidInput:  # written by a version that asked this kind in another way
        return None


def _arranged(
    quiz: Quiz, prompt: ShownPrompt, given: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    return KINDS[prompt.kind].arrange(load_face(prompt.face), _seed(quiz, prompt), given)


def _seed(quiz: Quiz, prompt: ShownPrompt) -> str:
    return f"{quiz.seed}:{prompt.id}"


def _card(prompt: ShownPrompt) -> dict[str, Any]:
    return {
        "id": prompt.card_id,
        "kind": prompt.kind,
        "topic_title": prompt.topic_title or prompt.topic,
        "title": announced(prompt),
    }


def _shown(prompt: ShownPrompt) -> dict[str, Any]:
    """What may be seen once the answer was asked for."""
    return {
        "why": Markup(prompt.why_html),
        "sources": load_sources(prompt.sources_html),
        "proved_on": prompt.proved_on,
    }
