"""Addresses of this program's own pages, as forms and links carry them."""

from __future__ import annotations

from urllib.parse import urlencode

LONGEST = 2000


def own_path(text: str, otherwise: str) -> str:
    """The path where it can only lead to a page of ours, else another one.

    Browsers read a backslash as a slash and drop control characters, so neither may be there.
    """
    is_plain = len(text) <= LONGEST and all("!" <= one != "\\" and one != "\x7f" for one in text)
    if text.startswith("/") and not text.startswith("//") and is_plain:
        return text.partition("#")[0]
    return otherwise


def with_values(path: str, **values: object) -> str:
    """The path with values added to its query; empty ones are left out."""
    given = {name: str(value) for name, value in values.items() if value not in ("", None)}
    if not given:
        return path
    return f"{path}{'&' if '?' in path else '?'}{urlencode(given)}"
