"""The braces at the end of a card's heading: `{#id .kind level=2}`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from quizapp.core.cards import Card
from quizapp.core.kinds import KINDS
from quizapp.core.kinds.block import Fault, Line, shortened

DEFAULT_KIND = "basic"
LONGEST_HEADING = 2_000

_ID = re.compile(r"[a-z0-9-]{3,40}")
_VERSION = re.compile(r"[a-z][a-z0-9-]*-[0-9]+(?:\.[0-9]+)*")
_ID_RULE = "Use 3 to 40 of a-z, 0-9 and `-`."
#: Each field with the values it takes, and how to write one.
_VALUES: dict[str, tuple[re.Pattern[str], str]] = {
    "level": (re.compile("[123]"), "Write level=1, level=2 or level=3."),
    "since": (_VERSION, "Write a name and a version, such as since=django-6.0."),
    "until": (_VERSION, "Write a name and a version, such as until=postgresql-17."),
    "contrast": (_ID, "Write the id of one other card."),
    "needs": (re.compile(r"[a-z0-9-]{2,40}(?:,[a-z0-9-]{2,40})*"), "Write ids as needs=one,two."),
    "rev": (re.compile("[1-9][0-9]{0,2}"), "Write a number from 1 to 999, such as rev=2."),
    "case": (re.compile("exact"), "Write case=exact, or leave it out."),
}


@dataclass(slots=True)
class Heading:
    """A heading's text, and what its braces say; what is wrong there is None."""

    title: str
    id: str | None
    kind: str | None
    fields: dict[str, Any]


#: Words that stand where an id would in the addresses of the card pages.
RESERVED = frozenset({"marks", "retractions"})


def is_id(text: str) -> bool:
    """Whether a text can be the id of a card: some words have an address of their own."""
    return _ID.fullmatch(text) is not None and text not in RESERVED


def split_heading(text: str) -> tuple[str, str | None]:
    """The title of a heading and what stands in the braces that end it, if any do."""
    stripped = text.rstrip()
    opened = stripped.rfind("{")
    if not stripped.endswith("}") or opened < 0:
        return stripped.strip(), None
    inside = stripped[opened + 1 : -1]
    first = inside.split(maxsplit=1)[0] if inside.strip() else ""
    # A heading may end with braces of its own: `What is {}`.
    if not first.startswith(("#", ".")) and "=" not in first:
        return stripped.strip(), None
    return stripped[:opened].strip(), inside


def read_heading(line: Line) -> tuple[Heading, list[Fault]]:
    """A card's heading, and the faults of its braces."""
    if len(line.text) > LONGEST_HEADING:
        heading = Heading(line.text[3:].strip(), None, DEFAULT_KIND, {})
        remedy = "Put the rest below it and end it with a line `***`."
        message = f"The heading is longer than {LONGEST_HEADING} characters."
        return heading, [Fault(line.number, message, remedy)]
    title, braces = split_heading(line.text[3:])
    heading = Heading(title, None, DEFAULT_KIND, {})
    faults: list[tuple[str, str]] = []
    if not title:
        faults.append(("The heading has no text.", "Write the question after `## `."))
    if "{#" in title or "{." in title:
        remedy = "Write one pair of braces at the end of the line: `{#id .kind}`."
        faults.append(("The heading has braces that do not end it.", remedy))
    elif not braces or "#" not in braces:
        faults.append(("The card has no id.", "Write `{#its-id}` at the end of the heading."))
    seen: set[str] = set()
    for word in (braces or "").split():
        wrong = _read_word(word, heading, seen)
        if wrong is not None:
            faults.append(wrong)
    return heading, [Fault(line.number, *fault) for fault in faults]


def written_heading(card: Card, title: str) -> str:
    """The heading line of a card; what equals its default is left out."""
    words = [f"#{card.id}"]
    if card.kind != DEFAULT_KIND:
        words.append(f".{card.kind}")
    if card.level != 2:
        words.append(f"level={card.level}")
    named = {"since": card.since, "until": card.until, "contrast": card.contrast}
    words += [f"{name}={value}" for name, value in named.items() if value is not None]
    if card.needs:
        words.append(f"needs={','.join(card.needs)}")
    if card.rev != 1:
        words.append(f"rev={card.rev}")
    if card.exact_case:
        words.append("case=exact")
    return f"## {title} {{{' '.join(words)}}}"


def near_miss(word: str, known: Iterable[str]) -> str:
    """What to write instead of an unknown word."""
    names = sorted(known)
    # Lengths are compared first because a hostile file can hold many unknown words.
    likely = [name for name in names if abs(len(name) - len(word)) <= 3]
    close = get_close_matches(word.casefold(), likely, n=1)
    if close:
        return f"Did you mean `{close[0]}`?"
    return f"Use one of {', '.join(names)}."


def values_of(read: Mapping[str, str]) -> dict[str, Any]:
    """The fields as a Card takes them."""
    values: dict[str, Any] = dict(read)
    for name in ("level", "rev"):
        if name in values:
            values[name] = int(values[name])
    if "needs" in values:
        values["needs"] = tuple(dict.fromkeys(values["needs"].split(",")))
    if values.pop("case", None):
        values["exact_case"] = True
    return values


def _read_word(word: str, heading: Heading, seen: set[str]) -> tuple[str, str] | None:
    """Note in the heading what one word of its braces says, or return what is wrong with it."""
    name, equals, value = word.partition("=")
    what = "id" if word[0] == "#" else "kind" if word[0] == "." else name
    if what in seen:
        return f"The braces name `{shortened(what)}` twice.", "Keep one of them."
    seen.add(what)
    if word[0] == "#":
        if not is_id(word[1:]):
            return f"`{shortened(word[1:])}` cannot be an id.", _ID_RULE
        heading.id = word[1:]
    elif word[0] == ".":
        if word[1:] not in KINDS:
            heading.kind = None
            return f"There is no kind `{shortened(word[1:])}`.", near_miss(word[1:], KINDS)
        heading.kind = word[1:]
    elif name not in _VALUES or not equals:
        return f"There is no field `{shortened(name)}`.", near_miss(name, _VALUES)
    else:
        pattern, remedy = _VALUES[name]
        if pattern.fullmatch(value) is None:
            return f"`{shortened(word)}` is not allowed.", remedy
        heading.fields[name] = value
    return None
