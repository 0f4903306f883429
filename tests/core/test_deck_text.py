"""The deck's format, one oddity a test."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.core.cards import Source
from quizapp.core.deck_text import (
    find_block,
    mint_ids,
    parse_file,
    replace_card,
    write_card,
    write_file,
)
from quizapp.core.errors import InvalidInput, NotFound
from tests.support.cards import TAIL, faults_of, read, read_card

TOP = "---\ntopic: http\n---\n"
HEADING = "6: This line makes a heading of the text above it."
A = "## A? {#aaa}\n"
GOOD = f"## Good? {{#good}}\nYes.\n{TAIL}"


def wrong_in(text: str) -> list[str]:
    cards, problems = parse_file(text, "file.md")
    assert all(problem.path == "file.md" and problem.remedy for problem in problems)
    # A file's bad parts never hide its good card.
    assert "good" in [card.id for card in cards] or "good" not in text
    return [f"{problem.line}: {problem.message}" for problem in problems]


def test_it_reads_all_that_a_card_can_carry() -> None:
    text = (
        "## What is it? {#one .typed level=3 since=django-5.2 until=django-6.0 contrast=other"
        " needs=http,one-card rev=2 case=exact}\nMore.\n***\n= A\n\n> Because\n>\n> of it.\n\n"
        "Source: [Methods](guide.md#methods)\nSource: RFC 9110, 9.2\nProof: proofs/a.py::test_b\n"
    )
    cards, wrong = read(text)
    assert wrong == []
    card = cards[0]
    assert (card.id, card.kind, card.topic, card.level) == ("one", "typed", "alpha", 3)
    assert (card.since, card.until, card.contrast) == ("django-5.2", "django-6.0", "other")
    assert (card.needs, card.rev, card.exact_case) == (("http", "one-card"), 2, True)
    assert card.front == "What is it?\n\nMore."
    assert card.why == "Because\n\nof it."
    assert card.sources == (
        Source("[Methods](guide.md#methods)", "guide.md#methods"),
        Source("RFC 9110, 9.2"),
    )
    assert card.proof == "proofs/a.py::test_b"
    assert (card.place.path, card.place.line, card.place.end_line) == ("file.md", 1, 13)


def test_it_gives_a_plain_card_its_defaults() -> None:
    card = read_card("#one", "Yes.")
    assert (card.kind, card.level, card.rev, card.needs) == ("basic", 2, 1, ())
    assert (card.since, card.until, card.contrast, card.proof) == (None, None, None, None)


def test_it_takes_the_topic_from_the_front_matter() -> None:
    cards, problems = parse_file(TOP + GOOD, "file.md")
    assert problems == []
    assert [card.topic for card in cards] == ["http"]


def test_it_ends_a_card_at_the_next_heading_and_not_at_blank_lines() -> None:
    first = f"{A}\n\nYes.\n\n\nMore.\n{TAIL}"
    text = f"{TOP}# Part\n\nText.\n\n{first}\n\n# Part\n\nText.\n{GOOD}"
    cards, problems = parse_file(text, "file.md")
    assert problems == []
    assert [card.body for card in cards] == ["Yes.\n\n\nMore.", "Yes."]
    assert cards[0].text.startswith("## A?")
    assert cards[0].text.endswith("Source: A book, chapter 2")


def test_it_takes_deeper_headings_for_a_part_of_the_card() -> None:
    assert read_card("#one", "### Part\n\nYes.").body == "### Part\n\nYes."


def test_it_takes_headings_in_code_for_code() -> None:
    body = "```sh\n## comment\n# another\n```\n\n~~~\n```\n## x\n~~~"
    assert read_card("#one", body).body == body


def test_it_takes_three_backticks_within_a_line_for_inline_code() -> None:
    assert read_card("#one", "```x``` is code.").body == "```x``` is code."


def test_it_takes_the_last_quotation_for_the_why() -> None:
    card = read_card("#one", "As one said:\n\n> Yes.")
    assert card.body == "As one said:\n\n> Yes."
    assert card.why == "Because of its cause."


def test_it_reads_code_in_a_why() -> None:
    cards, wrong = read(A + "Yes.\n\n> So:\n> ```\n> ## x {#id}\n> ```\n\nSource: x")
    assert wrong == []
    assert cards[0].why == "So:\n```\n## x {#id}\n```"


def test_it_reads_braces_in_a_heading() -> None:
    assert read_card("#one", "Yes.", heading="What is `{}` or {x}?").front == "What is `{}` or {x}?"


@pytest.mark.parametrize("line_end", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", ["\ufeff", ""])
@pytest.mark.parametrize("last", ["\n", ""])
def test_it_reads_any_line_ends_and_marks(line_end: str, mark: str, last: str) -> None:
    text = (TOP + GOOD.rstrip()).replace("\n", line_end) + last.replace("\n", line_end)
    cards, problems = parse_file(mark + text, "file.md")
    assert problems == []
    assert (cards[0].body, cards[0].place.line) == ("Yes.", 4)
    assert cards[0].content_hash == parse_file(TOP + GOOD, "file.md")[0][0].content_hash


@pytest.mark.parametrize(
    ("braces", "wrong"),
    [
        (".typed", "The card has no id."),
        ("#ab", "`ab` cannot be an id."),
        ("#Upper", "`Upper` cannot be an id."),
        ("#under_score", "`under_score` cannot be an id."),
        (f"#{'a' * 41}", f"`{'a' * 39}…` cannot be an id."),
        ("#ümlaut", "`ümlaut` cannot be an id."),
        ("#one #two", "The braces name `id` twice."),
        ("#one .typed .fix", "The braces name `kind` twice."),
        ("#one level=1 level=2", "The braces name `level` twice."),
        ("#one .typd", "There is no kind `typd`."),
        ("#one levl=2", "There is no field `levl`."),
        ("#one level", "There is no field `level`."),
        ("#one word", "There is no field `word`."),
        ("#one level=4", "`level=4` is not allowed."),
        ("#one level=two", "`level=two` is not allowed."),
        ("#one level=٢", "`level=٢` is not allowed."),
        ("#one since=6.0", "`since=6.0` is not allowed."),
        ("#one contrast=x", "`contrast=x` is not allowed."),
        ("#one contrast=one", "The card contrasts with itself."),
        ("#one needs=a,,b", "`needs=a,,b` is not allowed."),
        ("#one rev=0", "`rev=0` is not allowed."),
        ("#one case=no", "`case=no` is not allowed."),
    ],
)
def test_it_says_what_is_wrong_in_the_braces(braces: str, wrong: str) -> None:
    assert faults_of(braces, "= Yes.")[0] == f"1: {wrong}"


@pytest.mark.parametrize(
    ("braces", "remedy"),
    [
        ("#one .typd", "Did you mean `typed`?"),
        ("#one .Choice", "Did you mean `choice`?"),
        ("#one levl=2", "Did you mean `level`?"),
        ("#one neds=x", "Did you mean `needs`?"),
        ("#one colour=x", "Use one of case, contrast, level, needs, rev, since, until."),
    ],
)
def test_it_names_the_near_miss(braces: str, remedy: str) -> None:
    _, problems = parse_file(f"## A? {{{braces}}}\nYes.\n{TAIL}", "file.md", topic="http")
    assert problems[0].remedy == remedy


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (f"## A? {{#aaa\nYes.\n{TAIL}", "4: The heading has braces that do not end it."),
        (f"## A? {{#aaa}} b\nYes.\n{TAIL}", "4: The heading has braces that do not end it."),
        (f"## A?\nYes.\n{TAIL}", "4: The card has no id."),
        (f"## {{#aaa}}\nYes.\n{TAIL}", "4: The heading has no text."),
        (f"##\nYes.\n{TAIL}", "4: The heading has no text."),
        (A + "Yes.\n\nSource: x\n", "4: The card has no why."),
        (A + "Yes.\n\n>\n\nSource: x\n", "4: The card has no why."),
        (A + "Yes.\n\n> Why\n", "4: The card has no source."),
        (A + "Yes.\n\n> Why\nnot\n\nSource: x\n", "4: The card has no why."),
        (f"{A}{TAIL}", "4: The card has no answer."),
        (A + "Yes.\n> Why\nSource:\n", "7: Nothing follows `Source:`."),
        (f"{A}Yes.\n{TAIL}Proof: x\n", "9: `x` names no proof."),
        (
            f"{A}Yes.\n{TAIL}Proof: proofs/a.py::b\nProof: proofs/a.py::c\n",
            "10: The card names a second proof.",
        ),
        (f"{A}Source: x\nYes.\n{TAIL}", "5: Text of the card follows this Source line."),
        (f"{A}Yes.\nsource: x\n{TAIL}", "6: `source:` begins no line of this card."),
        (f"{A}Yes.\nHide: `x`\n{TAIL}", "6: `Hide:` begins no line of this card."),
        (f"{A}Yes.\n---\n{TAIL}", HEADING),
        (f"{A}Yes.\n===\n{TAIL}", HEADING),
        (f"{A}Yes.\n\n---\n\nNo.\n{TAIL}", "7: This line divides nothing here."),
        (f"{A}More.\n\n* * *\n\nNo.\n{TAIL}", "7: This line divides nothing here."),
        (f"{A}Yes.\n ## B\n{TAIL}", "6: This heading is indented."),
        (f"{A}Yes.\n##B? {{#bbb}}\n{TAIL}", "6: This heading has no space after `##`."),
        (f"{A}Y\x00es.\n{TAIL}", "5: The line holds the invisible character U+0000."),
        (f"{A}Y\x1bes.\n{TAIL}", "5: The line holds the invisible character U+001B."),
        (f"{A}Y\u202ees.\n{TAIL}", "5: The line holds the invisible character U+202E."),
        (f"{A}Y\ud800es.\n{TAIL}", "5: The line holds the invisible character U+D800."),
        (f"{A}Y\res.\n{TAIL}", "5: The line holds the invisible character U+000D."),
        (f"{A}```\n\x07\n```\n{TAIL}", "6: The line holds the invisible character U+0007."),
        (A.replace("A", "A" * 2001) + TAIL, "4: The heading is longer than 2000 characters."),
    ],
)  # fmt: skip
def test_it_says_what_is_wrong_with_a_card_and_where(text: str, wrong: str) -> None:
    assert wrong in wrong_in(f"{TOP}{text}\n{GOOD}")
    assert "aaa" not in [card.id for card in parse_file(TOP + text, "file.md")[0]]


def test_it_finds_the_card_below_an_unclosed_fence() -> None:
    text = f"{TOP}## A? {{#aaa}}\n```python\nx = 1\n{TAIL}\n{GOOD}"
    assert wrong_in(text) == ["5: The code fence is not closed before the next card."]


def test_it_reports_a_fence_that_is_never_closed() -> None:
    text = f"{TOP}{GOOD}\n## A? {{#aaa}}\n```python\nx = 1\n{TAIL}"
    assert wrong_in(text) == ["11: The code fence is not closed."]


def test_it_reports_a_fence_that_another_one_follows() -> None:
    text = f"{TOP}{GOOD}\n## A? {{#aaa}}\n```python run\nx = 1\n```output\n1\n```\n{TAIL}"
    assert wrong_in(text) == ["11: The code fence is not closed before the one on line 13."]


def test_it_keeps_the_first_of_two_cards_with_one_id() -> None:
    cards, problems = parse_file(f"{TOP}{GOOD}\n{GOOD.replace('Yes', 'No')}", "file.md")
    assert [card.body for card in cards] == ["Yes."]
    sentence = "The id `good` is already that of the card on line 4."
    assert [str(problem) for problem in problems] == [
        f"file.md:10: {sentence} Give this card an id of its own."
    ]


@pytest.mark.parametrize(
    ("matter", "wrong"),
    [
        ("---\ntopic: http\ntopik: x\n---\n", "3: The front matter has no field `topik`."),
        ("---\ntopic: http\ntopic: sql\n---\n", "3: This repeats the key of line 2."),
        ("---\ntopic: http\nword\n---\n", "3: This line is no `key: value`."),
    ],
)
def test_it_says_what_is_wrong_with_the_front_matter(matter: str, wrong: str) -> None:
    assert wrong_in(matter + GOOD) == [wrong]


@pytest.mark.parametrize(
    ("matter", "wrong"),
    [
        ("", "1: The file has no topic, so none of its cards can be used."),
        ("---\n---\n", "1: The file has no topic, so none of its cards can be used."),
        ("---\ntopic: A B\n---\n", "2: `A B` is no topic, so none of its cards can be used."),
        ("---\n", "1: The front matter is not closed."),
    ],
)
def test_it_uses_no_card_of_a_file_without_a_topic(matter: str, wrong: str) -> None:
    cards, problems = parse_file(matter + GOOD, "file.md")
    assert cards == ()
    assert wrong in [f"{problem.line}: {problem.message}" for problem in problems]


def test_it_still_uses_cards_below_an_unclosed_front_matter() -> None:
    cards, problems = parse_file(f"---\ntopic: http\n{GOOD}", "file.md")
    assert [card.id for card in cards] == ["good"]
    assert [problem.message for problem in problems] == ["The front matter is not closed."]


@pytest.mark.parametrize("text", ["x" * 2_000_001, "\n" * 20_001])
def test_it_refuses_a_file_that_is_too_long(text: str) -> None:
    cards, problems = parse_file(TOP + text, "file.md")
    assert cards == ()
    assert len(problems) == 1
    assert problems[0].message.startswith("The file has more than")


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "---", "text only", "# Heading\n"])
def test_it_reads_a_file_without_cards(text: str) -> None:
    assert parse_file(text, "file.md", topic="http") == ((), []) or text == "---"


def test_it_writes_what_it_reads() -> None:
    card = read_card("#one .typed level=1 needs=aaa,bbb case=exact", "More.\n\n***\n= A\n=~ b+")
    (again,), problems = parse_file(write_card(card), "file.md", topic="alpha")
    assert problems == []
    assert replace(again, place=card.place, text=card.text) == card


def test_it_writes_stars_in_an_answer_so_that_they_stay_there() -> None:
    card = replace(read_card("#one", "Yes."), body="Yes.\n\n***\n\nNo.")
    (again,), _ = parse_file(write_card(card), "file.md", topic="alpha")
    assert (again.front, again.body) == (card.front, card.body)


def test_it_writes_a_whole_file() -> None:
    cards, _ = parse_file(f"{TOP}{GOOD}\n{GOOD.replace('good', 'fine')}", "file.md")
    again, problems = parse_file(write_file("http", cards), "file.md")
    assert problems == []
    assert [card.id for card in again] == ["good", "fine"]


def test_it_finds_a_card_in_its_file() -> None:
    text = f"\ufeff{TOP}{GOOD}\n\n{GOOD.replace('good', 'fine')}"
    start, end = find_block(text, "fine")
    assert text[start:end] == GOOD.replace("good", "fine").rstrip()
    with pytest.raises(NotFound, match="no card `other`"):
        find_block(text, "other")


def test_it_replaces_a_card_and_nothing_else() -> None:
    before, after = f"{TOP}Intro  \n\n", f"\n\n\n{GOOD.replace('good', 'fine')}  \n\n"
    text = replace_card(before + GOOD.rstrip() + after, "good", f"\n{GOOD.replace('Yes', 'No')}\n")
    assert text == before + GOOD.replace("Yes", "No").rstrip() + after


def test_it_keeps_the_line_ends_of_the_file() -> None:
    text = (TOP + GOOD).replace("\n", "\r\n")
    assert replace_card(text, "good", GOOD.replace("Yes", "No")) == text.replace("Yes", "No")
    assert replace_card(text, "good", GOOD.replace("\n", "\r\n")) == text
    assert replace_card(TOP + GOOD, "good", GOOD.replace("\n", "\r\n")) == TOP + GOOD


@pytest.mark.parametrize("block", ["", "text", f"{GOOD}\n{GOOD}", f"text\n{GOOD}", f"{GOOD}\n# X"])
def test_it_refuses_to_replace_a_card_by_anything_but_one_card(block: str) -> None:
    with pytest.raises(InvalidInput, match="Write one card"):
        replace_card(TOP + GOOD, "good", block)


def test_it_mints_ids_from_headings_and_changes_nothing_else() -> None:
    text = (
        f"{TOP}## What's an *ETag* for? \nA\r\n## PUT / PATCH? {{.both level=1}}\n"
        f"```\n## not a card\n```\n{GOOD}## What's an ETag for?\n## Größe\n## ?\n##\n"
        "## Broken {#nope\n## Wrong {#X}\n"
    )
    minted, ids = mint_ids(text, {"taken"})
    assert ids == [
        "what-s-an-etag-for",
        "put-patch",
        "what-s-an-etag-for-2",
        "groe",
        "card",
        "card-2",
    ]
    assert "## What's an *ETag* for? {#what-s-an-etag-for} \nA\r\n" in minted
    assert "## PUT / PATCH? {#put-patch .both level=1}\n" in minted
    for one in ids:
        minted = minted.replace(f" {{#{one}}}", "").replace(f"#{one} ", "")
    assert minted == text


def test_it_mints_ids_that_are_free_and_short_enough() -> None:
    text, ids = mint_ids(f"## Taken\n## {'long ' * 20}\n## {'x' * 60}\n", {"taken"})
    assert ids == ["taken-2", "long-long-long-long-long-long-long-long", "x" * 40]
    assert mint_ids(text, {"taken"}) == (text, [])
