"""What text of strangers may become on a page, and what a page may hold beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from tests.support.markup import Element, faults_of, read

#: Tag → attributes that rendered text may have.
ALLOWED: dict[str, set[str]] = {
    "a": {"href", "title", "rel"},
    "ol": {"start"},
    "pre": {"tabindex"},
    "span": {"class"},
} | {
    name: set()
    for name in [
        "blockquote",
        "br",
        "code",
        "del",
        "div",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "mark",
        "p",
        "s",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
}
#: Attributes whose values are words for people or for the server, never acted upon.
_WORDS = {"value", "title", "aria-label", "data-announce", "content", "placeholder"}
_ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "srcset", "ping", "cite"}
_CODE_CLASS = re.compile(r"[a-z]{1,3}\d?")


def check_rendered(text: str) -> None:
    """Rendered text holds allowed tags and attributes only, and links that lead to web pages."""
    # Characters that are none are refused with the card; here they would pass through.
    faults = [one for one in faults_of(text) if "-in-input-stream" not in one]
    assert not faults, f"{faults} in {text[:300]}"
    for one in read(text).iterdescendants():
        assert one.tag in ALLOWED, f"<{one.tag}> in {text[:300]}"
        extra = set(one.attrib) - ALLOWED[one.tag]
        assert not extra, f"{extra} on <{one.tag}> in {text[:300]}"
        for name in (one.get("class") or "").split():
            assert _CODE_CLASS.fullmatch(name), f"class {name}"
        if one.tag == "a" and one.get("href") is not None:
            check_link(one.get("href") or "")
            assert one.get("rel") == "noopener noreferrer"


def check_link(address: str) -> None:
    """A link is http, https, mailto or relative, as a browser reads it."""
    # Browsers leave out tabs and line ends anywhere, and all control characters in front.
    bare = re.sub(r"[\t\r\n]", "", address.lstrip("".join(map(chr, range(33)))))
    scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", bare)
    assert not scheme or scheme[1].lower() in ("http", "https", "mailto"), address


def skeleton(elements: Iterable[Element], own_id: str) -> Counter[tuple[str, ...]]:
    """All of a page's elements but what rendered text may become, with `own_id` made neutral.

    Pages of a friendly and of a hostile card of one kind have equal skeletons, or the text has
    brought something of its own.
    """
    found: Counter[tuple[str, ...]] = Counter()
    for one in elements:
        if set(one.attrib) <= ALLOWED.get(one.tag, {"nothing"}) and not one.get("class"):
            continue
        if one.tag == "span" and _is_code(one):
            continue
        attributes = [
            f"{name}={'' if name in _WORDS else value.replace(own_id, 'ID')}"
            for name, value in sorted(one.attrib.items())
        ]
        found[(one.tag, *attributes)] += 1
    return found


def check_page_around(tree: Element, known: Iterable[tuple[str, str]]) -> None:
    """Nothing on a page that friendly pages have not: pairs of tag and attribute, addresses."""
    allowed = set(known) | {(tag, name) for tag, names in ALLOWED.items() for name in names}
    tags = {tag for tag, _ in allowed} | set(ALLOWED)
    for one in tree.iter():
        assert one.tag in tags, f"<{one.tag}> is on no friendly page"
        for name, value in one.attrib.items():
            assert (one.tag, name) in allowed, f"{name}={value!r} on <{one.tag}>"
            if name in _ADDRESSES:
                check_link(value)
                own = value.startswith(("/", "#")) and not value.startswith("//")
                assert own or one.tag == "a", f"{name}={value!r} on <{one.tag}>"
            if name in ("hx-get", "hx-post"):
                assert re.fullmatch(r"/[a-z]+(/[\w~./?=&-]*)?", value), value


def vocabulary(tree: Element) -> set[tuple[str, str]]:
    """The pairs of tag and attribute of a page."""
    return {(one.tag, name) for one in tree.iter() for name in [*one.attrib, ""]}


def _is_code(span: Element) -> bool:
    return set(span.attrib) <= {"class"} and all(
        _CODE_CLASS.fullmatch(name) for name in (span.get("class") or "").split()
    )
