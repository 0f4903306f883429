"""Rules 12 and 13: typed answers are short and have all their forms; orders have few steps."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.core.kinds.block import shortened
from quizapp.core.lint.card_view import CardView
from quizapp.core.lint.findings import Collection, Finding, about

LONGEST_FORM, PROSE_FROM = 40, 5
FEWEST_STEPS, MOST_STEPS, LONGEST_STEP = 3, 6, 60

RULES = {
    "E12a": f"A typed answer has at most {LONGEST_FORM} characters.",
    "E12b": "A typed answer is a name, a value or a command, not a sentence.",
    "W12c": "A command with a flag has more than one accepted form.",
    "E13a": f"An order has {FEWEST_STEPS} to {MOST_STEPS} steps.",
    "E13b": f"A step has at most {LONGEST_STEP} characters.",
}

_PLAIN_WORD = re.compile(r"[A-Z]?[a-z]+[.,]?")
_FLAG = re.compile(r"\S+ (?:.* )?--?[A-Za-z]")


def findings(collection: Collection) -> Iterator[Finding]:
    """Typed answers and steps that are too long, too many or too few."""
    for view in collection.views:
        if view.card.kind == "typed":
            yield from _forms(view)
        elif view.card.kind == "order":
            yield from _steps(view)


def _forms(view: CardView) -> Iterator[Finding]:
    body = view.card.body
    for form in body.forms:
        if len(form) > LONGEST_FORM:
            message = f"The answer `{shortened(form)}` has {len(form)} characters."
            yield about(view, "E12a", message, "Ask for its telling part.", form)
        words = form.split()
        if len(words) >= PROSE_FROM and all(map(_PLAIN_WORD.fullmatch, words)):
            message = f"The answer `{shortened(form)}` is a sentence."
            yield about(view, "E12b", message, "Ask for a name, or make it a basic card.", form)
    if len(body.forms) + len(body.patterns) == 1 and _FLAG.match(body.forms[0]):
        message = f"Only `{shortened(body.forms[0])}` is accepted."
        remedy = "Add the forms that do the same: long and short flags, other orders."
        yield about(view, "W12c", message, remedy, body.forms[0])


def _steps(view: CardView) -> Iterator[Finding]:
    steps = view.card.body
    if not FEWEST_STEPS <= len(steps) <= MOST_STEPS:
        remedy = f"Keep {FEWEST_STEPS} to {MOST_STEPS} that have one right order."
        yield about(view, "E13a", f"The order has {len(steps)} steps.", remedy)
    for step in steps:
        if len(step) > LONGEST_STEP:
            message = f"The step `{shortened(step)}` has {len(step)} characters."
            yield about(view, "E13b", message, "Name the act; tell the rest in the why.", step)
