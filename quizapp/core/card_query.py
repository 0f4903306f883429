"""The search language of the card list: text → what is asked for, or what is wrong with it.

read committed        cards with both words; the last one may be unfinished
"read committed"      the words in this order
topic:http kind:choice is:due      all of them must hold
due<7 interval>30 lapses>=3        days from today, days, and how often it was forgotten
-is:suspended -quorum              a minus in front turns a filter or a word round
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from quizapp.core.kinds import KINDS
from quizapp.core.kinds.block import shortened

STATES = ("due", "new", "suspended", "flagged", "leech")
#: Filters that name something, and those that compare a number with bounds.
NAMING = ("topic", "is", "kind")
COMPARING = {"due": (-36_500, 36_500), "interval": (0, 36_500), "lapses": (0, 9_999)}
OPERATORS = ("<", "<=", "=", ">=", ">")
LONGEST_TEXT = 500
MOST_TERMS = 20

_TERM = re.compile(
    r"(?P<minus>-?)(?:(?P<name>[A-Za-z]+)(?P<operator><=|>=|[:<>=]))?"
    r'(?:"(?P<phrase>[^"]*)"?|(?P<word>\S*))'
)
_QUOTE_IT = "Put it in quotes to find the text itself."


@dataclass(frozen=True, slots=True)
class Words:
    """Text that a card must hold, or must not; a phrase is taken as it is, never as a start."""

    text: str
    is_phrase: bool = False
    is_negated: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """`topic:…`, `is:…` or `kind:…`."""

    name: str
    value: str
    is_negated: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """`due`, `interval` or `lapses` against a number."""

    name: str
    operator: str
    number: int
    is_negated: bool = False


@dataclass(frozen=True, slots=True)
class CardQuery:
    """What is asked for; `problems` are sentences about the parts that could not be read."""

    text: str = ""
    words: tuple[Words, ...] = ()
    named: tuple[Named, ...] = ()
    compared: tuple[Compared, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def is_ranked(self) -> bool:
        """Whether cards can match it better or worse."""
        return any(not words.is_negated for words in self.words)


def parse_query(text: str) -> CardQuery:
    """Read a search as a person typed it; what is wrong in it is a problem, never an exception."""
    if len(text) > LONGEST_TEXT:
        return CardQuery(text, problems=(f"Search for at most {LONGEST_TEXT} characters.",))
    words: list[Words] = []
    named: list[Named] = []
    compared: list[Compared] = []
    problems: list[str] = []
    for match in _terms(text):
        term = _read(match)
        if isinstance(term, Words):
            words.append(term)
        elif isinstance(term, Named):
            named.append(term)
        elif isinstance(term, Compared):
            compared.append(term)
        else:
            problems.append(term)
    if len(words) + len(named) + len(compared) > MOST_TERMS:
        problems.append(f"Search for at most {MOST_TERMS} words and filters at once.")
    return CardQuery(
        text, tuple(words), tuple(named), tuple(compared), tuple(dict.fromkeys(problems))
    )


def unknown_topics(query: CardQuery, known: Iterable[str]) -> tuple[str, ...]:
    """A sentence for each topic of the query that is not among the known ones."""
    topics = tuple(known)
    return tuple(
        _refusal("topic", one.value, topics)
        for one in query.named
        if one.name == "topic" and one.value not in topics
    )


def _terms(text: str) -> Iterable[re.Match[str]]:
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        match = _TERM.match(text, at)
        assert match is not None  # every part of the pattern may be empty
        at = max(match.end(), at + 1)
        if match[0].strip('-"'):
            yield match


def _read(match: re.Match[str]) -> Words | Named | Compared | str:
    """One term, or the sentence that says what is wrong with it."""
    is_negated = bool(match["minus"])
    name, operator = (match["name"] or "").lower(), match["operator"] or ""
    is_phrase = match["phrase"] is not None
    value = (match["phrase"] if is_phrase else match["word"]).strip()
    if name in NAMING:
        return _named(name, operator, value, is_negated)
    if name in COMPARING:
        return _compared(name, operator, value, is_negated)
    if name and not _is_plain_text(name, operator, value):
        return _unknown_filter(name, operator)
    whole = value if is_phrase and not name else match[0].removeprefix("-")
    return Words(whole, is_phrase and not name, is_negated)


def _named(name: str, operator: str, value: str, is_negated: bool) -> Named | str:
    value = value.lower()
    allowed: tuple[str, ...] = {"is": STATES, "kind": tuple(KINDS)}.get(name, ())
    if operator != ":":
        example = allowed[0] if allowed else "http"
        return f"`{name}` is followed by a colon, such as `{name}:{example}`. {_QUOTE_IT}"
    if not value:
        wanted = f"one of {', '.join(allowed)}" if allowed else "a topic"
        return f"Write {wanted} after `{name}:`."
    if allowed and value not in allowed:
        return _refusal(name, value, allowed)
    return Named(name, value, is_negated)


def _compared(name: str, operator: str, value: str, is_negated: bool) -> Compared | str:
    low, high = COMPARING[name]
    if operator == ":":
        return f"`{name}` is compared: `{name}<7`, `{name}>7` or `{name}=7`. {_QUOTE_IT}"
    if re.fullmatch(r"-?[0-9]{1,6}", value) is None or not low <= int(value) <= high:
        return f"`{name}{operator}` needs a whole number from {low:,} to {high:,} after it."
    return Compared(name, operator, int(value), is_negated)


def _is_plain_text(name: str, operator: str, value: str) -> bool:
    """`http://…`, `std::move`, `Note:` and `max=5` are things to find, not mistaken filters."""
    if operator == ":":
        return not value or value[0] in ":/"
    swapped = any(sorted(name) == sorted(known) for known in COMPARING)
    return not swapped and not get_close_matches(name, COMPARING, 1, 0.75)


def _unknown_filter(name: str, operator: str) -> str:
    names = (*NAMING, *COMPARING)
    near = get_close_matches(name, names, 1)
    hint = f" Did you mean `{near[0]}`?" if near else ""
    listed = ", ".join([f"{one}:" for one in NAMING] + [f"{one}<" for one in COMPARING])
    wrong = shortened(name + operator)
    return f"There is no filter `{wrong}`.{hint} The filters are {listed}. {_QUOTE_IT}"


def _refusal(name: str, value: str, allowed: tuple[str, ...]) -> str:
    near = get_close_matches(value, allowed, 1)
    hint = f" Did you mean `{name}:{near[0]}`?" if near else ""
    return f"There is no `{name}:{shortened(value)}`.{hint} Use one of {', '.join(allowed)}."
