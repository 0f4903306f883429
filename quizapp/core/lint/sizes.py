"""Rules 1 to 3: one fact per card, a short cue, no long lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.core.lint.card_view import CardView, prose_of, sentences_of, words_of
from quizapp.core.lint.findings import Collection, Finding, about

LONGEST_ANSWER, MOST_SENTENCES = 240, 2
LONGEST_FRONT, LONGEST_SCENARIO = 200, 420
MOST_CODE_LINES, WIDEST_CODE = 15, 88
MOST_BULLETS, MOST_LISTED = 3, 4

RULES = {
    "E01a": f"An answer in words has at most {LONGEST_ANSWER} characters.",
    "E01b": f"An answer in words has at most {MOST_SENTENCES} sentences.",
    "W01c": "An answer says one thing: no “and also”, no second semicolon.",
    "E02a": f"A question has at most {LONGEST_FRONT} characters, a scenario {LONGEST_SCENARIO}.",
    "E02b": f"Code has at most {MOST_CODE_LINES} lines.",
    "E02c": f"A line of code has at most {WIDEST_CODE} columns.",
    "E03a": f"An answer has at most {MOST_BULLETS} bullets.",
    "E03b": f"An answer lists at most {MOST_LISTED} things in a sentence.",
}

_BULLET = re.compile(r"\s*(?:[-*+]|[0-9]+[.)])\s")
_SPLIT = "Split the card, or move what is not asked into the why."
_LIST = "Make it an order, several gaps, or several cards."


def findings(collection: Collection) -> Iterator[Finding]:
    """Answers, questions and lists that are too long."""
    for view in collection.views:
        yield from _answer(view)
        yield from _front(view)
        yield from _lists(view)


def _answer(view: CardView) -> Iterator[Finding]:
    size, words = len(prose_of(view.answer)), words_of(view.answer)
    if size > LONGEST_ANSWER:
        yield about(view, "E01a", f"The answer has {size} characters.", _SPLIT)
    number = len(sentences_of(words))
    if number > MOST_SENTENCES:
        yield about(view, "E01b", f"The answer has {number} sentences.", _SPLIT)
    if "and also" in words.casefold() or words.count(";") > 1:
        yield about(view, "W01c", "The answer says more than one thing.", _SPLIT)


def _front(view: CardView) -> Iterator[Finding]:
    most = LONGEST_SCENARIO if view.card.kind == "scenario" else LONGEST_FRONT
    if len(view.front) > most:
        message = f"The question has {len(view.front)} characters."
        yield about(view, "E02a", message, f"Keep it to {most}.")
    for code in view.codes:
        lines = code.split("\n")
        if len(lines) > MOST_CODE_LINES:
            message = f"The code has {len(lines)} lines."
            yield about(view, "E02b", message, f"Keep {MOST_CODE_LINES} or fewer.", at=code)
        widest = max(lines, key=len)
        if len(widest) > WIDEST_CODE:
            message = f"A line of code has {len(widest)} columns."
            yield about(view, "E02c", message, f"Break it before {WIDEST_CODE + 1}.", at=widest)


def _lists(view: CardView) -> Iterator[Finding]:
    bullets = sum(1 for line in prose_of(view.answer).split("\n") if _BULLET.match(line))
    if bullets > MOST_BULLETS:
        yield about(view, "E03a", f"The answer has {bullets} bullets.", _LIST)
    listed = max(map(_listed_in, sentences_of(words_of(view.answer))), default=0)
    if listed > MOST_LISTED:
        yield about(view, "E03b", f"The answer lists {listed} things.", _LIST)


def _listed_in(sentence: str) -> int:
    """How many things `one, two, three and four` lists; long pieces between commas list nothing."""
    most = run = 0
    for piece in sentence.split(",")[1:]:
        words = piece.split()
        if "and" in words or "or" in words:
            most = max(most, run + (2 if words[0] in ("and", "or") else 3))
            run = 0
        else:
            run = run + 1 if len(words) <= 4 else 0
    return most
