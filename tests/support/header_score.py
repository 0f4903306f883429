"""The header grade of the MDN HTTP Observatory (algorithm 6), for an app on plain http.

HSTS, the redirection to https and the Secure flag cannot exist there, so those rows are left out:
out of the 160 points that a site without preloading can reach, 5 belong to cookies, and 155 are
left to reach.  What is asserted instead of the cookie row stands in tests/security/test_headers.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from werkzeug.datastructures import Headers

from tests.support.markup import Element

START = 100
#: Bonuses count only for what has this much without them.
WORTHY = 90
#: What an answer with scripts of its own can reach here; without scripts SRI has nothing to add.
BEST = 155
BEST_WITHOUT_SCRIPTS = 150

_PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
_BROAD = {"*", "http:", "https:", "data:", "blob:", "ws:", "wss:"}
_ACTIVE = ("script-src", "object-src", "style-src", "frame-src", "connect-src", "font-src")


def score(headers: Mapping[str, str] | Headers, page: Element | None = None) -> int:
    """The points of one answer; `page` is its HTML, for the check of its scripts."""
    policy = policy_of(headers.get("Content-Security-Policy", ""))
    modifiers = [
        _content_policy(policy),
        _framing(headers, policy),
        0 if headers.get("X-Content-Type-Options", "").lower() == "nosniff" else -5,
        _referrer(headers),
        _scripts(page),
        _sharing(headers),
        *_isolation(headers),
    ]
    base = START + sum(one for one in modifiers if one < 0)
    return base + (sum(one for one in modifiers if one > 0) if base >= WORTHY else 0)


def policy_of(text: str) -> dict[str, list[str]]:
    """Directive → sources; the first of two equal directives counts."""
    found: dict[str, list[str]] = {}
    for directive in text.lower().split(";"):
        name, *sources = directive.split() or [""]
        if name:
            found.setdefault(name, sources)
    return found


def _content_policy(policy: dict[str, list[str]]) -> int:
    if not policy:
        return -25
    fallback = policy.get("default-src", ["*"])
    script, objects = policy.get("script-src", fallback), policy.get("object-src", fallback)
    if "'unsafe-inline'" in script or _BROAD & {*script, *objects}:
        return -20
    if any(one.startswith("http:") for name in _ACTIVE for one in policy.get(name, fallback)):
        return -20
    if "'unsafe-eval'" in script or any(
        one.startswith("http:") for one in policy.get("img-src", fallback)
    ):
        return -10
    if {"'unsafe-inline'", *_BROAD} & {*policy.get("style-src", fallback)}:
        return 0
    return 10 if fallback == ["'none'"] else 5


def _framing(headers: Mapping[str, str] | Headers, policy: dict[str, list[str]]) -> int:
    narrow = policy.get("frame-ancestors", ["*"])
    option = headers.get("X-Frame-Options", "").upper()
    return 5 if not _BROAD & {*narrow} or option in ("DENY", "SAMEORIGIN") else -20


def _referrer(headers: Mapping[str, str] | Headers) -> int:
    value = headers.get("Referrer-Policy")
    if value is None:
        return 0
    return 5 if value.split(",")[-1].strip().lower() in _PRIVATE else -5


def _scripts(page: Element | None) -> int:
    scripts = [] if page is None else [one for one in page.iter("script") if one.get("src")]
    foreign = [one for one in scripts if re.match(r"(\w+:)?//", one.get("src") or "")]
    if any(not one.get("integrity") for one in foreign):
        return -50
    return 5 if scripts and all(one.get("integrity") for one in scripts) else 0


def _sharing(headers: Mapping[str, str] | Headers) -> int:
    is_open = headers.get("Access-Control-Allow-Origin") is not None
    return -50 if is_open and headers.get("Access-Control-Allow-Credentials") == "true" else 0


def _isolation(headers: Mapping[str, str] | Headers) -> list[int]:
    wanted = {
        "Cross-Origin-Opener-Policy": {"same-origin"},
        "Cross-Origin-Embedder-Policy": {"require-corp", "credentialless"},
        "Cross-Origin-Resource-Policy": {"same-origin"},
    }
    return [10 if headers.get(name) in values else 0 for name, values in wanted.items()]
