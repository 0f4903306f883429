"""The lines of a card by what they are for: question, answer, why, source and proof."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from quizapp.core.cards import Source
from quizapp.core.deck_blocks import Block
from quizapp.core.kinds.block import Fault, Line, shortened, text_of

_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
_TAIL = re.compile(r"(Source|Proof):(?: (.*))?")
_MISSPELT_TAIL = re.compile(r"(sources?|proofs?|why|hide)[ \t]*:", re.IGNORECASE)
_GUIDE_LINK = re.compile(r"\]\(([^()\s]*guide\.md#[^()\s]+)\)")
_PROOF = re.compile(r"proofs/[\w./-]+(?:::[\w.\[\]-]+)?")
_REMEDIES = {
    "Source": "Write `Source: ` and where to read it, such as `[Methods](guide.md#methods)`.",
    "Proof": "Write `Proof: proofs/file.py::test`.",
    "Why": "Write it below the answer, each line after `> `; only Source and Proof may follow.",
    "Hide": "Only `.cloze` cards hide text in code.",
}


@dataclass(slots=True)
class Parts:
    """The lines of a card by what they are for."""

    front: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    why: str = ""
    sources: list[Source] = field(default_factory=list)
    proof: str | None = None
    faults: list[Fault] = field(default_factory=list)


def parts_of(block: Block, kind: str | None) -> Parts:
    """The parts of a card of some kind, with a fault for each line that belongs to none.

    The front ends at the first `***`.  The why is the last quotation that only Source and Proof
    lines follow; an earlier one is part of the answer.
    """
    lines, fenced = block.lines, block.fenced
    parts = Parts()
    begin, tail = 0, len(lines)
    for index, line in enumerate(lines):
        if not fenced[index] and line.text.rstrip() == "***":
            parts.front, begin = lines[:index], index + 1
            break
    while tail > begin and not fenced[tail - 1] and _may_end_a_card(lines[tail - 1].text):
        tail -= 1
    quoted = [index for index in range(tail, len(lines)) if lines[index].text.startswith(">")]
    why_end = quoted[-1] + 1 if quoted else tail
    why = why_end
    while why > tail and lines[why - 1].text.startswith(">"):
        why -= 1
    parts.why = text_of(
        Line(line.number, line.text[1:].removeprefix(" ")) for line in lines[why:why_end]
    )
    has_fault = {fault.line for fault in block.faults}
    for index in range(len(lines)):
        line = lines[index]
        if index >= tail and _TAIL.fullmatch(line.text):
            _read_tail(line, parts)
        elif not why <= index < why_end:
            if not fenced[index] and line.number not in has_fault:
                parts.faults += _misplaced(line, kind)
            if index >= begin:
                parts.body.append(line)
    return parts


def _may_end_a_card(text: str) -> bool:
    return not text.strip() or text.startswith(">") or _TAIL.fullmatch(text) is not None


def _read_tail(line: Line, parts: Parts) -> None:
    name, _, text = line.text.partition(":")
    text = text.strip()
    if not text:
        parts.faults.append(Fault(line.number, f"Nothing follows `{name}:`.", _REMEDIES[name]))
    elif name == "Source":
        link = _GUIDE_LINK.search(text)
        parts.sources.append(Source(text, link[1] if link else None))
    elif parts.proof is not None:
        message = "The card names a second proof."
        parts.faults.append(Fault(line.number, message, "Join them in one test and name that."))
    elif _PROOF.fullmatch(text) is None:
        message = f"`{shortened(text)}` names no proof."
        parts.faults.append(Fault(line.number, message, _REMEDIES[name]))
    else:
        parts.proof = text


def _misplaced(line: Line, kind: str | None) -> list[Fault]:
    """The fault of a line of the question or answer that was meant to be something else."""
    text = line.text
    if _RULE.fullmatch(text) and text.rstrip() != "***":
        return [
            Fault(line.number, "This line divides nothing here.", "Write `***` to end a front.")
        ]
    if _TAIL.fullmatch(text):
        message = f"Text of the card follows this {text.partition(':')[0]} line."
        return [Fault(line.number, message, "Move the line to the end of the card, below the why.")]
    found = _MISSPELT_TAIL.match(text)
    if found is None or (kind == "cloze" and text.startswith("Hide:")):
        return []
    name = found[1].removesuffix("s").capitalize()
    return [Fault(line.number, f"`{found[0]}` begins no line of this card.", _REMEDIES[name])]


def missing_from(parts: Parts) -> list[Fault]:
    """A fault for each part that every card has to have."""
    faults = []
    if not parts.why.strip():
        faults.append(Fault(0, "The card has no why.", _REMEDIES["Why"]))
    if not parts.sources:
        faults.append(Fault(0, "The card has no source.", _REMEDIES["Source"]))
    return faults
