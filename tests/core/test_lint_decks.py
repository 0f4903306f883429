"""The rules that compare cards: with each other, their sections, pairs and confirmations."""

from __future__ import annotations

from dataclasses import replace

from quizapp.core.cards import Deck, Topic
from quizapp.core.confirmations import Confirmation, confirmation_of
from quizapp.core.lint import Collection, lint
from quizapp.core.pairs import Pair
from tests.support.linting import (
    GUIDE,
    MANUAL,
    SECTION,
    SOUND,
    Example,
    card,
    check,
    collection,
    each,
    of_cards,
    rules_broken_in,
)

SECOND = f"{GUIDE}\n## Second\n\nWriters come second.\n"
ON_SECOND = card(sources=f"Source: [Second](guide.md#second)\n{MANUAL}")
MONDAY = "Alpha: for what does the second reader wait when it comes on a Monday?"
TUESDAY = MONDAY.replace("Monday", "Tuesday")
TWIN = Pair("one / two", "alpha", 3, ("one", "two"))


def two(first: str = "#one", second: str = "#two") -> tuple[str, str]:
    """Two cards that have little in common but what their braces say."""
    return (
        card(braces=first),
        card("Beta: which row is read by the oldest writer?", second, "The one on its page."),
    )


def near(second: str) -> tuple[str, str]:
    return card(MONDAY), card(TUESDAY, second, "The end of the week.")


def same(second: str) -> tuple[str, str]:
    return card(), card("Beta: which thing makes an old writer slow?", second)


def confirmed(deck: Collection, **changed: Confirmation | None) -> Collection:
    """The deck with all of its cards confirmed as they stand, but for those named."""
    as_they_stand = {one.id: confirmation_of(one, deck.sections) for one in deck.deck.cards}
    noted = {name: changed.get(name, one) for name, one in as_they_stand.items()}
    return replace(deck, confirmed={name: one for name, one in noted.items() if one is not None})


ONE = collection(card())
STANDS = confirmation_of(ONE.deck.cards[-1], ONE.sections)

EXAMPLES: dict[str, Example] = {
    "E15a": Example(
        collection(*two("#one contrast=two"), pairs=(TWIN,)),
        collection(*two("#one contrast=two", "#two contrast=one"), pairs=(TWIN,)),
    ),
    "W15b": Example(
        collection(pairs=(Pair("one / two", "alpha", 3),)),
        collection(*two("#one contrast=two", "#two contrast=one"), pairs=(TWIN,)),
    ),
    "E16a": of_cards(card(sources=f"{MANUAL}\n{SECTION}"), card(sources=f"{SECTION}\n{MANUAL}")),
    "E16b": Example(
        collection(*two("#one needs=two", "#two needs=one")), collection(*two("#one needs=two"))
    ),
    "E16c": Example(collection(card(), guide=SECOND), collection(ON_SECOND, guide=SECOND)),
    "W17a": Example(collection(*near("#two")), collection(*near("#two needs=one"))),
    "E17b": Example(collection(*same("#two")), collection(*same("#two needs=one"))),
    "W19": Example(collection(*two(), sound=SOUND[:1]), collection(*two(), sound=SOUND)),
    "W20b": Example(
        confirmed(ONE, one=STANDS._replace(section="0" * 16)), confirmed(ONE, one=STANDS)
    ),
    "W20c": Example(confirmed(ONE, one=STANDS._replace(card="0" * 16)), confirmed(ONE)),
    "W20d": Example(confirmed(ONE, one=None), confirmed(ONE)),
}


@each(EXAMPLES)
def test_a_breach_is_found_by_its_rule_alone_and_its_neighbour_by_none(
    rule: str, breaks: Collection, keeps: Collection
) -> None:
    check(rule, breaks, keeps)


def test_a_pair_names_each_card_that_is_missing_or_unlinked() -> None:
    missing = lint(collection(pairs=(TWIN,)))
    assert [one.remedy for one in missing] == [
        "Write it with contrast=two.",
        "Write it with contrast=one.",
    ]
    unlinked = lint(collection(*two(), pairs=(TWIN,)))
    assert [(one.path, one.line, one.remedy) for one in unlinked] == [
        ("pairs.toml", 3, "Add contrast=two to its heading."),
        ("pairs.toml", 3, "Add contrast=one to its heading."),
    ]


def test_a_card_that_needs_its_own_topic_waits_for_itself() -> None:
    (found,) = lint(collection(card(braces="#one needs=alpha")))
    assert (found.rule, found.card_id) == ("E16b", "one")
    assert "one → [alpha] → one" in found.message or "[alpha] → one → [alpha]" in found.message


def test_a_card_that_needs_a_topic_that_needs_its_own_waits_for_itself() -> None:
    deck = collection(card(braces="#one needs=beta"))
    beta = Topic("beta", "Beta", needs=("alpha",))
    assert rules_broken_in(
        replace(deck, deck=replace(deck.deck, topics=(*deck.deck.topics, beta)))
    ) == {"E16b"}
    free = Topic("beta", "Beta")
    assert lint(replace(deck, deck=replace(deck.deck, topics=(*deck.deck.topics, free)))) == []


def test_every_circle_of_cards_is_told_with_its_members_and_place() -> None:
    first = collection(card()).deck.cards[-1]
    needs = {"a": ("b",), "b": ("a",), "c": ("c",), "d": ("e", "f"), "e": ("d",), "f": ("d",)}
    some = tuple(
        replace(first, id=name, needs=needed, place=replace(first.place, line=line))
        for line, (name, needed) in enumerate(needs.items(), start=1)
    )
    found = lint(Collection(Deck((Topic("alpha", "Alpha"),), some), (), "2026-11"))
    assert [(one.line, one.card_id, one.message) for one in found if one.rule == "E16b"] == [
        (1, "a", "These need each other in a circle: a → b → a."),
        (3, "c", "These need each other in a circle: c → c."),
        (4, "d", "These need each other in a circle: d, e, f."),
    ]


def test_a_circle_of_topics_hides_none_of_cards_and_is_told_by_the_roadmap_alone() -> None:
    deck = collection(*two("#one needs=two,beta", "#two needs=one"))
    topics = (Topic("alpha", "Alpha", needs=("beta",)), Topic("beta", "Beta", needs=("alpha",)))
    (found,) = lint(replace(deck, deck=replace(deck.deck, topics=topics)))
    assert (found.card_id, found.message) == (
        "one",
        "These need each other in a circle: one → two → one.",
    )


def test_a_circle_through_a_card_is_told_beside_a_circle_of_topics() -> None:
    deck = collection(card(braces="#one needs=gamma"))
    topics = (
        Topic("alpha", "Alpha", needs=("beta",)),
        Topic("beta", "Beta", needs=("alpha",)),
        Topic("gamma", "Gamma", needs=("alpha",)),
    )
    (found,) = lint(replace(deck, deck=replace(deck.deck, topics=topics)))
    assert found.message == (
        "These need each other in a circle: [alpha] → one → [gamma] → [alpha]."
    )


def test_long_chains_of_needs_are_followed_to_their_end() -> None:
    first = collection(card()).deck.cards[-1]
    chain = [replace(first, id=f"c{n}", needs=(f"c{n + 1}",)) for n in range(5000)]
    deck = Deck((Topic("alpha", "Alpha"),), (*chain, replace(first, id="c5000")))
    found = lint(Collection(deck=deck, guides=(), month="2026-11"))
    assert "E16b" not in {one.rule for one in found}


def test_a_deck_without_a_lock_says_nothing_of_confirmations() -> None:
    assert lint(ONE) == []
