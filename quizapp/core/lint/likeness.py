"""Rule 17: cards of one idea differ by their angle and are no copies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from math import ceil

from quizapp.core.kinds.wording import plain_words
from quizapp.core.lint.card_view import CardView
from quizapp.core.lint.findings import Collection, Finding, about

MOST_ALIKE = 0.8
#: Each word leads to this many cards, so that the search stays linear in the number of cards.
MOST_COMPARED = 20

RULES = {
    "W17a": f"No two questions share more than {MOST_ALIKE:.0%} of their words.",
    "E17b": "No two cards of a section have the same answer, unless one names the other.",
}

_TOKEN = re.compile(r"\w+")
_ANSWERED = ("basic", "both", "scenario", "choice", "typed", "order")


def findings(collection: Collection) -> Iterator[Finding]:
    """Cards that copy another."""
    yield from _alike(collection.views)
    answered: dict[tuple[str, str | None, str], CardView] = {}
    for view in collection.views:
        if view.card.kind not in _ANSWERED:
            continue
        key = (view.card.topic, view.section, plain_words(view.back))
        other = answered.setdefault(key, view)
        if other is not view and not _are_angles(view, other):
            message = f"Its section's card `{other.card.id}` has the same answer."
            remedy = f"Ask for something else, or add contrast= or needs={other.card.id}."
            yield about(view, "E17b", message, remedy)


def _alike(views: tuple[CardView, ...]) -> Iterator[Finding]:
    """Each card that asks nearly what an earlier one does.

    Two sets that share more than a part of their words share one of the rarest ones too: only
    cards that do are compared.
    """
    words_of = [frozenset(_TOKEN.findall(view.question.casefold())) for view in views]
    frequency = Counter(word for words in words_of for word in words)
    by_word: dict[str, list[int]] = {}
    for index, words in enumerate(words_of):
        rarest = sorted(words, key=lambda word: (frequency[word], word))
        first = rarest[: len(words) - ceil(MOST_ALIKE * len(words)) + 1]
        near = dict.fromkeys(other for word in first for other in by_word.get(word, ()))
        for other in near:
            if _too_alike(words, words_of[other]) and not _are_angles(views[index], views[other]):
                message = f"The question is nearly that of `{views[other].card.id}`."
                remedy = "Ask from another angle, remove one, or link the two by contrast=."
                yield about(views[index], "W17a", message, remedy)
                break
        for word in first:
            if len(leading := by_word.setdefault(word, [])) < MOST_COMPARED:
                leading.append(index)


def _too_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    # The same words are the same question, which is another rule's.
    both = len(one & other)
    return one != other and both > MOST_ALIKE * (len(one) + len(other) - both)


def _are_angles(one: CardView, other: CardView) -> bool:
    """Whether one of two cards names the other, and so says that they belong together."""
    return other.card.id in (one.card.contrast, *one.card.needs) or one.card.id in (
        other.card.contrast,
        *other.card.needs,
    )
