"""Markdown → safe HTML.

The parser already refuses raw HTML; nh3 goes over its output all the same, because a card from
a stranger must not be able to start a request or a script, whatever the parser has missed.
"""

from __future__ import annotations

import html
import re
from functools import cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

#: Names what this module makes of a text; raise it when that changes.
VERSION = "5"

TAGS = frozenset(
    [
        "a",
        "blockquote",
        "br",
        "code",
        "del",
        "div",
        "em",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "s",
        "span",
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
)
_CODE_OR_END = re.compile(r"(`+).+?(?<!`)\1(?!`)|==", re.DOTALL)
_CODE_CLASS = re.compile(r"[a-z]{1,3}\d?")
_LANGUAGES = {"py": "python", "sh": "bash", "postgres": "postgresql", "env": "properties"}


class MarkdownRenderer:
    """Renders what authors write; the same text always gives the same HTML."""

    version = VERSION

    def html(self, text: str) -> str:
        """Blocks: paragraphs, lists, code, tables."""
        # Long code scrolls inside its box, so the keyboard must be able to reach the box.
        return _clean(_parser().render(text)).strip().replace("<pre>", '<pre tabindex="0">')

    def inline(self, text: str) -> str:
        """One line without a paragraph around it."""
        return _clean(_parser().renderInline(text)).strip()

    def plain(self, text: str) -> str:
        """The words alone, for lists and titles."""
        return html.unescape(nh3.clean(self.inline(text), tags=set())).strip()


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "highlight": _highlighted})
    parser.enable(["table", "strikethrough"])
    parser.inline.ruler.before("emphasis", "mark", _mark)
    return parser


def _mark(state: StateInline, silent: bool) -> bool:
    """==text== → <mark>text</mark>: the gap of a cloze."""
    start = state.pos
    if not state.src.startswith("==", start):
        return False
    end = _end_of_mark(state.src, start + 2)
    if end <= start + 2 or end > state.posMax:
        return False
    if not silent:
        state.push("mark_open", "mark", 1)
        outer, state.pos, state.posMax = state.posMax, start + 2, end
        state.md.inline.tokenize(state)
        state.posMax = outer
        state.push("mark_close", "mark", -1)
    state.pos = end + 2
    return True


def _end_of_mark(text: str, start: int) -> int:
    """Where the closing == stands; one inside code does not close.  −1 when there is none."""
    for match in _CODE_OR_END.finditer(text, start):
        if match[0] == "==":
            return match.start()
    return -1


def _highlighted(code: str, language: str, _attributes: str) -> str:
    name = language.split()[0] if language.split() else ""
    try:
        lexer = get_lexer_by_name(_LANGUAGES.get(name, name), stripnl=False)
    except ClassNotFound:
        return html.escape(code)
    return highlight(code, lexer, HtmlFormatter(nowrap=True))


def _clean(text: str) -> str:
    return nh3.clean(
        text,
        tags=set(TAGS),
        attributes={"a": {"href", "title"}, "span": {"class"}, "ol": {"start"}, "th": set()},
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "class":
        kept = [one for one in value.split() if tag == "span" and _CODE_CLASS.fullmatch(one)]
        return " ".join(kept) or None
    return value
