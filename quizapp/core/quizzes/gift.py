"""GIFT, the text format that many quiz programs read: choice and typed cards in it.

The format is Moodle's: `question{=right ~wrong#why it is wrong ####general feedback}`.  What it
cannot say of a card (sources, level, proof, patterns) goes into comments, which our own import
reads back.  What is left out is reported, never dropped in silence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from quizapp.core.card_fields import DEFAULT_KIND, written_heading
from quizapp.core.cards import Card
from quizapp.core.kinds.choice import Option
from quizapp.core.kinds.typed import Accepted
from quizapp.core.wording import plural

#: How our own comments begin.
SOURCE_MARK = "// source: "
PROOF_MARK = "// proof: "
PATTERN_MARK = "// pattern: "
BRACES_MARK = "// in braces: "
_SPECIAL = re.compile(r"([\\~=#{}:])")


@dataclass(frozen=True, slots=True)
class Written:
    """A text in the other format, and sentences on what could not be carried over."""

    text: str
    left: tuple[str, ...] = ()


def to_gift(cards: Iterable[Card]) -> Written:
    """The choice and typed cards as GIFT."""
    parts: list[str] = []
    left: list[str] = []
    others: Counter[str] = Counter()
    for card in cards:
        if card.kind not in ("choice", "typed"):
            others[card.kind] += 1
            continue
        if card.kind == "typed" and card.body.patterns:
            left.append(f"{card.id}: other programs accept its written forms, not its patterns.")
        if card.kind == "typed" and all("->" in form for form in card.body.forms):
            left.append(
                f"{card.id}: other programs take answers with `->` for a matching question."
            )
        if card.exact_case:
            left.append(f"{card.id}: other programs may take any case; here case matters.")
        parts.append(_question(card))
    left += [
        f"{plural(count, 'card')} of the kind {kind} {'has' if count == 1 else 'have'} no form in "
        "GIFT."
        for kind, count in others.items()
    ]
    return Written("\n".join(parts), tuple(left))


def _question(card: Card) -> str:
    patterns: tuple[str, ...] = ()
    if card.kind == "choice":
        options: tuple[Option, ...] = card.body
        rights = sum(option.right for option in options)
        answers = [_option(option, rights) for option in options]
    else:
        body: Accepted = card.body
        answers = [f"={_escaped(form)}" for form in body.forms]
        patterns = body.patterns
    lines = [f"// id: {card.id}"]
    # Of the heading only the fields: the title is the question, id and kind stand elsewhere.
    fields = written_heading(replace(card, kind=DEFAULT_KIND), "").partition(" ")[2].strip("{} ")
    if " " in fields:
        lines.append(f"{BRACES_MARK}{fields.partition(' ')[2]}")
    lines += [f"{SOURCE_MARK}{_one_line(source.text)}" for source in card.sources]
    if card.proof:
        lines.append(f"{PROOF_MARK}{_one_line(card.proof)}")
    lines += [f"{PATTERN_MARK}{pattern}" for pattern in patterns]
    general = f"####{_escaped(card.why)}\n" if card.why else ""
    body_text = "".join(f"{answer}\n" for answer in answers)
    lines.append(f"[markdown]{_escaped(card.front)}{{\n{body_text}{general}}}\n")
    return "\n".join(lines)


def _option(option: Option, rights: int) -> str:
    sign = "=" if option.right else "~"
    if rights > 1:
        # All signs are `~` here; the right ones share the point, and a wrong one takes a share.
        sign = f"~%{100 / rights if option.right else -100 / rights:.5f}%"
    note = f"#{_escaped(option.note)}" if option.note else ""
    return f"{sign}{_escaped(option.text)}{note}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text).replace("\n", "\\n")


def _one_line(text: str) -> str:
    return " ".join(text.split())
