"""A short answer to be typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from quizapp.core.cards import Card, Face, Markdown, Prompt
from quizapp.core.kinds import plain
from quizapp.core.kinds.answers import difference, grade_for, normal, written_answer
from quizapp.core.kinds.block import Fault, Given, Line, shortened
from quizapp.core.kinds.pattern_nodes import fits
from quizapp.core.kinds.patterns import PatternError, pattern_of
from quizapp.core.kinds.spans import code_span, text_of_code_span
from quizapp.core.reviews import Verdict

program_graded = True
prompts = plain.prompts
arrange = plain.arrange

MOST_CHARACTERS = 500
MOST_FORMS = 50
_MOST_ACCEPTED = 200


@dataclass(frozen=True, slots=True)
class Accepted:
    """What counts as right: forms as they are written, and patterns for the rest."""

    forms: tuple[str, ...]
    patterns: tuple[str, ...] = ()


def parse(lines: Sequence[Line], front: str) -> tuple[Accepted, list[Fault]]:
    """The accepted forms and patterns, one a line."""
    forms: list[str] = []
    patterns: list[str] = []
    faults: list[Fault] = []
    for line in lines:
        sign, _, rest = line.text.rstrip().partition(" ")
        if not sign:
            if rest.strip():
                faults.append(_stray(line))
            continue
        if sign not in ("=", "=~"):
            faults.append(_stray(line))
            continue
        fault = _fault_of(sign, rest.strip(), line.number)
        if fault is not None:
            faults.append(fault)
        (forms if sign == "=" else patterns).append(rest.strip())
    if not forms and not faults:
        faults.append(plain.empty_answer()._replace(remedy="Write the answer as `= answer`."))
    if len(forms) + len(patterns) > MOST_FORMS:
        remedy = f"Keep at most {MOST_FORMS}, or ask for something narrower."
        faults.append(Fault(0, "The card accepts too many forms.", remedy))
    return Accepted(tuple(forms), tuple(patterns)), faults


def write(body: Accepted) -> str:
    forms = [f"= {form}" for form in body.forms]
    return "\n".join([*forms, *(f"=~ {pattern}" for pattern in body.patterns)])


def meaning(body: Accepted) -> str:
    """All that is accepted, in any order."""
    return "\n".join(sorted((*body.forms, *(f"~ {pattern}" for pattern in body.patterns))))


def face(card: Card, prompt: Prompt) -> Face:
    body: Accepted = card.body
    return {
        "question": Markdown(card.front),
        "answer": Markdown(code_span(body.forms[0])),
        "accepted": list(body.forms),
    }


def check(card: Card, prompt: Prompt, given: Given) -> Verdict | None:
    """Whether the answer is one of the accepted; else how it differs from the closest."""
    body: Accepted = card.body
    typed = _compared(written_answer(given, MOST_CHARACTERS))
    closest = max(body.forms, key=lambda form: _likeness(typed, form))
    score = 1.0 if _is_accepted(typed, body, exact_case=card.exact_case) else 0.0
    if score:
        closest = _same_form(typed, body, exact_case=card.exact_case) or closest
    runs = difference(typed, closest, exact_case=card.exact_case)
    diff = [[operation, "".join(characters)] for operation, characters in runs]
    return Verdict(score, grade_for(score), typed, {"diff": diff, "closest": closest})


def _is_accepted(typed: str, body: Accepted, *, exact_case: bool) -> bool:
    if not typed:
        return False
    if _same_form(typed, body, exact_case=exact_case) is not None:
        return True
    return any(fits(pattern_of(pattern, exact_case=exact_case), typed) for pattern in body.patterns)


def _compared(typed: str) -> str:
    # A single character can stand for eighteen, so what comes out is bounded as well.
    return normal(typed, exact_case=True)[:MOST_CHARACTERS]


def _same_form(typed: str, body: Accepted, *, exact_case: bool) -> str | None:
    wanted = normal(typed, exact_case=exact_case)
    for form in body.forms:
        if normal(form, exact_case=exact_case) == wanted:
            return form
    return None


def _likeness(typed: str, form: str) -> float:
    return SequenceMatcher(None, normal(typed), normal(form), autojunk=False).ratio()


def _fault_of(sign: str, text: str, line: int) -> Fault | None:
    if not text:
        return Fault(line, f"Nothing follows `{sign}`.", f"Write `{sign} ` and the answer.")
    if sign == "=~":
        try:
            pattern_of(text)
        except PatternError as error:
            message = f"The pattern {error}."
            return Fault(
                line,
                message,
                "Simplify it, or write the accepted answers as `= ` lines.",
            )
    elif len(text) > _MOST_ACCEPTED:
        message = f"The accepted answer is longer than {_MOST_ACCEPTED} characters."
        return Fault(line, message, "Ask for something shorter.")
    elif text_of_code_span(text) is not None:
        message = "The accepted answer stands in backticks, which nobody would type."
        return Fault(line, message, f"Write `= ` and {text_of_code_span(text)} without them.")
    return None


def _stray(line: Line) -> Fault:
    return Fault(
        line.number,
        f"This line is no accepted answer: {shortened(line.text)}",
        "Write `= answer`, or `=~ pattern`; end a longer question with a line `***`.",
    )
