"""The answers of a GIFT question: reading them, and the body of the card they become."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizapp.core.kinds import choice, typed
from quizapp.core.kinds.choice import Option
from quizapp.core.kinds.spans import code_span
from quizapp.core.kinds.typed import Accepted

_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
#: A sign that stands by itself, not behind a backslash.
_SIGN = re.compile(r"(?<!\\)((?:\\\\)*)([~=])")
_WEIGHT = re.compile(r"%(-?[0-9]+(?:\.[0-9]+)?)%")
#: Among the wrong answers to be typed: whatever none of the others is.
_ANY_OTHER = "*"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its sign, share of the points in percent (None: not said), words, explanation."""

    sign: str
    share: float | None
    text: str
    note: str

    @property
    def is_right(self) -> bool:
        return self.sign == "=" if self.share is None else self.share > 0

    @property
    def earns_all(self) -> bool:
        return self.is_right and self.share in (None, 100)


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a card as written, what its why takes in, and sentences on what is left out."""

    written: str
    explained: str = ""
    left: tuple[str, ...] = ()


def answers_of(text: str) -> Iterator[Answer]:
    """The answers that stand between the braces of a question."""
    signs = list(_SIGN.finditer(text))
    for place, sign in enumerate(signs):
        end = signs[place + 1].start(2) if place + 1 < len(signs) else len(text)
        piece = text[sign.end() : end]
        share = _WEIGHT.match(piece)
        if share:
            piece = piece[share.end() :]
        words, _, note = split(piece, "#")
        yield Answer(
            sign[2],
            float(share[1]) if share else None,
            plain(words).strip(),
            plain(note).strip(),
        )


def why_unknown(text: str) -> str:
    """Why answers that do not begin with `=` or `~` are none of ours; empty where they do."""
    if text.strip()[:1] in ("=", "~", ""):
        return ""
    return "true/false, numbers and essays have no kind of card."


def choice_of(answers: Sequence[Answer]) -> Body | str:
    """The options; or why there is no right one.

    Where one earns all points, one is to be chosen and those with a part are wrong; else all that
    earn something are to be chosen together.
    """
    is_whole = [one.earns_all for one in answers]
    earns = [one.is_right for one in answers]
    rights = is_whole if any(is_whole) else earns
    if not any(rights):
        return "none of its options is right."
    left: tuple[str, ...] = ()
    if rights != earns:
        left = ("its part points are left out; an option with a part counts as wrong.",)
    elif sum(rights) == 1 and not any(is_whole):
        left = ("its part points are left out; the option counts as right.",)
    options = zip(rights, answers, strict=True)
    written = choice.write(tuple(Option(one.text, right, one.note) for right, one in options))
    return Body(written, left=left)


def typed_of(answers: Sequence[Answer], patterns: tuple[str, ...]) -> Body | str:
    """The accepted answers, with what each explains for the why; or why there are none."""
    right = [one for one in answers if one.is_right]
    if not right:
        return "none of its answers is right."
    left = []
    if any(not one.is_right and not one.note for one in answers):
        left.append("answers that it names as wrong without saying why are left out.")
    if not all(one.earns_all for one in right):
        left.append("its part points are left out; what has some counts as right.")
    explained = "\n\n".join(_explained(one) for one in answers if one.note)
    written = typed.write(Accepted(tuple(one.text for one in right), patterns))
    return Body(written, explained, tuple(left))


def _explained(answer: Answer) -> str:
    """What is said of one answer, as a sentence that names it."""
    named = code_span(" ".join(answer.text.split()))
    if not answer.is_right and answer.text == _ANY_OTHER:
        named = "Any other answer"
    judged = "right" if answer.is_right else "wrong"
    end = "" if answer.note.endswith((".", "!", "?", "`")) else "."
    return f"{named} is {judged}: {answer.note}{end}"


def split(text: str, mark: str) -> tuple[str, str, str]:
    """The text around the first mark that is not escaped."""
    found = re.search(rf"(?<!\\)((?:\\\\)*){re.escape(mark)}", text)
    if found is None:
        return text, "", ""
    return text[: found.end(1)], mark, text[found.end() :]


def plain(text: str) -> str:
    """A text without the backslashes before its signs."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], text)
