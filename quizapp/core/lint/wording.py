"""Rule 18: plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.core.lint.card_view import CardView, sentences_of, words_of
from quizapp.core.lint.findings import Collection, Finding, about
from quizapp.core.lint.reading_grade import grade_of
from quizapp.core.page_links import guide_path
from quizapp.core.page_parts import Prose

HIGHEST_GRADE = 10

RULES = {
    "W18a": f"The prose of a card is of reading grade {HIGHEST_GRADE} at most.",
    "W18b": "A question does not negate twice in a sentence.",
    "W18c": "NOT and EXCEPT are in capitals where a choice asks for the one that is not so.",
    "E18e": "No filler: very, simply, just, obviously, basically, of course, etc.",
}

_FILLER = re.compile(r"\b(?:very|simply|just|obviously|basically|of course|etc)\b", re.IGNORECASE)
_NEGATION = re.compile(
    r"\b(?:not|never|cannot|\w{2,8}n['’]t|neither|nobody|nothing|without)\b", re.IGNORECASE
)
_NEGATIVE = re.compile(r"\bwhich\b[^.?!]*\b(not|except)\b[^.?!]*\?", re.IGNORECASE)


def findings(collection: Collection) -> Iterator[Finding]:
    """Prose that is hard, negated or padded."""
    for view in collection.views:
        yield from _card(view)
    for path, line, text in _texts_of_pages(collection):
        if found := _FILLER.search(words_of(text)):
            yield Finding(path, line, "E18e", f"The page says “{found[0]}”.", "Leave it out.")


def _texts_of_pages(collection: Collection) -> Iterator[tuple[str, int, str]]:
    for guide in collection.guides:
        for section in guide.sections:
            yield guide_path(guide.topic), section.line, section.text
    for page in collection.pages:
        if page.folder != "topics":
            for part in page.parts:
                if isinstance(part, Prose):
                    yield page.path, part.line, part.text


def _card(view: CardView) -> Iterator[Finding]:
    words = f"{view.front_words}\n\n{words_of(view.answer)}\n\n{words_of(view.card.why)}"
    grade = grade_of(words)
    if grade > HIGHEST_GRADE:
        message = f"The card reads like grade {grade:.0f}."
        yield about(view, "W18a", message, "Write shorter sentences of shorter words.")
    if any(len(_NEGATION.findall(sentence)) > 1 for sentence in sentences_of(view.front_words)):
        yield about(view, "W18b", "The question negates twice.", "Say it the other way round.")
    negative = negative_in(view)
    if negative and not negative.isupper():
        yield about(view, "W18c", f"“{negative}” is easily missed.", f"Write {negative.upper()}.")
    if found := _FILLER.search(view.all_words):
        yield about(view, "E18e", f"The card says “{found[0]}”.", "Leave it out.")


def negative_in(view: CardView) -> str:
    """The word by which a choice asks for the option that is not so; empty when it does not."""
    found = _NEGATIVE.search(view.front_words) if view.options else None
    return found[1] if found else ""
