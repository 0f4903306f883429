"""Cards written and read again are the same, and replacing one leaves every other byte."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quizapp.core.cards import Card, Place, Source
from quizapp.core.deck_text import (
    find_block,
    mint_ids,
    parse_file,
    replace_card,
    write_card,
    write_file,
)
from quizapp.core.kinds.choice import Option
from quizapp.core.kinds.cloze import Code
from quizapp.core.kinds.fix import Repair
from quizapp.core.kinds.output import Program
from quizapp.core.kinds.patterns import PatternError, pattern_of
from quizapp.core.kinds.tokens import token_of
from quizapp.core.kinds.typed import Accepted
from quizapp.core.kinds.wording import exact_code

# Letters that mean something to the format stand in for all others; words keep lines from being
# syntax by chance, since an author who wants that writes other cards.
WORD = st.text(alphabet="abcXÄ日9`*_=~#{}[]()>|\\.:;!?-'\"", min_size=1, max_size=8)
STARTS = st.sampled_from(["It", "The", "When", "9 times", "(so", "Ä"])
LINE = st.builds(lambda start, words: " ".join([start, *words]), STARTS, st.lists(WORD, max_size=4))
CODE_LINE = st.text(alphabet="ab =[]()#>-*:`$", max_size=12).filter(
    lambda line: not re.match(r"[ \t]*(```|~~~)", line) and not line.startswith("## ")
)
CODE = st.lists(CODE_LINE, min_size=1, max_size=4).map("\n".join).filter(str.strip)
LANGUAGES = st.sampled_from(["python", "sql", "sh"])


def fenced(code: str) -> str:
    return f"````text\n{code}\n````"


PARAGRAPHS = st.lists(st.one_of(LINE, CODE.map(fenced)), min_size=1, max_size=3)
PROSE = PARAGRAPHS.map("\n\n".join)
SHORT = st.lists(LINE, min_size=1, max_size=2).map("\n".join)


def distinct(texts: list[str]) -> bool:
    return len({token_of(text) for text in texts}) == len(texts)


def is_pattern(text: str) -> bool:
    try:
        pattern_of(text)
    except PatternError:
        return False
    return True


@st.composite
def options(draw: st.DrawFn) -> tuple[Option, ...]:
    texts = draw(st.lists(st.one_of(SHORT, CODE.map(fenced)), min_size=2, max_size=4))
    assume(distinct(texts))
    right = draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts)))
    assume(any(right) and not all(right))
    notes = st.one_of(st.just(""), SHORT)
    return tuple(Option(*one, draw(notes)) for one in zip(texts, right, strict=True))


@st.composite
def gaps(draw: st.DrawFn) -> tuple[str | Code, ...]:
    hidden = draw(
        st.lists(st.sampled_from(["one", "`a == b`", "two words"]), min_size=1, max_size=3)
    )
    numbers = draw(st.lists(st.integers(1, 9), min_size=len(hidden), max_size=len(hidden)))
    marks = [f"The =={text}=={{{n}}}" for text, n in zip(hidden, numbers, strict=True)]
    code = draw(CODE)
    asked = draw(st.sampled_from(code.split()))
    once = code.find(asked, code.find(asked) + 1) < 0
    return (" and\n".join(marks), Code("python run", code, (asked,) if once else ()), "End")


@st.composite
def repairs(draw: st.DrawFn) -> Repair:
    broken, fixed = draw(CODE), draw(CODE)
    assume(exact_code(broken) != exact_code(fixed))
    answer = draw(st.one_of(st.just(""), PROSE.map(lambda text: text.replace("````", "```"))))
    assume("`" not in "".join(re.findall(r"```text\n(.*?)\n```", answer, re.DOTALL)))
    return Repair(draw(LANGUAGES), broken, draw(LINE), fixed, answer)


FORM = LINE.filter(lambda text: "`" not in text)
PATTERN = st.sampled_from(["a+", "(a|b) c?", r"\.env", "[a-z]{2,3}"]).filter(is_pattern)
BODIES: dict[str, st.SearchStrategy[Any]] = {
    "basic": PROSE,
    "both": PROSE,
    "scenario": PROSE,
    "cloze": gaps(),
    "choice": options(),
    "typed": st.builds(
        Accepted,
        st.lists(FORM, min_size=1, max_size=3).map(tuple),
        st.lists(PATTERN, max_size=2).map(tuple),
    ),
    "order": st.lists(SHORT, min_size=2, max_size=5).filter(distinct).map(tuple),
    "output": st.builds(Program, LANGUAGES, CODE, CODE),
    "fix": repairs(),
}
IDS = st.from_regex(r"[a-z0-9-]{3,40}", fullmatch=True)
VERSIONS = st.none() | st.just("django-6.0")


@st.composite
def cards(draw: st.DrawFn) -> Card:
    kind = draw(st.sampled_from(sorted(BODIES)))
    card_id, contrast = draw(IDS), draw(st.none() | IDS)
    assume(contrast != card_id)
    title = draw(LINE.filter(lambda text: "{#" not in text and "{." not in text))
    front = [title, *draw(st.one_of(st.just([]), PARAGRAPHS))]
    return Card(
        id=card_id,
        kind=kind,
        topic="alpha",
        front="\n\n".join(front),
        body=draw(BODIES[kind]),
        why="\n\n".join(draw(PARAGRAPHS)),
        sources=tuple(
            Source(text, anchor)
            for text, anchor in draw(
                st.lists(
                    st.sampled_from([("A book", None), ("[A](guide.md#a)", "guide.md#a")]),
                    min_size=1,
                    max_size=3,
                )
            )
        ),
        place=Place("", 0, 0),
        text="",
        proof=draw(st.none() | st.just("proofs/a.py::test_it[b]")),
        level=draw(st.integers(1, 3)),
        since=draw(VERSIONS),
        until=draw(VERSIONS),
        contrast=contrast,
        needs=tuple(draw(st.lists(IDS, max_size=2, unique=True))),
        rev=draw(st.integers(1, 999)),
        exact_case=draw(st.booleans()),
    )


def bare(card: Card) -> Card:
    return replace(card, place=Place("", 0, 0), text="")


@given(cards())
@settings(max_examples=200, deadline=None)
def test_it_reads_a_card_as_it_was_written(card: Card) -> None:
    read, problems = parse_file(write_card(card), "file.md", topic="alpha")
    assert problems == []
    assert [bare(one) for one in read] == [card]
    assert write_card(read[0]) == write_card(card)


@given(st.lists(cards(), min_size=1, max_size=4, unique_by=lambda card: card.id), st.data())
@settings(max_examples=150, deadline=None)
def test_it_replaces_one_card_and_leaves_every_other_byte(
    some: list[Card], data: st.DataObject
) -> None:
    line_end = data.draw(st.sampled_from(["\n", "\r\n"]))
    mark = data.draw(st.sampled_from(["", "\ufeff"]))
    text = mark + write_file("alpha", tuple(some)).replace("\n", line_end)
    old = data.draw(st.sampled_from(some))
    new = replace(data.draw(cards()), id=old.id, contrast=None)
    start, end = find_block(text, old.id)
    changed = replace_card(text, old.id, write_card(new))
    assert changed[:start] == text[:start]
    assert changed.endswith(text[end:])
    read, problems = parse_file(changed, "file.md")
    assert problems == []
    assert [bare(one) for one in read] == [new if one is old else one for one in some]
    assert replace_card(changed, old.id, write_card(old)) == text


@given(st.lists(cards(), max_size=4, unique_by=lambda card: card.id), st.data())
@settings(max_examples=100, deadline=None)
def test_it_mints_ids_only_where_they_are_missing(some: list[Card], data: st.DataObject) -> None:
    text = write_file("alpha", tuple(some))
    lost = {card.id for card in some if data.draw(st.booleans())}
    without = text
    for card_id in lost:
        without = without.replace(f"{{#{card_id}}}\n", "\n").replace(f"{{#{card_id} ", "{")
    minted, ids = mint_ids(without, set())
    read, _ = parse_file(minted, "file.md")
    assert len(read) == len(some)
    kept = {card.id for card in some} - lost
    assert {card.id for card in read} == kept | set(ids)
    assert mint_ids(minted, set()) == (minted, [])


SYNTAX = st.sampled_from(
    """## a {#abc .choice}|## b {#xyz}|## {#abc .typed case=exact}|# c|- [x] a|- [ ] b|  more|1. a
    |= a|=~ (|> w|Source: s|Proof: p|***|---|===|```python run|```|~~~|==a=={1}|Hide: `a`|{|}| |
    |text|\x00|\ufeff""".replace("\n    ", "").split("|")
)


@given(st.one_of(st.text(max_size=300), st.lists(SYNTAX).map("\n".join)))
@settings(max_examples=500, deadline=None)
def test_it_reads_anything_without_failing(text: str) -> None:
    read, problems = parse_file(text, "file.md", topic="alpha")
    lines = text.count("\n") + 1
    assert all(1 <= problem.line <= lines for problem in problems)
    assert all(problem.message and problem.remedy for problem in problems)
    for card in read:
        start, end = find_block(text, card.id)
        assert text[start:end] == card.text
        (again,), _ = parse_file(write_card(card), "file.md", topic="alpha")
        assert bare(again) == bare(card)
    mint_ids(text, set())
