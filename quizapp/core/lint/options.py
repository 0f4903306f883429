"""Rule 14: in a choice nothing but knowledge leads to the key."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.core.kinds.block import shortened
from quizapp.core.kinds.choice import Option, numbers_of
from quizapp.core.kinds.wording import plain_words
from quizapp.core.lint.card_view import CardView, telling_words, words_of
from quizapp.core.lint.findings import Collection, Finding, about

FEWEST_OPTIONS, MOST_OPTIONS = 3, 4
SHORTEST, LONGEST = 0.6, 1.5
#: Short options may differ by this many characters: nobody guesses by them.
SLACK = 6

RULES = {
    "E14a": f"A choice has {FEWEST_OPTIONS} or {MOST_OPTIONS} options.",
    "E14c": "Each wrong option has an explanation that names the misconception.",
    "E14d": f"A wrong option is {SHORTEST} to {LONGEST} times as long as the key.",
    "E14e": "“Always”, “never” and “only” do not stand in wrong options alone.",
    "E14f": "No option stands for others: all, none, both of the above.",
    "E14g": "No two options say the same.",
    "W14h": "The key begins and ends in the way in which some wrong option does.",
    "W14i": "No two words of the question are repeated in the key alone.",
    "W14j": "Options that are numbers stand in their order.",
}

_NAMED = re.compile(r"\(misconception: [^()]*\S.*\)\s*\Z", re.DOTALL)
_ABSOLUTE = re.compile(r"\b(?:always|never|only)\b", re.IGNORECASE)
_OF_OTHERS = re.compile(
    r"(?:all|none|both|neither|any)(?: of)? (?:the )?(?:above|these|others|options|answers)\b"
    r"|(?:both )?[a-d] and [a-d]\b",
    re.IGNORECASE,
)


def findings(collection: Collection) -> Iterator[Finding]:
    """Options that give the key away, or teach nothing."""
    for view in collection.views:
        if view.options:
            yield from _each_option(view)
            yield from _all_options(view)


def _each_option(view: CardView) -> Iterator[Finding]:
    keys = [len(option.text) for option in view.right]
    key_is_absolute = any(_ABSOLUTE.search(words_of(option.text)) for option in view.right)
    for option in view.wrong:
        shown, size = shortened(option.text), len(option.text)
        if not _NAMED.search(option.note):
            remedy = "Write `  > Why it is wrong. (misconception: what who chooses it believes)`."
            message = f"The option `{shown}` names no misconception."
            yield about(view, "E14c", message, remedy, option.text)
        if not any(SHORTEST * key - SLACK <= size <= LONGEST * key + SLACK for key in keys):
            message = f"The option `{shown}` has {size} characters, the key {keys[0]}."
            yield about(view, "E14d", message, "Bring the two closer together.", option.text)
        if not key_is_absolute and (found := _ABSOLUTE.search(words_of(option.text))):
            message = f"“{found[0]}” stands in wrong options alone."
            yield about(view, "E14e", message, "Write what someone would believe.", option.text)
    for option in view.options:
        if _OF_OTHERS.match(option.text):
            message = f"The option `{shortened(option.text)}` stands for others."
            yield about(view, "E14f", message, "Name one thing in each option.", option.text)


def _all_options(view: CardView) -> Iterator[Finding]:
    if not FEWEST_OPTIONS <= len(view.options) <= MOST_OPTIONS:
        remedy = f"Keep {FEWEST_OPTIONS} or {MOST_OPTIONS}, each wrong one believed by someone."
        yield about(view, "E14a", f"The choice has {len(view.options)} options.", remedy)
    first_of: dict[str, Option] = {}
    for option in view.options:
        if first_of.setdefault(plain_words(option.text), option) is not option:
            message = f"The option `{shortened(option.text)}` repeats another."
            yield about(view, "E14g", message, "Remove one of the two.", option.text)
    forms = {_form_of(option) for option in view.wrong}
    odd = next((option for option in view.right if _form_of(option) not in forms), None)
    if odd is not None:
        remedy = "Give all options the same kind of beginning and the same end."
        yield about(view, "W14h", "The key is the one of its form.", remedy, odd.text)
    repeated = _given_away(view)
    if len(repeated) > 1:
        message = f"The question and the key alone share: {shortened(', '.join(sorted(repeated)))}."
        yield about(view, "W14i", message, "Use the words in a wrong option too, or in neither.")
    values = numbers_of(view.options)
    if values is not None and values != sorted(values):
        remedy = "Sort the options: the page shows them so."
        yield about(view, "W14j", "The numbers are not in their order.", remedy)


def _form_of(option: Option) -> tuple[str, str]:
    """What an option looks like without reading it: how it begins and how it ends."""
    text = option.text
    first = text.split(maxsplit=1)[0]
    if numbers_of([option]):
        begins = "number"
    elif text.startswith(("`", "~~~")):
        begins = "code"
    else:
        begins = "gerund" if first.endswith("ing") else "word"
    return begins, text[-1] if text[-1] in ".!?;:" else ""


def _given_away(view: CardView) -> set[str]:
    """The telling words that the question shares with the key and with no wrong option."""
    if len(view.right) != 1:
        return set()
    wrong = telling_words(" ".join(option.text for option in view.wrong))
    return telling_words(view.front) & telling_words(view.right[0].text) - wrong
