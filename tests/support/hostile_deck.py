"""A deck that a stranger has written: each vector in every place of a card of each kind."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from quizapp.core.kinds import KINDS
from quizapp.core.kinds.tokens import token_of
from tests.support.decks import ROADMAP, write_deck

FRIENDLY = "plain words"

_BODIES = {
    "basic": "{v}\n\n- {v}\n\n| a | b |\n| - | - |\n| {v} | {v} |",
    "both": "{v}",
    "cloze": "Text =={v}=={{1}} and {v}, then ==words=={{2}}.",
    "choice": "- [x] right {v}\n  > {v}\n- [ ] wrong {v}\n  > {v}",
    "typed": "= {v}\n= x {v}",
    "order": "1. first {v}\n2. second {v}\n3. {v}",
    "output": "```python run\n{v}\n```\n```output\n{v}\n```",
    "fix": "```python broken\n{v}\n```\n```error\nE: {v}\n```\n```python fixed\nx {v}\n```\n\n{v}",
    "scenario": "{v}\n\n> {v}\n\n{v}",
}


def card_id(kind: str, number: int) -> str:
    """The id of the card that carries a vector; the friendly one is `kind-friendly`."""
    return f"{kind}-{number if number >= 0 else 'friendly'}"


def card(kind: str, number: int, vector: str) -> str:
    """A card of a kind with a vector in its heading, body, why and source."""
    braces = f"{{#{card_id(kind, number)}{'' if kind == 'basic' else f' .{kind}'}}}"
    body = _BODIES[kind].format(v=vector)
    return (
        f"## {vector} {braces}\n{vector}\n***\n{body}\n\n> {vector}\n\n"
        f"Source: {vector}\nSource: [section](guide.md#first)\n"
    )


def hostile_deck(
    folder: Path, vectors: Sequence[str], kinds_of: Sequence[Sequence[str]] | None = None
) -> Path:
    """The deck on disk; `kinds_of` names the kinds of each vector, else all of them."""
    return write_deck(folder, hostile_files(vectors, kinds_of))


def hostile_files(
    vectors: Sequence[str], kinds_of: Sequence[Sequence[str]] | None = None
) -> dict[str, str]:
    """The deck's files by their names."""
    chosen = kinds_of or [tuple(KINDS)] * len(vectors)
    files = {"roadmap.toml": ROADMAP, "topics/alpha/guide.md": guide(vectors)}
    for kind in KINDS:
        texts = [card(kind, -1, FRIENDLY)]
        texts += [
            card(kind, number, vector)
            for number, vector in enumerate(vectors)
            if kind in chosen[number]
        ]
        files[f"topics/alpha/{kind}.md"] = "---\ntopic: alpha\n---\n" + "\n".join(texts)
    return files


def answer_to(kind: str, vector: str) -> dict[str, list[str]]:
    """An answer that is right where something is chosen, and wrong where something is typed."""
    if kind == "choice":
        return {"choice": [token_of(f"right {vector}".strip())]}
    if kind == "order":
        steps = (f"first {vector}", f"second {vector}", vector)
        return {"order": [token_of(step.strip()) for step in steps]}
    return {"typed": [f"wrong {vector}"]} if kind in ("typed", "output") else {}


def guide(vectors: Sequence[str]) -> str:
    """A page of the hub whose title, introduction and sections are vectors that can be seen."""
    vectors = [vector for vector in vectors if vector.isprintable()] or [FRIENDLY, FRIENDLY]
    sections = [
        f"## Section {number} {vector}\n\n{vector}\n\n- {vector}\n\n    {vector}\n"
        for number, vector in enumerate(vectors)
    ]
    ids = "".join(f"## {name}\n\nWords.\n\n" for name in ("First", "Main", "Status", "Network"))
    return f"# {vectors[0]}\n\n{vectors[1]}\n\n{ids}" + "\n".join(sections)
