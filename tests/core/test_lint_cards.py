"""The rules that look at one card: its question, answer, why and sources."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.core.lint import Collection, lint
from quizapp.core.pages import parse_page
from tests.support.linting import (
    MANUAL,
    SECTION,
    Example,
    card,
    check,
    collection,
    each,
    of_cards,
)

A_QUESTION = "Alpha: what does the second reader wait for?"
LONG_WORDS = "Synchronization infrastructure notwithstanding, transactional implementations"
BLOG = "Source: Blog, post 3, checked 2026-10"


def answer(body: str) -> str:
    return card(body=body)


def ask(heading: str, braces: str = "#one", body: str = "It needs the lock of the first.") -> str:
    return card(heading, braces, body)


def cites(*sources: str) -> str:
    return card(sources="\n".join((SECTION, *sources)))


def code(line: str, lines: int = 1) -> str:
    return card(body="It waits:\n```text\n" + "\n".join([line] * lines) + "\n```")


def cloze(body: str) -> str:
    return card("Alpha: readers and writers", "#one .cloze", body)


def typed(*forms: str) -> str:
    return card(
        "Alpha: which command lists the locks?", "#one .typed", "\n".join(f"= {f}" for f in forms)
    )


def order(*steps: str) -> str:
    body = "\n".join(f"{n}. {step}" for n, step in enumerate(steps, 1))
    return card("Alpha: put the steps of a read in order", "#one .order", body)


def fix(language: str) -> str:
    fences = (
        f"```{language} broken\nread()\n```\n```error\nNo lock\n```\n```{language} fixed\nok\n```"
    )
    return card("Alpha: why does the read fail?", "#one .fix", fences)


EXAMPLES: dict[str, Example] = {
    "E01a": of_cards(answer(f"`{'x' * 239}`"), answer(f"`{'x' * 238}`")),
    "E01b": of_cards(
        answer("It reads. It waits. It ends."), answer("It reads 1.5 rows. It waits.")
    ),
    "W01c": of_cards(answer("It reads; it waits; it ends."), answer("It reads; then it waits.")),
    "E02a": of_cards(
        ask(f"Alpha: what is in `{'x' * 180}`?"), ask(f"Alpha: why is `{'x' * 180}`?")
    ),
    "E02b": of_cards(code("read", 16), code("read", 15)),
    "E02c": of_cards(code("x" * 89), code("x" * 88)),
    "E03a": of_cards(answer("- a\n- b\n- c\n- d"), answer("- a\n- b\n- c")),
    "E03b": of_cards(
        answer("It needs a lock, a row, a page, a file and time."),
        answer("It needs a lock, a row, a page and time."),
    ),
    "E04a": of_cards(ask("Idle readers"), ask("Idle readers", "#one .both")),
    "E04b": of_cards(ask("What is a lock?"), ask("What is a lock good for?")),
    "E04c": Example(
        collection(ask(A_QUESTION), ask(f"{A_QUESTION} ", "#two", "The other one.")),
        collection(ask(A_QUESTION), ask("Beta: and a third one, for what?", "#two", "Rows.")),
    ),
    "E05": of_cards(
        ask("Alpha: does a reader wait?", body="It does."),
        ask("Alpha: does a reader wait?", body="Yes, because a writer holds the lock."),
    ),
    "E06a": of_cards(card(why="a" * 39), card(why="b " * 19 + "bb")),
    "W06b": of_cards(
        card(
            body="It needs the lock of the first.", why="The first lock needs the first lock. `a`"
        ),
        card(
            body="It needs the lock of the first.",
            why="Two owners of a lock could both write at once.",
        ),
    ),
    "E07a": of_cards(card(sources=SECTION), cites(MANUAL)),
    "E07b": of_cards(cites("Source: Manual 2, checked 2026-10"), cites(MANUAL)),
    "E07c": of_cards(cites("Source: Manuel 2, 3, checked 2026-10"), cites(MANUAL)),
    "E07d": of_cards(cites("Source: Manual 4, 3, checked 2026-10"), cites(MANUAL)),
    "E07e": of_cards(cites(MANUAL, "Source: Manual 3, 4"), cites(MANUAL, BLOG)),
    "E07f": of_cards(cites(BLOG), cites(BLOG, MANUAL)),
    "W07g": of_cards(
        cites("Source: Manual 2, 3, checked 2025-10"), cites("Source: Manual 2, 3, checked 2025-11")
    ),
    "E20a": of_cards(cites("Source: Manual 2, chapter 3"), cites(MANUAL)),
    "E08": of_cards(
        answer("It needs the latest lock."), card(braces="#one since=alpha-2", body="A new lock.")
    ),
    "E09a": of_cards(fix("ruby"), fix("sh")),
    "E11a": of_cards(
        cloze("A ==lock=={1} has one ==owner=={2} and a ==queue=={3}."),
        cloze("A ==lock=={1} has one ==owner=={2} and a queue."),
    ),
    "E11b": of_cards(
        cloze("A ==lock of all the rows=={1} waits."), cloze("A ==lock of rows=={1}.")
    ),
    "E11c": of_cards(cloze("Readers wait ==for=={1} the lock."), cloze("Readers ==wait=={1}.")),
    "W11d": of_cards(cloze("It holds an ==owner=={1}."), cloze("It has the ==owner=={1}.")),
    "E11e": of_cards(
        cloze(f"A ==lock=={{1}} is `{'x' * 160}`."), cloze(f"A ==lock=={{1}} is `{'x' * 140}`.")
    ),
    "E12a": of_cards(typed("x" * 41), typed("x" * 40)),
    "E12b": of_cards(typed("it lists all the locks"), typed("SELECT all FROM the locks")),
    "W12c": of_cards(typed("locks --all"), typed("locks --all", "locks -a")),
    "E13a": of_cards(order("Ask", "Wait"), order("Ask", "Wait", "Read")),
    "E13b": of_cards(order("Ask", "Wait", "x" * 61), order("Ask", "Wait", "x" * 60)),
    "W18a": of_cards(
        card(why=f"{LONG_WORDS} necessitate comprehensive reconsideration."),
        card(why="Locks stand in a line. `Synchronization` of all readers takes its time."),
    ),
    "W18b": of_cards(
        ask("Alpha: why does a reader not wait without a lock?"),
        ask("Alpha: why does a reader not wait? It goes without a lock."),
    ),
    "E18e": of_cards(answer("It needs a very old lock."), answer("It needs a `very` old lock.")),
}


@each(EXAMPLES)
def test_a_breach_is_found_by_its_rule_alone_and_its_neighbour_by_none(
    rule: str, breaks: Collection, keeps: Collection
) -> None:
    check(rule, breaks, keeps)


@pytest.mark.parametrize("asked", ["what is MVCC?", "What are the locks?", "who is an owner"])
def test_a_context_before_what_is_makes_no_better_question(asked: str) -> None:
    assert [one.rule for one in lint(collection(ask(f"PostgreSQL: {asked}")))] == ["E04b"]
    assert lint(collection(ask(f"PostgreSQL: {asked.rstrip('?')} good for?"))) == []


def test_a_finding_names_the_line_of_what_is_wrong() -> None:
    found = lint(collection(cites(MANUAL, BLOG, "Source: Manual 4, 5, checked 2026-10"), sound=()))
    assert [(one.line, one.card_id) for one in found if one.rule == "E07d"] == [(9, "one")]
    deck = collection(order("A", "B", "x" * 61))
    (step,) = lint(deck)
    assert step.message.startswith("The step `xxx")
    assert step.line == deck.deck.cards[-1].place.line + 3


def test_a_finding_about_the_whole_card_names_the_line_of_its_heading() -> None:
    deck = collection(card(sources=f"{MANUAL}\n{SECTION}"))
    (found,) = lint(deck)
    assert (found.rule, found.line) == ("E16a", deck.deck.cards[-1].place.line)


@pytest.mark.parametrize(
    ("checked", "rules"),
    [
        ("2026-11", []),
        ("2026-12", ["E07e"]),
        ("2027-01", ["E07e"]),
        ("2025-11", []),
        ("2025-10", ["W07g"]),
    ],
)
def test_a_source_cannot_have_been_checked_in_a_month_to_come(
    checked: str, rules: list[str]
) -> None:
    line = f"Source: Manual 2, 3, checked {checked}"
    page, problems = parse_page(f"# Home\n\n## One\n\n{line}\n", "hub/home.md")
    assert problems == []
    found = lint(replace(collection(cites(line), month="2026-11"), pages=(page,)))
    assert [one.rule for one in found] == rules * 2
    if rules == ["E07e"]:
        assert [one.line for one in found] == [
            5,
            collection(cites(line)).deck.cards[-1].place.end_line - 1,
        ]
        assert {one.remedy for one in found} == {"Write the month in which it was read."}


def test_names_and_versions_are_free_in_a_deck_without_a_registry() -> None:
    unknown = cites("Source: A book, page 3, checked 2026-10")
    assert lint(collection(unknown, sources=None)) == []
    assert lint(collection(unknown, sources="")) == []


def test_an_unknown_name_is_told_its_near_miss() -> None:
    near = collection(cites("Source: Manuals 2, 3, checked 2026-10"))
    remedies = [one.remedy for one in lint(near)]
    assert remedies == ["Did you mean `Manual`?"]
    far = lint(collection(cites("Source: Something else, 3, checked 2026-10")))
    assert [one.remedy for one in far] == [
        "Register it in sources.toml, or name one that is there."
    ]


def test_least_recently_used_has_nothing_to_do_with_versions() -> None:
    assert lint(collection(answer("The least recently used, now and then."))) == []


def test_a_filler_word_is_found_in_a_page_too() -> None:
    (found,) = lint(collection(guide="# Alpha\n\n## First\n\nReaders just wait.\n"))
    assert (found.path, found.line, found.rule) == ("topics/alpha/guide.md", 3, "E18e")


def test_pages_of_the_hub_cite_and_speak_as_cards_do() -> None:
    text = (
        "# Home\n\n## Sources\n\nVery short.\n\nSource: Manual 2, 3, checked 2026-10\n"
        "Source: Manual 4, 3, checked 2026-10\nSource: Manual 2, 3\nSource: Manual 2\n"
    )
    page, problems = parse_page(text, "hub/home.md")
    found = lint(replace(collection(), pages=(page,)))
    assert problems == []
    assert [(one.path, one.line, one.rule) for one in found] == [
        ("hub/home.md", 5, "E18e"),
        ("hub/home.md", 8, "E07d"),
        ("hub/home.md", 9, "E07e"),
        ("hub/home.md", 10, "E07b"),
        ("hub/home.md", 10, "E07e"),
    ]
