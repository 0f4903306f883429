"""Accepted patterns as authors write them: a part of Python's regular expressions."""

from __future__ import annotations

import re
from functools import lru_cache

from quizapp.core.kinds.pattern_nodes import Char, Each, Either, Node, Repeat, repeats

MOST_CHARACTERS = 200
MOST_REPEATS = 500
_MOST_GROUPS_DEEP = 10
_CLASS = re.compile(r"\[\^?\]?(?:[^\]\\]|\\.)*\]")
_SHORTHANDS = "dDwWsS"
_REPEAT = re.compile(r"\{([0-9]*)(,?)([0-9]*)\}|[*+?]")


class PatternError(ValueError):
    """Why a pattern cannot be used, in words for the deck's author."""


@lru_cache(maxsize=512)
def pattern_of(source: str, *, exact_case: bool = False) -> Node:
    """The pattern that an author wrote; raises PatternError for what is not supported."""
    if len(source) > MOST_CHARACTERS:
        raise PatternError(f"is longer than {MOST_CHARACTERS} characters")
    reader = _Reader(source, re.NOFLAG if exact_case else re.IGNORECASE)
    node = reader.branches()
    if reader.at < len(source):
        raise PatternError("has a `)` without its `(`")
    return node


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, source: str, flags: re.RegexFlag) -> None:
        self.source = source
        self.flags = flags
        self.at = 0
        self.depth = 0

    def branches(self) -> Node:
        branches = [self.parts()]
        while self.source.startswith("|", self.at):
            self.at += 1
            branches.append(self.parts())
        return branches[0] if len(branches) == 1 else Either(tuple(branches))

    def parts(self) -> Node:
        parts: list[Node] = []
        while self.at < len(self.source) and self.source[self.at] not in "|)":
            parts.append(self.repeated(self.part()))
        return Each(tuple(parts))

    def part(self) -> Node:
        char = self.source[self.at]
        if char == "(":
            return self.group()
        if char == "[":
            return self.char_class()
        if char in "*+?":
            raise PatternError(f"repeats nothing with `{char}`")
        if char in "^$":
            return self.edge(char)
        if char == "\\":
            return self.escape()
        self.at += 1
        return self.char("." if char == "." else re.escape(char))

    def edge(self, char: str) -> Node:
        # The whole answer is always compared, so these say nothing at the pattern's ends.
        if self.at != (0 if char == "^" else len(self.source) - 1):
            raise PatternError(f"has `{char}` in its middle")
        self.at += 1
        return Each(())

    def group(self) -> Node:
        self.at += 3 if self.source.startswith("(?:", self.at) else 1
        if self.source.startswith("?", self.at):
            raise PatternError("has a `(?` group other than `(?:`")
        self.depth += 1
        if self.depth > _MOST_GROUPS_DEEP:
            raise PatternError("has groups nested too deep")
        node = self.branches()
        if not self.source.startswith(")", self.at):
            raise PatternError("has a `(` without its `)`")
        self.at += 1
        self.depth -= 1
        return node

    def char_class(self) -> Node:
        found = _CLASS.match(self.source, self.at)
        if found is None:
            raise PatternError("has a `[` without its `]`")
        # Python warns that these may mean set operations one day.
        if "[" in found[0][1:] or re.search(r"--|&&|~~|\|\|", found[0]):
            raise PatternError("has `[`, `--`, `&&`, `~~` or `||` inside of `[…]`")
        self.at = found.end()
        return self.char(found[0])

    def escape(self) -> Node:
        escaped = self.source[self.at : self.at + 2]
        if len(escaped) < 2:
            raise PatternError("ends with a backslash")
        if escaped[1].isalnum() and escaped[1] not in _SHORTHANDS:
            raise PatternError(f"has `{escaped}`; only \\d, \\w, \\s and \\D, \\W, \\S are known")
        self.at += 2
        return self.char(escaped)

    def char(self, source: str) -> Node:
        try:
            return Char(re.compile(source, self.flags))
        except re.error as error:
            raise PatternError(f"has `{source}`, which is wrong: {error.msg}") from error

    def repeated(self, part: Node) -> Node:
        found = _REPEAT.match(self.source, self.at)
        # Braces that hold no count stand for themselves, as in Python.
        if found is None or found[0] == "{}":
            return part
        self.at = found.end()
        least, most = _limits(found)
        if repeats(part) and most != 1:
            raise PatternError("repeats what already repeats")
        # `*?` and `*` accept the same texts; `*+` and `**` do not, and mislead.
        if self.source.startswith("?", self.at):
            self.at += 1
        elif _REPEAT.match(self.source, self.at):
            raise PatternError("has two repeat signs in a row")
        return Repeat(part, least, most)


def _limits(found: re.Match[str]) -> tuple[int, int | None]:
    if found[0] in "*+?":
        return (1 if found[0] == "+" else 0), (1 if found[0] == "?" else None)
    least = int(found[1] or 0)
    most = least if not found[2] else int(found[3]) if found[3] else None
    if max(least, most or 0) > MOST_REPEATS:
        raise PatternError(f"repeats more than {MOST_REPEATS} times")
    if most is not None and most < least:
        raise PatternError(f"has `{found[0]}`, whose limits are reversed")
    return least, most
