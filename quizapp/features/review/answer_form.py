"""What the forms of a card say: which prompt, shown when, and the grade."""

from __future__ import annotations

from typing import Any

from quizapp.core import answer_ids
from quizapp.core.errors import InvalidInput, NotFound
from quizapp.core.grades import Grade, GradeScale
from quizapp.features.review import screen
from quizapp.features.review.actions import Given
from quizapp.web.forms import Form, read_choice, read_number, read_text

SIX_GRADES = tuple(str(quality) for quality in range(6))
OTHER_GRADES = (
    "The settings have changed which grades there are, so nothing was counted. "
    "Please grade this card once more."
)


def read_given(form: Form) -> Given:
    """The prompt that a form is about.  Raises NotFound where it names none."""
    prompt_id = form.get("prompt_id", "")
    if not prompt_id:
        raise NotFound("The form names no card: load the page again.")
    return Given(
        prompt_id=prompt_id,
        answer_id=answer_ids.parse(form.get("answer_id", "")),
        seen=read_number(form, "seen", 0, 2**31),
        text=read_text(form, "given", screen.LONGEST_ANSWER),
    )


def read_quality(form: Form, scale: GradeScale) -> int:
    """The grade as a quality.  Raises InvalidInput naming those that there are."""
    is_six = scale is GradeScale.SIX
    if form.get("grade", "") in (tuple(Grade) if is_six else SIX_GRADES):
        raise InvalidInput(OTHER_GRADES)
    if is_six:
        return read_number(form, "grade", 0, 5)
    return Grade(read_choice(form, "grade", tuple(Grade))).quality


def kept(form: Form, prompt_id: str) -> dict[str, Any]:
    """What a refused form knew of the card on show, so that its time goes on; else nothing."""
    if form.get("prompt_id") != prompt_id:
        return {}
    try:
        return {
            "answer_id": answer_ids.parse(form.get("answer_id", "")).text,
            "seen": read_number(form, "seen", 0, 2**31),
            "was_revealed": "grade" in form,
        }
    except InvalidInput:
        return {}
