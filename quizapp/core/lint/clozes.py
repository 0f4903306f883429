"""Rule 11: a gap hides a term worth recalling."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.core.kinds import prompts_of
from quizapp.core.kinds.block import shortened
from quizapp.core.kinds.cloze import Code
from quizapp.core.kinds.gaps import filled, gaps_of
from quizapp.core.kinds.spans import code_span
from quizapp.core.lint.card_view import CardView, sentences_of
from quizapp.core.lint.findings import Collection, Finding, about

MOST_GAPS, LONGEST_GAP, MOST_WORDS, LONGEST_SENTENCE = 2, 30, 4, 160

RULES = {
    "E11a": f"A text has at most {MOST_GAPS} gaps.",
    "E11b": f"A gap hides at most {MOST_WORDS} words and {LONGEST_GAP} characters.",
    "E11c": "A gap hides more than a small word.",
    "W11d": "The article before a gap does not give it away.",
    "E11e": f"A sentence with a gap has at most {LONGEST_SENTENCE} characters.",
}

_SMALL_WORD = re.compile(
    "a|an|and|are|as|at|be|but|by|do|for|from|in|is|it|its|not|of|on|or|so|than|that|the|then|this"
    "|to|was|with",
    re.IGNORECASE,
)
_AN = re.compile(r"\ban $", re.IGNORECASE)


def findings(collection: Collection) -> Iterator[Finding]:
    """Gaps that are too many, too long, or worth nothing."""
    for view in collection.views:
        if view.card.kind != "cloze":
            continue
        number = len(prompts_of(view.card))
        if number > MOST_GAPS:
            yield about(view, "E11a", f"The text has {number} gaps.", "Split the card.")
        for hidden, line in _hidden_in(view):
            yield from _gap(view, hidden, line)
        with_gap = (filled(line, None) for line in _lines_of(view) if gaps_of(line)[0])
        longest = max((len(one) for line in with_gap for one in sentences_of(line)), default=0)
        if longest > LONGEST_SENTENCE:
            message = f"The sentence has {longest} characters."
            yield about(view, "E11e", message, "Keep what the gap needs to have one answer.")
        yield from _articles(view)


def _articles(view: CardView) -> Iterator[Finding]:
    for line in _lines_of(view):
        for gap in gaps_of(line)[0]:
            if _AN.search(line, max(0, gap.start - 4), gap.start):
                message = f"“an” before `{shortened(gap.hidden)}` tells how it begins."
                yield about(view, "W11d", message, "Write the sentence without it.", line)


def _gap(view: CardView, hidden: str, line: str) -> Iterator[Finding]:
    shown = shortened(hidden)
    if len(hidden) > LONGEST_GAP or len(hidden.split()) > MOST_WORDS:
        yield about(view, "E11b", f"The gap `{shown}` is long.", "Hide its telling part.", line)
    if _SMALL_WORD.fullmatch(hidden.strip()):
        yield about(view, "E11c", f"The gap `{shown}` is a small word.", "Hide a term.", line)


def _hidden_in(view: CardView) -> Iterator[tuple[str, str]]:
    """What the gaps hide, each with the line it stands on."""
    for part in view.card.body:
        if isinstance(part, Code):
            yield from ((hidden, f"Hide: {code_span(hidden)}") for hidden in part.hidden)
    for line in _lines_of(view):
        yield from ((gap.hidden, line) for gap in gaps_of(line)[0])


def _lines_of(view: CardView) -> Iterator[str]:
    for part in view.card.body:
        if isinstance(part, str):
            yield from part.split("\n")
