"""Addresses outside of the app: where a text holds them, and which of them are listed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from quizapp.core.kinds.block import Line
from quizapp.core.kinds.fences import Prose, pieces_of
from quizapp.core.kinds.spans import prose_and_code

# A link's target counts even without a slash: `](https:)` was meant to lead somewhere.
_ADDRESS = re.compile(r"""(?:(?<=\]\()https?:|\bhttps?:/)[^\s<>()\[\]"'`]*""", re.IGNORECASE)
_AFTER = ".,;!?*_|"
_LABEL = re.compile(r"[^\W_](?:[\w-]*[^\W_])?")


class Found(NamedTuple):
    """An address as it stands in a file."""

    line: int
    address: str


def addresses_in(text: str) -> Iterator[Found]:
    """The http and https addresses of a page's text, code left out: examples lead nowhere."""
    lines = (Line(number, line) for number, line in enumerate(text.split("\n"), start=1))
    for piece in pieces_of(lines):
        if not isinstance(piece, Prose):
            continue
        # Between two fences stand all lines, so the numbers go up by one.
        line, counted = piece.lines[0].number, 0
        prose = "\n".join(one.text for one in piece.lines)
        for start, end, is_code in prose_and_code(prose):
            for found in () if is_code else _ADDRESS.finditer(prose, start, end):
                line += prose.count("\n", counted, found.start())
                counted = found.start()
                yield Found(line, found[0].rstrip(_AFTER))


def is_whole(address: str) -> bool:
    """Whether an address has a host that can be one."""
    return _parts_of(address) is not None


class Listing:
    """Addresses that may be named: each stands for itself and for all below it."""

    def __init__(self, addresses: Iterable[str]) -> None:
        self._paths: dict[tuple[str, str], set[str]] = {}
        self._lengths: dict[tuple[str, str], set[int]] = {}
        for address in addresses:
            parts = _parts_of(address)
            if parts is not None:
                path = parts.path.rstrip("/")
                self._paths.setdefault(_site_of(parts), set()).add(path)
                self._lengths.setdefault(_site_of(parts), set()).add(len(path))

    def holds(self, address: str) -> bool:
        """Whether an address is listed, or is below one that is."""
        parts = _parts_of(address)
        if parts is None or ".." in parts.path.split("/"):
            return False
        paths, path = self._paths.get(_site_of(parts), set()), parts.path.rstrip("/")
        # Lengths are few, paths may be many.
        ends = self._lengths.get(_site_of(parts), set())
        return any(path[:end] in paths for end in ends if path[end : end + 1] in ("", "/"))


def _site_of(parts: SplitResult) -> tuple[str, str]:
    # A name before the host is kept, so that `https://listed@elsewhere` is not taken for listed.
    return parts.scheme, parts.netloc.casefold().removesuffix(":")


def _parts_of(address: str) -> SplitResult | None:
    """The address in its parts; None without a host that can be one."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return None
    labels = host.removesuffix(".").split(".")
    if parts.scheme not in ("http", "https") or not all(map(_LABEL.fullmatch, labels)):
        return None
    return parts
