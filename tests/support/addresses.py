"""Every address of the app, built from sample values, so that a new route is covered at once."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Flask
from werkzeug.routing import Rule

from quizapp.core.answer_ids import mint

#: A value for each name that a rule may hold; all of them exist in SMALL_DECK.
SAMPLES = {
    "name": "app.css",
    "topic": "alpha",
    "folder": "technologies",
    "page": "alpha",
    "anchor": "first-things",
    "prompt_id": "sky",
    "card_id": "sky",
    "quiz_id": 1,
    "place": 0,
    "milestone": "first",
}
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
ANSWER_ID = mint(0x19E8000000, "0123456789abcdef", "sample-nonce")
#: What addresses that read a query are asked, beside being asked without one.
QUERIES = {
    "quiz.compared": {"place": "0", "answer_id": ANSWER_ID},
    "search.search": {"q": "things"},
    "stats.stats": {"topic": "alpha", "period": "1y"},
    "stats.topics": {"topic": "alpha", "period": "all"},
    "stats.replay": {"period": "4w"},
    "review.revealed": {"prompt_id": "sky", "answer_id": ANSWER_ID, "seen": "0"},
}


@dataclass(frozen=True, slots=True)
class Address:
    """One way to call the app: method, path, and the endpoint that answers."""

    method: str
    path: str
    endpoint: str


def addresses(app: Flask) -> list[Address]:
    """Every rule with each method that it takes, HEAD and OPTIONS left out."""
    return [
        Address(method, path_of(app, rule), rule.endpoint)
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]


def readable(app: Flask) -> list[str]:
    """Every path that GET can ask for, with a query where the route reads one."""
    found = []
    for one in addresses(app):
        if one.method == "GET":
            query = QUERIES.get(one.endpoint)
            found += [one.path] + ([f"{one.path}?{urlencode(query)}"] if query else [])
    return found


def changing(app: Flask) -> list[Address]:
    """Every address that takes a method which may change something."""
    return [one for one in addresses(app) if one.method not in SAFE]


def path_of(app: Flask, rule: Rule) -> str:
    """The rule's path with sample values in it.  Raises AssertionError for an unknown name."""
    unknown = rule.arguments - SAMPLES.keys() - (rule.defaults or {}).keys()
    assert not unknown, (
        f"{rule.rule} needs a sample for {', '.join(sorted(unknown))}: "
        "add one to SAMPLES in tests/support/addresses.py"
    )
    values = {name: SAMPLES[name] for name in rule.arguments if name in SAMPLES}
    return app.url_map.bind("localhost").build(rule.endpoint, values, min(rule.methods or {"GET"}))
