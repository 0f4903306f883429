"""What the deck holds in figures, and what is missing: `python -m tools.deck_report`.

This is a report and fails for nothing; the tests in tests/content hold the deck to its rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from quizapp.core.cards import Card, Deck
from quizapp.core.kinds import KINDS
from quizapp.storage.deck_folder import read_deck

CARDS = Path(__file__).parent.parent / "cards"
#: The kinds whose every card is a program that the tests run.
RUN = ("output", "fix")


class Pair(NamedTuple):
    """Two things that learners mix up, and the two cards that contrast them, if written."""

    name: str
    topic: str
    cards: tuple[str, str] | None = None


PAIRS = (
    Pair("PUT / PATCH", "rest", ("rest-put", "rest-patch")),
    Pair("safe / idempotent", "http", ("http-safe", "http-idempotent-unsafe")),
    Pair("401 / 403", "auth", ("auth-401", "auth-403")),
    Pair("no-cache / no-store", "caching", ("cache-no-cache", "cache-no-store")),
    Pair("JWS / JWE", "auth"),
    Pair("OAuth / OIDC", "auth"),
    Pair(
        "READ COMMITTED / REPEATABLE READ",
        "transactions",
        ("tx-read-committed-reread", "tx-repeatable-read-update"),
    ),
    Pair(
        "select_related / prefetch_related",
        "django-orm",
        ("orm-select-related", "orm-prefetch-related"),
    ),
    Pair("gather / TaskGroup", "async", ("async-gather-failure", "async-taskgroup-failure")),
    Pair("CMD / ENTRYPOINT", "docker", ("docker-cmd-replaced", "docker-entrypoint-args")),
    Pair("COPY / ADD", "docker"),
    Pair("depends_on: started / healthy", "compose"),
    Pair("Compose .env / env_file", "compose"),
    Pair("authentication / authorization", "auth", ("auth-authentication", "auth-authorization")),
    Pair("queue / pub-sub", "background-jobs"),
    Pair("liveness / readiness", "orchestration"),
    Pair("delivery / deployment", "cicd", ("ci-continuous-delivery", "ci-continuous-deployment")),
    Pair("rebase / merge", "git", ("git-rebase-hash", "git-merge-two-parents")),
    Pair("reset / revert", "git", ("git-reset-log", "git-revert-log")),
    Pair("unit / integration test", "testing", ("test-unit-level", "test-integration-level")),
)


def is_executed(card: Card) -> bool:
    """Whether a program checks the card's claim."""
    return card.kind in RUN or card.proof is not None


def report(deck: Deck, pairs: Sequence[Pair] = PAIRS) -> Iterator[str]:
    """The report, line by line."""
    executed = sum(map(is_executed, deck.cards))
    share = 100 * executed / max(1, len(deck.cards))
    yield f"{len(deck.cards)} cards, {executed} of them executed ({share:.0f} %)"
    yield f"by kind: {_counted(Counter(card.kind for card in deck.cards), KINDS)}"
    of_topic = Counter(card.topic for card in deck.cards)
    yield f"by topic: {_counted(of_topic, [topic.id for topic in deck.topics])}"
    missing = [f"{pair.name} ({pair.topic})" for pair in pairs if _is_missing(pair, of_topic)]
    yield f"pairs still to be contrasted: {', '.join(missing) or 'none'}"


def _counted(counter: Counter[str], order: Iterable[str]) -> str:
    return ", ".join(f"{name} {counter[name]}" for name in order)


def _is_missing(pair: Pair, cards_of_topic: Counter[str]) -> bool:
    return pair.cards is None and cards_of_topic[pair.topic] > 0


if __name__ == "__main__":
    print(*report(read_deck(CARDS).deck), sep="\n")
