"""What was proved by running it: the deck's `proofs.lock`, written by `make proofs`.

One line for each card and each piece of code on a page that passed, sorted: its id, the hash of
what it says, the hash of its proof (`-` when it is run as it stands), what it ran on in a word,
the month, and the versions of that.  A line counts as long as both hashes are those of today.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from quizapp.core.cards import Card, Deck, hash_of
from quizapp.core.errors import Problem
from quizapp.core.kinds.block import shortened
from quizapp.core.page_parts import Include, Part, Program, region_of
from quizapp.core.pages import HubPage

PATH = "proofs.lock"
#: The proof of what is run as it stands.
ITSELF = "-"
#: The kinds whose every card is a program that is run.
RUN = ("output", "fix")

_LINE = re.compile(r"(\S+) ([0-9a-f]{16}) ([0-9a-f]{16}|-) ([a-z+-]+) (20\d\d-\d\d) (\S.*)")
_REMEDY = "Run `make proofs`, which writes the file anew."


class Claim(NamedTuple):
    """What is to be proved: the hashes of its words and of its proof, and the proof's path."""

    content: str
    proof: str
    path: str = ""


class Result(NamedTuple):
    """A claim that held: the hashes of that day, the runner, the month and the versions."""

    content: str
    proof: str
    runner: str
    month: str
    versions: str


def proved_cards(text: str, deck: Deck, files: Mapping[str, str]) -> dict[str, str]:
    """What each proved card ran on, by card id, such as `Python 3.11.7, PostgreSQL 18.4`.

    `files` are the texts of all files in `topics/*/proofs` and `practices/*`, whatever they end
    with, by path as seen from the deck's folder.
    """
    results = proved(text, claims_of_cards(deck.cards, files))
    return {card: result.versions for card, result in results.items()}


def proved(text: str, claims: Mapping[str, Claim]) -> dict[str, Result]:
    """The results of those claims that stand today as they stood when they were proved."""
    results, _ = parse_results(text)
    return {
        name: result
        for name, result in results.items()
        if name in claims and claims[name][:2] == result[:2]
    }


def claims_of_cards(cards: Iterable[Card], files: Mapping[str, str]) -> dict[str, Claim]:
    """What the cards claim that is run: programs, and cards that name a proof that is there."""
    claims = {}
    for card in cards:
        if card.proof is not None:
            folder = card.place.path.rpartition("/")[0]
            path = f"{folder}/{card.proof.partition('::')[0]}"
            if path in files:
                claims[card.id] = Claim(
                    card.content_hash, hash_of_proof(path, files), f"{folder}/{card.proof}"
                )
        elif card.kind in RUN:
            claims[card.id] = Claim(card.content_hash, ITSELF)
    return claims


def claims_of_page(page: HubPage, files: Mapping[str, str]) -> dict[str, Claim]:
    """What a page shows that is run; `files` must hold what it includes."""
    claims = {}
    for name, part in executed_parts(page):
        if isinstance(part, Program):
            told = "\n".join((part.language, part.code, part.output))
            claims[name] = Claim(hash_of(told), ITSELF)
        elif part.path in files:
            code = region_of(files[part.path], part.region)
            if code is not None:
                claims[name] = Claim(hash_of(code), hash_of_proof(part.path, files), part.path)
    return claims


def executed_parts(page: HubPage) -> Iterator[tuple[str, Program | Include]]:
    """The code of a page that is run, with its id: `concepts/async.md#worked-example:1`."""
    sections: list[tuple[str, tuple[Part, ...]]] = [("", page.intro)]
    sections += [(section.anchor, section.parts) for section in page.sections]
    for anchor, parts in sections:
        executed = (part for part in parts if isinstance(part, Program | Include))
        for number, part in enumerate(executed, start=1):
            yield f"{page.path}#{anchor}:{number}", part


def hash_of_proof(path: str, files: Mapping[str, str]) -> str:
    """Names the text of a proof's file and of the files beside it that are no proofs."""
    folder = path.rpartition("/")[0]
    beside = [
        other
        for other in sorted(files)
        if other.rpartition("/")[0] == folder and not _is_proof(other)
    ]
    return hash_of("\n".join(files.get(one, "") for one in dict.fromkeys([path, *beside])))


def parse_results(text: str, path: str = PATH) -> tuple[dict[str, Result], list[Problem]]:
    """The results by id, and a problem for each line that is none."""
    results: dict[str, Result] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), start=1):
        found = _LINE.fullmatch(line.rstrip())
        if found is None or found[1] in results:
            what = "names something a second time" if found else "is no result"
            message = f"`{shortened(line.strip())}` {what}."
            problems.append(Problem(path, number, message, _REMEDY))
        else:
            results[found[1]] = Result(*found.groups()[1:])
    return results, problems


def write_results(results: Mapping[str, Result]) -> str:
    """The file's text, sorted, so that two people's results merge line by line."""
    return "".join(f"{name} {' '.join(result)}\n" for name, result in sorted(results.items()))


def _is_proof(path: str) -> bool:
    return path.rpartition("/")[2].startswith("prove_")
