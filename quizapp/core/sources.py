"""The registry of what cards rest on, and the lines that cite it.

A line reads `NAME[ VERSION], PLACE, checked YYYY-MM`; names and versions are those of the deck's
`sources.toml`, so an address stands in one place only and a typing error is found.  Addresses that
nothing rests on, such as that of an author's profile, are listed there as links.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from quizapp.core.card_fields import near_miss
from quizapp.core.errors import Problem
from quizapp.core.kinds.block import shortened
from quizapp.core.outside_addresses import is_whole
from quizapp.core.toml_tables import TableForm, read_tables

KINDS = ("specification", "standard", "project documentation", "paper", "guide")
#: Versions of texts that have no releases, and what one of them looks like.
_PATTERNS = {
    "commit": (re.compile("[0-9a-f]{7,40}"), "a commit id of 7 to 40 digits"),
    "month": (re.compile("20[0-9]{2}-(?:0[1-9]|1[0-2])"), "a month such as 2026-08"),
}
_CHECKED = ", checked "
_MONTH = _PATTERNS["month"][0]
_FORM = TableForm(
    name="source",
    noun="source",
    file="The registry of sources",
    keys={
        "name": (str, 'Write name = "Python documentation".'),
        "versions": (list, 'Write versions = ["3.13"], or "commit" or "month" in it.'),
        "home": (str, 'Write home = "https://docs.python.org/3/".'),
        "licence": (str, 'Write licence = "PSF-2.0".'),
        "kind": (str, f'Write kind = "{KINDS[0]}" (or {", ".join(KINDS[1:])}).'),
        "primary": (bool, "Write primary = true when it is the authority on what it says."),
    },
    required=("name", "home", "licence", "kind", "primary"),
    beside=("link",),
)
_LINK_FORM = TableForm(
    name="link",
    noun="link",
    file="The registry of sources",
    keys={
        "name": (str, 'Write name = "The author on GitHub".'),
        "address": (str, 'Write address = "https://github.com/somebody".'),
    },
    required=("name", "address"),
    beside=("source",),
)


@dataclass(frozen=True, slots=True)
class RegisteredSource:
    """A text that cards may cite.  A primary one is the authority on what it says."""

    name: str
    home: str
    licence: str
    kind: str
    primary: bool
    versions: tuple[str, ...] = ()

    def allows(self, version: str) -> bool:
        """Whether a card may cite this version; empty is that of a text without versions."""
        if not self.versions or version in self.versions:
            return bool(self.versions) == bool(version) and version not in _PATTERNS
        return any(
            pattern.fullmatch(version)
            for name, (pattern, _) in _PATTERNS.items()
            if name in self.versions
        )

    @property
    def allowed(self) -> str:
        """The versions that a card may cite, in words."""
        words = [_PATTERNS[one][1] if one in _PATTERNS else one for one in self.versions]
        return ", ".join(words) or "no version"


Registry = Mapping[str, RegisteredSource]


class Citation(NamedTuple):
    """What a Source line says; what it does not say is empty."""

    name: str
    version: str
    place: str
    month: str


def parse_sources(text: str, path: str) -> tuple[dict[str, RegisteredSource], list[Problem]]:
    """The registry by name, in the order of the file, and what is wrong with it."""
    tables, problems = read_tables(text, path, _FORM)
    sources: dict[str, RegisteredSource] = {}
    for line, values in tables:
        source = RegisteredSource(**values)
        if source.kind not in KINDS:
            message = f"`{shortened(source.kind)}` is no kind of source."
            problems.append(Problem(path, line, message, near_miss(source.kind, KINDS)))
        elif not _is_https(source.home):
            message = f"The home of `{shortened(source.name)}` is no https address."
            problems.append(Problem(path, line, message, _FORM.keys["home"][1]))
        elif source.name in sources:
            message = f"The source `{shortened(source.name)}` is registered twice."
            problems.append(Problem(path, line, message, "Keep one, with all its versions."))
        else:
            sources[source.name] = source
    return sources, sorted(problems)


def parse_links(text: str, path: str) -> tuple[tuple[str, ...], list[Problem]]:
    """The addresses that pages may name although nothing rests on them.

    Faults of the file as a whole are told with its sources.
    """
    tables, problems = read_tables(text, path, _LINK_FORM)
    problems = [one for one in problems if not one.message.startswith(_LINK_FORM.file)]
    addresses = []
    for line, values in tables:
        if _is_https(values["address"]):
            addresses.append(values["address"])
        else:
            message = f"The address of `{shortened(values['name'])}` is no https address."
            problems.append(Problem(path, line, message, _LINK_FORM.keys["address"][1]))
    return tuple(addresses), sorted(problems)


def citation_of(text: str, registry: Registry | None) -> Citation:
    """The parts of a Source line.  A name is taken from the registry where one begins the line."""
    what, _, month = text.strip().rpartition(_CHECKED)
    if not what or _MONTH.fullmatch(month) is None:
        what, month = text.strip(), ""
    name = _registered_name(what, registry or {})
    if name is None:
        named, _, place = what.partition(", ")
        return Citation(named, "", place.strip(), month)
    version, _, place = what[len(name) :].partition(", ")
    return Citation(name, version.strip(), place.strip(), month)


def _is_https(address: str) -> bool:
    return address.startswith("https://") and is_whole(address)


def _registered_name(what: str, registry: Registry) -> str | None:
    """The longest name that begins the text and ends where a version or a place may follow."""
    longest = max(map(len, registry), default=0)
    for end in range(min(len(what), longest), 0, -1):
        if what[end : end + 1] in ("", " ", ",") and what[:end] in registry:
            return what[:end]
    return None
