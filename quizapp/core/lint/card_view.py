"""A card as the rules look at it: its texts by what they are for, each worked out once."""

from __future__ import annotations

import re
from functools import cached_property

from quizapp.core.cards import Card
from quizapp.core.kinds import cloze
from quizapp.core.kinds.block import Line
from quizapp.core.kinds.choice import Option
from quizapp.core.kinds.cloze import Code
from quizapp.core.kinds.fences import Fence, Prose, pieces_of
from quizapp.core.kinds.gaps import filled
from quizapp.core.kinds.spans import prose_and_code

#: The kinds whose every card is a program that the tests run.
RUN = ("output", "fix")
#: Lines of a card that are not prose: accepted answers, and what stands below the why.
_MARKED = ("=", "Source:", "Proof:", "Hide:")
_MARKER = re.compile(r"\A\s*(?:[-*+] \[[ xX]\]|[0-9]{1,3}[.)]|=~?|>|Source:)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"[^\W\d_]{3,}")
_SMALL_WORD = re.compile(
    "and|are|but|can|does|for|from|has|have|her|his|how|into|its|not|one|our|out|she|than|that|the"
    "|their|them|then|there|these|they|this|those|was|were|what|when|where|which|while|who|why"
    "|will|with|you|your"
)


class CardView:
    """The texts of one card.  `words` are prose in which inline code stands as an ellipsis."""

    def __init__(self, card: Card) -> None:
        self.card = card
        self._looked_up: dict[str, int] = {}

    @cached_property
    def front(self) -> str:
        return prose_of(self.card.front)

    @cached_property
    def front_words(self) -> str:
        return words_of(self.card.front)

    @cached_property
    def answer(self) -> str:
        """The answer of a card that is answered in words; empty for other kinds."""
        if self.card.kind in ("basic", "both", "scenario"):
            return str(self.card.body)
        return str(self.card.body.answer) if self.card.kind == "fix" else ""

    @cached_property
    def back(self) -> str:
        """What the learner has to produce or choose, of any kind but programs and gaps."""
        if self.card.kind == "choice":
            return "\n".join(option.text for option in self.right)
        if self.card.kind == "typed":
            return str(self.card.body.forms[0])
        return "\n".join(self.card.body) if self.card.kind == "order" else self.answer

    @cached_property
    def question(self) -> str:
        """All that the learner sees before answering, so also a program or a text with gaps."""
        card = self.card
        if card.kind == "output":
            return f"{card.front}\n{card.body.code}"
        if card.kind == "fix":
            return f"{card.front}\n{card.body.broken}"
        return f"{card.front}\n{self.gap_text}" if card.kind == "cloze" else card.front

    @cached_property
    def gap_text(self) -> str:
        """The text of a cloze card with its gaps filled in."""
        return "\n".join(
            part.code if isinstance(part, Code) else filled(part, None) for part in self._cloze
        )

    @cached_property
    def all_words(self) -> str:
        """All that an author wrote as words: question, answer, explanations and why."""
        lines = prose_of(self.card.text.partition("\n")[2]).splitlines()
        kept = (line for line in lines if not line.startswith(_MARKED))
        return words_of("\n".join([self.card.front.partition("\n")[0], *kept]))

    @cached_property
    def codes(self) -> list[str]:
        """The card's fenced code; an error is not the author's to shorten."""
        return code_in(self.card.text, besides="error")

    @property
    def options(self) -> tuple[Option, ...]:
        return self.card.body if self.card.kind == "choice" else ()

    @property
    def right(self) -> list[Option]:
        return [option for option in self.options if option.right]

    @property
    def wrong(self) -> list[Option]:
        return [option for option in self.options if not option.right]

    @property
    def is_executed(self) -> bool:
        """Whether a program is to check the card's claim; `proof_results` knows whether it did."""
        return self.card.kind in RUN or self.card.proof is not None

    @property
    def section(self) -> str | None:
        """What the card's first link to a page names."""
        return next((source.anchor for source in self.card.sources if source.anchor), None)

    @property
    def cited(self) -> list[str]:
        """The card's sources besides sections of pages."""
        return [source.text for source in self.card.sources if source.anchor is None]

    @property
    def _cloze(self) -> cloze.Body:
        return self.card.body if self.card.kind == "cloze" else ()

    def line_of(self, text: str) -> int:
        """The line in the file on which a text of the card begins; its heading if none does."""
        # Many gaps may stand on one long line, which is then looked at once.
        number = self._looked_up.get(text)
        if number is None:
            line = _unmarked(text.split("\n", 1)[0])
            number = self._looked_up[text] = self._line_numbers.get(line, self.card.place.line)
        return number

    @cached_property
    def _line_numbers(self) -> dict[str, int]:
        numbers: dict[str, int] = {}
        for number, line in enumerate(self.card.text.split("\n"), start=self.card.place.line):
            numbers.setdefault(_unmarked(line), number)
        # A finding about no text of the card in particular stands on its heading.
        numbers.pop("", None)
        return numbers


def prose_of(markdown: str) -> str:
    """The text without its fenced code."""
    prose = [piece for piece in _pieces(markdown) if isinstance(piece, Prose)]
    return "\n".join(line.text for piece in prose for line in piece.lines).strip()


def words_of(markdown: str) -> str:
    """The prose without inline code either, each piece of which stands as an ellipsis."""
    text = prose_of(markdown)
    return "".join("…" if code else text[start:end] for start, end, code in prose_and_code(text))


def code_in(markdown: str, *, besides: str) -> list[str]:
    """The fenced code of a text, fence by fence, without those of one kind."""
    fences = [piece for piece in _pieces(markdown) if isinstance(piece, Fence)]
    return [fence.code for fence in fences if fence.info != besides]


def sentences_of(words: str) -> list[str]:
    """The sentences of a text, cut after a full stop, question or exclamation mark."""
    return _SENTENCE_END.split(words.strip()) if words.strip() else []


def telling_words(text: str) -> set[str]:
    """The words of a text that carry meaning, in lower case."""
    return {word for word in _WORD.findall(text.casefold()) if not _SMALL_WORD.fullmatch(word)}


def _unmarked(line: str) -> str:
    """A line without what makes it an option, a step, an accepted form, a why or a source."""
    return _MARKER.sub("", line, count=1).strip()


def _pieces(markdown: str) -> list[Prose | Fence]:
    return pieces_of(Line(n, text) for n, text in enumerate(markdown.split("\n"), start=1))
