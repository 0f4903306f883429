"""Reading GIFT: the choice and short-answer questions of other programs become cards.

What a card cannot say of a question is reported, never dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizapp.core.quizzes.gift import (
    BRACES_MARK,
    PATTERN_MARK,
    PROOF_MARK,
    SOURCE_MARK,
    Written,
)
from quizapp.core.quizzes.gift_answers import (
    answers_of,
    choice_of,
    plain,
    split,
    typed_of,
    why_unknown,
)

_CATEGORY = "$CATEGORY"
_ID = re.compile(r"// id: ([a-z0-9-]+)")
_FIELDS = re.compile(r"[a-z]+=[A-Za-z0-9.,-]+(?: [a-z]+=[A-Za-z0-9.,-]+)*")
_TAGS = re.compile(r"<[a-z][^<>]*>", re.IGNORECASE)
_TITLE = re.compile(r"::((?:[^:\\]|\\.)*)::", re.DOTALL)
_BRACED = re.compile(r"(?<!\\)(?:\\\\)*\{(.*)(?<!\\)((?:\\\\)*)\}(.*)\Z", re.DOTALL)
_OPENED = re.compile(r"(?<!\\)\{")
_FORMAT = re.compile(r"\[(?:html|markdown|moodle|plain)\]")


@dataclass(frozen=True, slots=True)
class _Question:
    """One question of a GIFT text; `card_id` is empty where no comment of ours names one."""

    text: str
    card_id: str
    sources: tuple[str, ...]
    fields: str = ""
    proof: str = ""
    patterns: tuple[str, ...] = ()


def from_gift(text: str) -> Written:
    """Cards in our Markdown from the questions of a GIFT text that are choice or short answer."""
    parts: list[str] = []
    left = [f"Category {one}: left out; a card has one topic." for one in _categories(text)]
    for number, question in enumerate(_questions(text), start=1):
        named = f"Question {number}"
        found = _card(question)
        if isinstance(found, str):
            left.append(f"{named}: {found}")
            continue
        card, notes = found
        parts.append(card)
        left += [f"{named}: {note}" for note in notes]
    return Written("\n".join(parts), tuple(left))


def _card(asked: _Question) -> tuple[str, list[str]] | str:
    """The card of a question and what was left out; or why it cannot be one."""
    found = _BRACED.search(asked.text)
    if found is None or found[3].strip():
        return _why_no_question(asked.text, found)
    title, stem = _stem(asked.text[: found.start() + found[0].index("{")].strip())
    answers, _, general = split(found[1] + found[2], "####")
    pieces = list(answers_of(answers))
    why = why_unknown(answers)
    if why or not pieces:
        return why or "it has no answers that we know: true/false, numbers and essays are left out."
    # Our own typed card may accept an arrow; a choice has `~`, which no matching question has.
    if not asked.card_id and all(one.sign == "=" and "->" in one.text for one in pieces):
        return "it is a matching question, which no kind of card is."
    is_choice = any(one.sign == "~" for one in pieces)
    body = choice_of(pieces) if is_choice else typed_of(pieces, asked.patterns)
    if isinstance(body, str):
        return body
    reason = "\n\n".join(filter(None, (plain(general).strip(), body.explained)))
    notes = _notes(asked, title, reason)
    kind = "choice" if is_choice else "typed"
    return _written(asked, kind, stem, body.written, reason), [*notes, *body.left]


def _why_no_question(text: str, found: re.Match[str] | None) -> str:
    if found is not None:
        return "its gap stands inside the sentence; write it as a cloze card."
    if _OPENED.search(text):
        return "the brace of its answers is not closed; a blank line ends a question."
    return "it has no answers in braces, so it is a description and no question."


def _stem(text: str) -> tuple[str, str]:
    """The name of a question, if it has one, and its words without name and format."""
    named = _TITLE.match(text)
    rest = text[named.end() :] if named else text
    return plain(named[1]).strip() if named else "", _FORMAT.sub("", rest, count=1)


def _notes(asked: _Question, title: str, reason: str) -> list[str]:
    """What the card lacks, and what of the question it does not hold."""
    notes = [] if asked.sources else ["it names no source: add one."]
    if title:
        notes.append(f"its name is left out: {title}")
    if _TAGS.search(asked.text) and not asked.text.startswith("[markdown]"):
        notes.append("it holds HTML tags, which a card shows as they are written: put them right.")
    if not reason:
        notes.append("it has no general feedback, so the card needs a why.")
    return notes


def _written(asked: _Question, kind: str, stem: str, body: str, reason: str) -> str:
    """The card as our files have it."""
    words = [f"#{asked.card_id}" if asked.card_id else "", f".{kind}", asked.fields]
    braces = f"{{{' '.join(filter(None, words))}}}"
    first, *rest = plain(stem).strip().split("\n")
    more = "\n".join(["", *rest, "***"]) if any(line.strip() for line in rest) else ""
    quoted = "\n".join(f"> {line}".rstrip() for line in reason.split("\n")) if reason else ""
    tail = "".join(f"\nSource: {source}" for source in asked.sources)
    tail += f"\nProof: {asked.proof}" if asked.proof else ""
    return f"## {first} {braces}{more}\n{body}\n\n{quoted}\n{tail}\n"


def _questions(text: str) -> Iterator[_Question]:
    """The questions, which blank lines keep apart, with what our own comments say of them."""
    for block in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")):
        lines = block.split("\n")
        ids = [match[1] for line in lines if (match := _ID.fullmatch(line.strip()))]
        sources = [
            line.removeprefix(SOURCE_MARK).strip() for line in lines if line.startswith(SOURCE_MARK)
        ]
        fields = [line.removeprefix(BRACES_MARK) for line in lines if line.startswith(BRACES_MARK)]
        proofs = [
            line.removeprefix(PROOF_MARK).strip() for line in lines if line.startswith(PROOF_MARK)
        ]
        patterns = [
            line.removeprefix(PATTERN_MARK).strip()
            for line in lines
            if line.startswith(PATTERN_MARK)
        ]
        kept = [line for line in lines if not line.startswith(("//", _CATEGORY))]
        question = "\n".join(kept).strip()
        if question:
            yield _Question(
                question,
                ids[0] if ids else "",
                tuple(sources),
                fields[0] if fields and _FIELDS.fullmatch(fields[0]) else "",
                proofs[0] if proofs else "",
                tuple(patterns),
            )


def _categories(text: str) -> list[str]:
    """The categories that a file sorts its questions into, each once."""
    lines = [line for line in text.splitlines() if line.startswith(_CATEGORY)]
    return list(dict.fromkeys(line.partition(":")[2].strip() for line in lines))
