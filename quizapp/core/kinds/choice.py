"""A question with options, of which one or several are right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.core.cards import Card, Face, Markdown, Prompt
from quizapp.core.errors import InvalidInput
from quizapp.core.kinds import plain
from quizapp.core.kinds.answers import grade_for
from quizapp.core.kinds.block import Fault, Given, Line, shortened
from quizapp.core.kinds.items import Item, items_of, written_item
from quizapp.core.kinds.tokens import out_of_date, shuffled, token_of
from quizapp.core.kinds.wording import plain_words
from quizapp.core.reviews import Verdict

program_graded = True
prompts = plain.prompts

_OPTION = re.compile(r"[-*+] \[([ xX])\](?: (.*))?")
_NUMBER = re.compile(r"[`$€]?(-?[0-9]+(?:\.[0-9]+)?)\b")
_MISCONCEPTION = "(misconception:"
_ADD_OPTION = "Write options as `- [x] right` and `- [ ] wrong`."


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose; `note` says why it is right or wrong."""

    text: str
    right: bool
    note: str = ""

    @property
    def token(self) -> str:
        return token_of(self.text)

    @property
    def explanation(self) -> str:
        """What the learner reads: the note without the misconception that authors name in it."""
        words, named, misconception = self.note.rpartition(_MISCONCEPTION)
        return words.rstrip() if named and misconception.endswith(")") else self.note


def parse(lines: Sequence[Line], front: str) -> tuple[tuple[Option, ...], list[Fault]]:
    """The options as written, right ones marked."""
    items, faults = items_of(lines, _OPTION, _ADD_OPTION)
    options = tuple(Option(item.text, item.mark in "xX", item.note) for item in items)
    return options, faults or _faults_of(options, items)


def write(body: tuple[Option, ...]) -> str:
    return "\n".join(
        written_item(f"- [{'x' if option.right else ' '}]", option.text, option.note)
        for option in body
    )


def meaning(body: tuple[Option, ...]) -> str:
    """The key: what is right, in any order."""
    return "\n\n".join(sorted(plain_words(option.text) for option in body if option.right))


def face(card: Card, prompt: Prompt) -> Face:
    options: tuple[Option, ...] = card.body
    right_count = sum(option.right for option in options)
    return {
        "question": Markdown(card.front),
        "multiple": right_count > 1,
        "right_count": right_count,
        "in_order": (values := numbers_of(options)) is not None and values == sorted(values),
        "options": [
            {
                "token": option.token,
                "text": Markdown(option.text),
                "right": option.right,
                "note": Markdown(option.explanation),
            }
            for option in options
        ],
    }


def arrange(face: Face, seed: str, given: Given) -> Face:
    """The options shuffled by the seed; numbers stay in their order, where they are looked for."""
    # Faces that were stored by an earlier version do not say it.
    if face.get("in_order"):
        return face
    return {
        **face,
        "options": shuffled(face["options"], seed, lambda option: option["token"]),
    }


def numbers_of(options: Sequence[Option]) -> list[float] | None:
    """The numbers that the options begin with; None unless each has one of its own."""
    found = [_NUMBER.match(option.text) for option in options]
    values = [float(number[1]) for number in found if number]
    return values if len(set(values)) == len(options) else None


def check(card: Card, prompt: Prompt, given: Given) -> Verdict | None:
    """The share of right options that were chosen, each wrong one taking a right one away."""
    options: dict[str, Option] = {option.token: option for option in card.body}
    chosen = list(dict.fromkeys(given.get("choice", ())))
    right_count = sum(option.right for option in options.values())
    if not chosen:
        raise InvalidInput("Choose one of the options, then check.")
    if any(token not in options for token in chosen):
        raise out_of_date()
    if right_count == 1 and len(chosen) > 1:
        raise InvalidInput("Only one option is right: choose one, then check.")
    found = sum(1 if options[token].right else -1 for token in chosen)
    score = max(0, found) / right_count
    words = "; ".join(options[token].text for token in chosen)
    return Verdict(score, grade_for(score), words, {"chosen": chosen})


def _faults_of(options: Sequence[Option], items: Sequence[Item]) -> list[Fault]:
    if len(options) < 2:
        return [Fault(0, "A choice needs at least two options.", _ADD_OPTION)]
    faults = []
    if not any(option.right for option in options):
        faults.append(Fault(0, "No option is marked as right.", "Mark it with `- [x]`."))
    if all(option.right for option in options):
        faults.append(Fault(0, "Every option is marked as right.", "Mark wrong ones with `- [ ]`."))
    first_lines: dict[str, int] = {}
    for option, item in zip(options, items, strict=True):
        earlier = first_lines.setdefault(option.token, item.line)
        if earlier != item.line:
            faults.append(
                Fault(
                    item.line,
                    f"This option repeats the one on line {earlier}: {shortened(option.text)}",
                    "Make the two say different things, or remove one.",
                )
            )
    return faults
