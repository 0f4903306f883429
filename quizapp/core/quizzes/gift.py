"""GIFT, the text format that many quiz programs read: choice and typed cards, to and fro.

The format is Moodle's: `question{=right ~wrong#why it is wrong ####general feedback}`.  What it
cannot say of a card (its source, patterns) or we cannot of a question is reported, never dropped in
silence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quizapp.core.cards import Card
from quizapp.core.kinds import choice, typed
from quizapp.core.kinds.choice import Option
from quizapp.core.kinds.typed import Accepted

_SPECIAL = re.compile(r"([\\~=#{}:])")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SOURCE = "// source: "
_ID = re.compile(r"// id: ([a-z0-9-]+)")
#: A sign that stands by itself, not behind a backslash.
_SIGN = re.compile(r"(?<!\\)((?:\\\\)*)([~=])")
_WEIGHT = re.compile(r"%(-?[0-9]+(?:\.[0-9]+)?)%")
_TITLE = re.compile(r"::((?:[^:\\]|\\.)*)::", re.DOTALL)
_FORMAT = re.compile(r"\[(?:html|markdown|moodle|plain)\]")


@dataclass(frozen=True, slots=True)
class Written:
    """A text in the other format, and sentences on what could not be carried over."""

    text: str
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Question:
    """One question of a GIFT text; `card_id` is empty where no comment of ours names one."""

    text: str
    card_id: str
    sources: tuple[str, ...]


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
            left.append(f"{card.id}: patterns (`=~`) have no form in GIFT; its written forms are.")
        parts.append(_question(card))
    left += [f"{count} of the kind {kind} have no form in GIFT." for kind, count in others.items()]
    return Written("\n".join(parts), tuple(left))


def from_gift(text: str) -> Written:
    """Cards in our Markdown from the questions of a GIFT text that are choice or short answer."""
    parts: list[str] = []
    left: list[str] = []
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


def _question(card: Card) -> str:
    if card.kind == "choice":
        options: tuple[Option, ...] = card.body
        rights = sum(option.right for option in options)
        answers = [_option(option, rights) for option in options]
    else:
        body: Accepted = card.body
        answers = [f"={_escaped(form)}" for form in body.forms]
    lines = [f"// id: {card.id}"]
    lines += [f"{_SOURCE}{_one_line(source.text)}" for source in card.sources]
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


def _card(asked: _Question) -> tuple[str, list[str]] | str:
    """The card of a question and what was left out; or why it cannot be one."""
    question, card_id = asked.text, asked.card_id
    found = re.search(r"(?<!\\)(?:\\\\)*\{(.*)(?<!\\)((?:\\\\)*)\}(.*)\Z", question, re.DOTALL)
    if found is None:
        return "it has no answers in braces, so it is a description and no question."
    inside = found[1] + found[2]
    if found[3].strip():
        return "its gap stands inside the sentence; write it as a cloze card."
    stem = question[: found.start() + found[0].index("{")]
    title = _TITLE.match(stem.strip())
    stem = _FORMAT.sub("", stem.strip()[title.end() :] if title else stem, count=1)
    answers, _, general = _split_general(inside)
    pieces = list(_answers(answers))
    why = _why_unknown(answers)
    if why or not pieces:
        return why or "it has no answers that we know: true/false, numbers and essays are left out."
    if any("->" in text for _, _, text, _ in pieces):
        return "it is a matching question, which no kind of card is."
    notes = [] if asked.sources else ["it names no source: add one."]
    is_choice = any(sign == "~" for sign, _, _, _ in pieces)
    if is_choice:
        options = tuple(
            Option(text, _is_right(sign, weight), note) for sign, weight, text, note in pieces
        )
        if not any(option.right for option in options):
            return "none of its options is right."
        if any(weight not in (None, 100) and weight > 0 for _, weight, _, _ in pieces) and (
            sum(option.right for option in options) == 1
        ):
            notes.append("its part points are left out; the option counts as right.")
        body = choice.write(options)
    else:
        if any(note for _, _, _, note in pieces):
            notes.append("explanations of single accepted answers are left out.")
        body = typed.write(Accepted(tuple(text for _, _, text, _ in pieces)))
    kind = "choice" if is_choice else "typed"
    braces = f"{{#{card_id} .{kind}}}" if card_id else f"{{.{kind}}}"
    first, *rest = _plain(stem).strip().split("\n")
    more = "\n".join(["", *rest, "***"]) if any(line.strip() for line in rest) else ""
    reason = _plain(general).strip()
    if not reason:
        notes.append("it has no general feedback, so the card needs a why.")
    quoted = "\n".join(f"> {line}".rstrip() for line in reason.split("\n")) if reason else ""
    sources = "".join(f"\nSource: {source}" for source in asked.sources)
    return f"## {first} {braces}{more}\n{body}\n\n{quoted}\n{sources}\n", notes


def _why_unknown(answers: str) -> str:
    """Why answers that do not begin with `=` or `~` are none of ours; empty where they do."""
    begin = answers.strip()
    if begin[:1] in ("=", "~", ""):
        return ""
    return "true/false, numbers and essays have no kind of card."


def _answers(text: str) -> Iterator[tuple[str, float | None, str, str]]:
    """Sign, weight, text and explanation of each answer."""
    signs = list(_SIGN.finditer(text))
    for place, sign in enumerate(signs):
        end = signs[place + 1].start(2) if place + 1 < len(signs) else len(text)
        piece = text[sign.end() : end]
        weight = _WEIGHT.match(piece)
        if weight:
            piece = piece[weight.end() :]
        words, _, note = _split(piece, "#")
        yield (
            sign[2],
            float(weight[1]) if weight else None,
            _plain(words).strip(),
            _plain(note).strip(),
        )


def _is_right(sign: str, weight: float | None) -> bool:
    return sign == "=" if weight is None else weight > 0


def _split_general(text: str) -> tuple[str, str, str]:
    return _split(text, "####")


def _split(text: str, mark: str) -> tuple[str, str, str]:
    """The text around the first mark that is not escaped."""
    found = re.search(rf"(?<!\\)((?:\\\\)*){re.escape(mark)}", text)
    if found is None:
        return text, "", ""
    return text[: found.end(1)], mark, text[found.end() :]


def _questions(text: str) -> Iterator[_Question]:
    """The questions, which blank lines keep apart, with what our own comments say of them."""
    for block in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")):
        lines = block.split("\n")
        ids = [match[1] for line in lines if (match := _ID.fullmatch(line.strip()))]
        sources = [line.removeprefix(_SOURCE).strip() for line in lines if line.startswith(_SOURCE)]
        kept = [line for line in lines if not line.startswith(("//", "$CATEGORY"))]
        question = "\n".join(kept).strip()
        if question:
            yield _Question(question, ids[0] if ids else "", tuple(sources))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text).replace("\n", "\\n")


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], text)


def _one_line(text: str) -> str:
    return " ".join(text.split())
