"""What the form of a question says: the answer, how sure, and what a page without script held."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from quizapp.core import answer_ids
from quizapp.core.errors import InvalidInput
from quizapp.core.quizzes import questions
from quizapp.core.quizzes.evidence import Confidence
from quizapp.features.quiz.actions import Given
from quizapp.web.forms import read_choice

#: More places than any quiz has.
MOST_PLACES = 1000


def read_answer(form: MultiDict[str, str], place: int) -> Given:
    """The answer to a question.  Raises InvalidInput naming what is allowed."""
    says = read_choice(form, "answer", ("given", "unknown")) if "answer" in form else "given"
    return Given(
        place=place,
        answer_id=answer_ids.parse(form.get("answer_id", "")),
        form=read_fields(form),
        unknown=says == "unknown",
        mark=read_choice(form, "mark", tuple(questions.MARKS)) if "mark" in form else None,
        confidence=read_confidence(form),
    )


def read_fields(values: MultiDict[str, str]) -> dict[str, list[str]]:
    """The fields that belong to the answer, bounded in number and length."""
    found = {name: some for name, some in values.lists() if name in ("choice", "order", "typed")}
    if any(len(some) > MOST_PLACES for some in found.values()):
        raise InvalidInput("That form is out of date: load the page again.")
    if sum(len(one) for some in found.values() for one in some) > 2 * questions.MOST_CHARACTERS:
        raise InvalidInput(f"An answer has at most {questions.MOST_CHARACTERS} characters.")
    return found


def read_confidence(values: MultiDict[str, str]) -> Confidence | None:
    """How sure the learner is; None when nothing was chosen."""
    if not values.get("confidence"):
        return None
    return Confidence(read_choice(values, "confidence", tuple(Confidence)))


def held_by_page(values: MultiDict[str, str]) -> dict[str, Any] | None:
    """What a page held when a step was moved without a script."""
    place = values.get("place", "")
    if not (place.isascii() and place.isdecimal() and len(place) < 5):
        return None
    given = {name: values.getlist(name) for name in ("choice", "order", "typed", "move")}
    confidence = values.get("confidence", "")
    return {
        "place": int(place),
        "given": {name: some for name, some in given.items() if some},
        "confidence": confidence if confidence in tuple(Confidence) else None,
    }


def address_holding(quiz_id: int, form: MultiDict[str, str]) -> str:
    """Where a step is moved without a script: the page with what the form held."""
    pairs = [(n, v) for n in ("place", "order", "move", "confidence") for v in form.getlist(n)]
    return f"/quiz/{quiz_id}?{urlencode(pairs)}"
