"""Rows of a big deck: a few cards are parsed and rendered for real, then their words vary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from quizapp.core.cards import block_hash
from quizapp.core.deck_text import parse_file
from quizapp.storage.deck_sync import rendered
from quizapp.web.markdown import MarkdownRenderer

TOPICS = 29
#: One card in a hundred holds it.
RARE_WORD = "quokka"
RARE_EACH = 100

_VOCABULARY = """
account after allow answer append archive argument array async await backend backup balance batch
before begin block branch broker buffer bucket build bundle cache call cascade catch change check
client clock close cluster code column commit compose config connect constraint consumer context
cookie copy counter create cursor database deadlock decode default delay delete deploy detail
digest disk domain drop duplicate encode endpoint entry error event evict exclusive expire export
fail fetch field filter first flag flush foreign format frame function gateway global group guard
handler hash header health host image import index insert instance interval isolate issue item join
journal key label latency layer lease length level limit link list load lock log loop master match
memory merge message method migrate model module mount network node null object offset option order
origin owner page parent parse partition path payload phantom plan pool port prefix primary process
producer profile protocol proxy publish query queue range rate read record redirect register release
remote replica request reset resource response retry return role rollback route row sample scale
schema scope script search secret select send serial server session shard share signal snapshot
socket source split stack stage start state status storage store stream string subject switch table
task team test thread timeout token topic trace transaction trigger tuple type unique update upload
user value vector version view wait watch window worker write zone
"""
_WORDS = _VOCABULARY.split()

_TEMPLATES = """
## Qqone: what does it do when Qqtwo? {#qq-id level=2}
It keeps the **newest** entry and drops the rest. Qqthree.

> Qqfour. The `entry` that came last wins, because the others were made from older values.

Source: [Qqfive](guide.md#qq-anchor)
Source: RFC 9110 HTTP Semantics, 9.2.2 Idempotent Methods, checked 2026-11

## Qqone: when is Qqtwo the better choice? {#qq-id level=1}
When reads are many and writes are few:

- Qqthree
- each write costs **two** steps, and each read costs one

> Qqfour. Measure before you choose: the ratio of reads to writes decides.

Source: [Qqfive](guide.md#qq-anchor)
Source: PostgreSQL 17 documentation, 13.2 Transaction Isolation, checked 2026-11

## Qqone at night: Qqtwo {#qq-id .scenario level=3}

The pager says that Qqthree. The log holds `timeout after 30 s` for one request in fifty. What do
you look at first?

***

At the pool of connections: Qqfive. Then at the query that holds one for longest.

> Qqfour. A pool that is empty makes each request wait for its whole time limit.

Source: [Qqfive](guide.md#qq-anchor)
Source: SQLAlchemy 2.0 documentation, Connection Pooling, checked 2026-11
"""
_MARKS = ("one", "two", "three", "four", "five")
_LENGTHS = {"one": 2, "two": 6, "three": 9, "four": 14, "five": 3}


@dataclass(frozen=True, slots=True)
class Rows:
    """One card with its one prompt, as columns of both tables."""

    card: dict[str, object]
    prompt: dict[str, object]


def card_id(number: int) -> str:
    """The id of the n-th card, from 0."""
    return f"card-{number:06}"


def topic_rows(cards: int) -> list[dict[str, object]]:
    """The roadmap: topics in order, each after the one before it."""
    return [
        {
            "id": f"topic-{place:02}",
            "position": place,
            "title": f"{_WORDS[7 * place].capitalize()} and {_WORDS[7 * place + 3]}",
            "group_name": ("foundations", "technologies", "concepts")[place % 3],
            "needs": f'["topic-{place - 1:02}"]' if place else "[]",
            "hub": "[]",
            "optional": False,
            "prompts": sum(1 for number in range(cards) if number * TOPICS // cards == place),
        }
        for place in range(TOPICS)
    ]


def deck_rows(cards: int, seed: int) -> Iterator[Rows]:
    """Every card of a deck of this size; the same seed gives the same deck."""
    random = Random(seed)
    templates = _templates()
    for number in range(cards):
        template = templates[random.choices((0, 1, 2), (5, 3, 2))[0]]
        words = {mark: random.choices(_WORDS, k=_LENGTHS[mark]) for mark in _MARKS}
        if number % RARE_EACH == RARE_EACH // 2:
            words["three"][4] = RARE_WORD
        yield _varied(template, number, number * TOPICS // cards, words)


def _templates() -> list[Rows]:
    renderer = MarkdownRenderer()
    found = []
    for place, block in enumerate(_TEMPLATES.split("\n## ")[1:]):
        text = f"## {block.replace('qq-id', f'qq-id-{place}')}".strip() + "\n"
        (card,), problems = parse_file(text, "topics/qq-topic/cards.md", topic="qq-topic")
        assert not problems, problems
        ready = rendered(card, renderer)
        (face,) = ready.pop("faces").values()
        columns = {
            **ready,
            "kind": card.kind,
            "level": card.level,
            "source": card.text,
            "rev": card.rev,
            "proof": card.proof,
            "anchor": card.sources[0].anchor,
            "proved_on": "",
        }
        found.append(Rows(columns, {"part": "", "face": face, "retired": False}))
    return found


def _varied(template: Rows, number: int, topic: int, words: dict[str, list[str]]) -> Rows:
    name = f"topic-{topic:02}"
    changes = [(f"Qq{mark}", " ".join(chosen)) for mark, chosen in words.items()]
    changes += [(old.casefold(), new) for old, new in changes]  # the search text knows no case
    changes += [(f"qq-id-{place}", card_id(number)) for place in range(3)]
    changes += [("qq-anchor", words["five"][0]), ("qq-topic", name)]
    columns = {key: _with(value, changes) for key, value in template.card.items()}
    columns |= {
        "id": card_id(number),
        "number": number + 1,
        "topic": name,
        "position": number,
        "path": f"topics/{name}/cards.md",
        "line": 4 + 12 * number,
        "content_hash": block_hash(str(columns["source"])),
        "retired_at": None,
        "proved_on": "",
    }
    prompt = {key: _with(value, changes) for key, value in template.prompt.items()}
    prompt |= {"id": card_id(number), "card_id": card_id(number), "card_number": number + 1}
    return Rows(columns, prompt | {"topic": name, "position": number})


def _with(value: object, changes: list[tuple[str, str]]) -> object:
    if isinstance(value, str):
        for old, new in changes:
            value = value.replace(old, new)
    return value
