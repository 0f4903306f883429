"""Rules 4 and 5: the question decides one answer, and yes or no is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.core.kinds.answers import normal
from quizapp.core.lint.card_view import CardView, sentences_of, words_of
from quizapp.core.lint.findings import Collection, Finding, about

FEWEST_WORDS = 4

RULES = {
    "E04a": "A question is more than a noun or two.",
    "E04b": "A question does not ask “What is” and one word.",
    "E04c": "No two cards ask the same.",
    "E05": "Yes or no is no answer, unless the answer says because of what.",
}

#: The kinds whose heading is a question; others name a term, a text or a program.
_ASKING = ("basic", "choice", "typed", "scenario")
_WHAT_IS = re.compile(r"(?:what|who) (?:is|are) (?:(?:an?|the) )?[^\s?]+ ?\?*", re.IGNORECASE)
_YES_NO = re.compile(
    r"(?:is|are|was|were|do|does|did|can|could|will|would|should|shall|may|must|has|have|had)\b",
    re.IGNORECASE,
)
_CONTEXT = re.compile(r"[^:?]{1,60}: ")
_REASON = re.compile(r"\b(?:because|since|so that)\b", re.IGNORECASE)


def findings(collection: Collection) -> Iterator[Finding]:
    """Questions that do not decide what the answer is."""
    asked_by: dict[str, CardView] = {}
    for view in collection.views:
        yield from _wording(view)
        other = asked_by.setdefault(normal(view.question), view)
        if other is not view:
            place = other.card.place
            message = f"The card `{other.card.id}` ({place.path}:{place.line}) asks the same."
            yield about(view, "E04c", message, "Name what tells the two apart, or remove one.")


def _wording(view: CardView) -> Iterator[Finding]:
    if view.card.kind in _ASKING:
        front = view.front.strip()
        if _WHAT_IS.fullmatch(front, _after_context(front)):
            remedy = "Ask for a use, a consequence or a difference, and name the technology."
            yield about(view, "E04b", "The question asks for a definition of one word.", remedy)
        elif len(view.front.split()) < FEWEST_WORDS:
            remedy = "Write a question that names the technology and has one answer."
            yield about(view, "E04a", "The question is a noun and no question.", remedy)
    asked = next(filter(_is_yes_no, sentences_of(view.front_words)), None)
    if asked is not None and not _REASON.search(words_of(view.back)):
        remedy = "Ask what, which or why; or let the answer say because of what."
        yield about(view, "E05", "The question can be answered by yes or no.", remedy)


def _is_yes_no(sentence: str) -> bool:
    """Whether a sentence asks for yes or no: `Django: is it …?`, not `Is it this or that?`."""
    if not sentence.endswith("?") or " or " in sentence:
        return False
    return _YES_NO.match(sentence, _after_context(sentence)) is not None


def _after_context(text: str) -> int:
    """Where a text begins to ask: after `Django: `, where it names its context."""
    context = _CONTEXT.match(text)
    return context.end() if context else 0
