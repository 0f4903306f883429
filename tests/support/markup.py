"""HTML as a browser reads it, and what is wrong where a browser has to guess."""

from __future__ import annotations

from collections.abc import Iterator

import turbohtml
from turbohtml import Document, TokenType
from turbohtml.conformance import check
from turbohtml.etree import ElementView as Element

__all__ = ["Element", "faults_of", "is_whole", "read"]

#: Elements without an end tag; in a drawing those that close themselves.
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"]
)
#: Advice that we have reasons against: Safari takes a list without bullets for none unless its role
#: says so, and a section may be named by a label.
_WANTED = frozenset(["aria-redundant-role", "section-no-heading"])
_UNWANTED = frozenset([TokenType.COMMENT, TokenType.PROCESSING_INSTRUCTION])
_BEFORE = '<!doctype html><html lang="en"><head><title>Part</title></head><body><div>'
_AFTER = "</div></body></html>"


def is_whole(text: str) -> bool:
    """Whether it is a page, not a part of one."""
    return text.lstrip()[:9].lower() == "<!doctype"


def read(text: str) -> Element:
    """A page's root; for a part of a page the element that holds it, which is none of its own."""
    if is_whole(text):
        return _root(turbohtml.parse(text, positions=False))
    return Element(turbohtml.parse_fragment(text, "div", positions=False))


def faults_of(text: str) -> list[str]:
    """What a careful reader of HTML has against a page or a part of one, each named.

    Errors of spelling, tags that are not closed by their own or in their order, elements that a
    browser makes or moves although nobody wrote them there, comments, and what a valid document
    may not hold (an id twice, an image without words, a heading with nothing in it).
    """
    page = text if is_whole(text) else f"{_BEFORE}{text}{_AFTER}"
    document = turbohtml.parse(page)
    faults = [f"{one.code} in line {one.line}" for one in document.errors]
    faults += [
        f"{one.code} in line {one.line}: {one.message}"
        for one in check(document).messages
        if one.severity != "info" and one.code not in _WANTED
    ]
    return faults + list(_misnested(page, _root(document)))


def _root(document: Document) -> Element:
    assert document.root is not None, "a browser makes a root for anything"
    return Element(document.root)


def _misnested(page: str, root: Element) -> Iterator[str]:
    """Compare the tree that a browser makes with the one that the tags spell out."""
    built = _nesting(root)
    is_open: list[str] = []
    for token in turbohtml.tokenize(page):
        tag = token.tag or ""
        if token.type in _UNWANTED:
            yield f"a comment or instruction in line {token.line}"
        elif token.type is TokenType.START_TAG:
            if (made := next(built, None)) != (len(is_open), tag):
                yield f"<{tag}> in line {token.line} is read as {made}"
                return
            if tag not in _VOID and not token.self_closing:
                is_open.append(tag)
        elif token.type is TokenType.END_TAG:
            if is_open[-1:] != [tag]:
                yield f"</{tag}> in line {token.line} closes {is_open[-1:]}"
                return
            is_open.pop()
    yield from (f"<{tag}> is never closed" for tag in is_open)
    yield from (f"<{tag}> is made by the browser" for _, tag in built)


def _nesting(root: Element) -> Iterator[tuple[int, str]]:
    """The depth and the tag of each element, in the order of the text."""
    waiting = [(0, root)]
    while waiting:
        depth, element = waiting.pop()
        yield depth, element.tag.lower()
        waiting += [(depth + 1, child) for child in reversed(element.getchildren())]
