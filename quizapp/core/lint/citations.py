"""Rules 7 and 20: what a card rests on, in which version, where, and when it was read there."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from quizapp.core.kinds.block import shortened
from quizapp.core.lint.card_view import CardView
from quizapp.core.lint.findings import Collection, Finding, about
from quizapp.core.pages import HubPage
from quizapp.core.sources import Citation, Registry, citation_of

OLD_AFTER_MONTHS = 12
MOST_LIKENED, LONGEST_LIKENED = 100, 150

RULES = {
    "E07a": "A card cites a source besides the page it belongs to.",
    "E07b": "A source names a place: a section, a number or an anchor.",
    "E07c": "A source is one of sources.toml.",
    "E07d": "A source's version is one that sources.toml allows.",
    "E07e": "A source says in which month it was checked, and that month has come.",
    "E07f": "One of a card's sources is primary: the authority on what it says.",
    "W07g": f"A source was checked within the last {OLD_AFTER_MONTHS} months.",
    "E07j": "Every section of a topic's page cites a source.",
    "E20a": "A card is proved by a program, or was read against a source in a known month.",
}


class _Fault(NamedTuple):
    rule: str
    message: str
    remedy: str


_FORM = "Write `Source: Name version, place, checked 2026-11`."
_NO_MONTH = _Fault("E07e", "The source does not say when it was checked.", _FORM)
_REGISTER = "Register it in sources.toml, or name one that is there."


def findings(collection: Collection) -> Iterator[Finding]:
    """Sources without name, version, place or month that can be trusted, on cards and pages."""
    reader = _Reader(collection.sources or {}, collection.month)
    for view in collection.views:
        yield from _of_card(view, reader)
    for page in collection.pages:
        for line in page.sources:
            cited = reader.read(line.text)
            faults = [*reader.faults_of(cited), *([] if cited.month else [_NO_MONTH])]
            yield from (Finding(page.path, line.number, *fault) for fault in faults)
        if page.folder == "topics":
            yield from _unsourced(page)


def _unsourced(page: HubPage) -> Iterator[Finding]:
    for section in page.sections:
        if not section.sources:
            message = f"The section “{shortened(section.title)}” cites no source."
            yield Finding(page.path, section.line, "E07j", message, f"Add one. {_FORM}")


def _of_card(view: CardView, reader: _Reader) -> Iterator[Finding]:
    read = [(text, reader.read(text)) for text in view.cited]
    if not read:
        yield about(view, "E07a", "The card cites no source.", f"Add one. {_FORM}")
        return
    undated = [text for text, cited in read if not cited.month]
    if len(undated) == len(read) and not view.is_executed:
        message = "No program proves the card, and no source says when it was checked."
        yield about(view, "E20a", message, "Read it in its source and add the month, or a proof.")
    else:
        yield from (about(view, *_NO_MONTH, at=text) for text in undated)
    for text, cited in read:
        yield from (about(view, *fault, at=text) for fault in reader.faults_of(cited))
    known = [reader.registry.get(cited.name) for _, cited in read]
    if all(known) and not any(source.primary for source in known if source):
        remedy = "Cite the specification or the project's own documentation as well."
        yield about(view, "E07f", "None of the card's sources is primary.", remedy)


class _Reader:
    """Reads source lines by a registry; with an empty one names and versions are free."""

    def __init__(self, registry: Registry, month: str) -> None:
        self.registry = registry
        self.month = month
        self._remedies: dict[str, str] = {}

    def read(self, text: str) -> Citation:
        return citation_of(text, self.registry)

    def faults_of(self, cited: Citation) -> Iterator[_Fault]:
        """What is wrong with one line, but for a missing month."""
        age = _months(self.month) - _months(cited.month) if cited.month else 0
        if age > OLD_AFTER_MONTHS:
            message = f"The source was checked in {cited.month}."
            yield _Fault("W07g", message, "Read it again and write the month.")
        elif age < 0:
            message = f"The source cannot have been checked in {cited.month}: it is {self.month}."
            yield _Fault("E07e", message, "Write the month in which it was read.")
        source = self.registry.get(cited.name)
        if self.registry and source is None:
            message = f"`{shortened(cited.name)}` is not in sources.toml."
            yield _Fault("E07c", message, self._remedy(cited.name))
            return
        if source is not None and not source.allows(cited.version):
            shown = f"version `{shortened(cited.version)}`" if cited.version else "no version"
            message = f"The source is cited with {shown}; allowed: {source.allowed}."
            yield _Fault("E07d", message, "Cite one that is allowed, or register it.")
        if not cited.place:
            yield _Fault("E07b", "The source names no place.", _FORM)

    def _remedy(self, name: str) -> str:
        if name not in self._remedies:
            # A hostile deck can hold many unknown names, and long ones.
            is_likened = len(self._remedies) < MOST_LIKENED and len(name) <= LONGEST_LIKENED
            near = get_close_matches(name, self.registry, n=1, cutoff=0.8) if is_likened else []
            self._remedies[name] = f"Did you mean `{near[0]}`?" if near else _REGISTER
        return self._remedies[name]


def _months(month: str) -> int:
    year, _, number = month.partition("-")
    return 12 * int(year) + int(number)
