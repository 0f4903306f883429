"""Rules 9 and 14: what a card claims of a program is executed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.core.kinds.output import LANGUAGES
from quizapp.core.kinds.spans import text_of_code_span
from quizapp.core.lint.card_view import CardView, code_in
from quizapp.core.lint.findings import Collection, Finding, about

RULES = {
    "E09a": f"The programs of a fix card are in a language that is run: {', '.join(LANGUAGES)}.",
    "E14k": "A choice between pieces of code has a proof that runs each of them.",
}

# Requests, headers and numbers are no programs: there is nothing to run.
_MESSAGE = re.compile(r"[A-Z]+ /.*|[A-Z][A-Za-z-]*: .*|-?[0-9]+(?: .*)?")


def findings(collection: Collection) -> Iterator[Finding]:
    """Claims about code that nothing executes."""
    for view in collection.views:
        card = view.card
        if card.kind == "fix" and card.body.language not in LANGUAGES:
            remedy = "Write it in one of them, or ask it as another kind with a proof."
            yield about(view, "E09a", f"Programs in {card.body.language} are not run.", remedy)
        if card.kind == "choice" and card.proof is None and _is_between_code(view):
            remedy = "Add a proof in which the key passes and each other option fails."
            yield about(view, "E14k", "The options are code, and nothing runs them.", remedy)


def _is_between_code(view: CardView) -> bool:
    return all(_is_code(option.text) for option in view.options)


def _is_code(text: str) -> bool:
    code = text_of_code_span(text)
    if code is None:
        return bool(code_in(text, besides="text"))
    return _MESSAGE.fullmatch(code) is None
